/**
 * The only @Configuration classes; clock and randomness are made here. May import: everything it
 * wires, which is everything but cli.
 */
@NullMarked
package org.sanwei.gateway.wiring;

import org.jspecify.annotations.NullMarked;
