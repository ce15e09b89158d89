/**
 * The command line: names, options, exit codes. May import: wiring, bench, cipherdesk, policy,
 * routes.message, routes.read, config, crypto.key; picocli, Spring, Jackson, java.net.http.
 */
@NullMarked
package org.sanwei.gateway.cli;

import org.jspecify.annotations.NullMarked;
