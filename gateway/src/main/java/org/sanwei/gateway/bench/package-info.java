/**
 * This machine's figures beside their limits, measured on a gateway of its own. May import:
 * Jackson, files, net.
 */
@NullMarked
package org.sanwei.gateway.bench;

import org.jspecify.annotations.NullMarked;
