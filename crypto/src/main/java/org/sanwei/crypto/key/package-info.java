/**
 * What a key is, how it is kept, and who may see its bytes: the master key, the ring of epoch keys,
 * people's SM2 keys and certificates, and the statements they sign. May import: java,
 * org.sanwei.crypto, org.sanwei.crypto.der, BouncyCastle.
 */
@NullMarked
package org.sanwei.crypto.key;

import org.jspecify.annotations.NullMarked;
