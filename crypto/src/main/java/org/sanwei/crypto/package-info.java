/**
 * Seal and open, sign and verify, digest; no algorithm names or nonces as arguments. May import:
 * java, BouncyCastle.
 */
@NullMarked
package org.sanwei.crypto;

import org.jspecify.annotations.NullMarked;
