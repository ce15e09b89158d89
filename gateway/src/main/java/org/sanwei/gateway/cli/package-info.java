/** The command line: names, options, exit codes. May import: every package of gateway. */
@NullMarked
package org.sanwei.gateway.cli;

import org.jspecify.annotations.NullMarked;
