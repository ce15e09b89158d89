/**
 * The two half-walks, read top to bottom, and the ports they end at. May import: the steps of
 * routes, config, crypto, Camel.
 */
@NullMarked
package org.sanwei.routes.flow;

import org.jspecify.annotations.NullMarked;
