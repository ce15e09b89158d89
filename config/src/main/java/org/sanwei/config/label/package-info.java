/** The lattice: how secret, how urgent, whose line. Pure values. May import: nothing of ours. */
@NullMarked
package org.sanwei.config.label;

import org.jspecify.annotations.NullMarked;
