/** Seal and open; no algorithm names or nonces as arguments. May import: BouncyCastle. */
@NullMarked
package org.sanwei.crypto;

import org.jspecify.annotations.NullMarked;
