/**
 * The only @Configuration classes; clock and randomness are made here. May import: everything it
 * wires.
 */
@NullMarked
package org.sanwei.gateway.wiring;

import org.jspecify.annotations.NullMarked;
