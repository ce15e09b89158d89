/**
 * The envelope that goes to the 机要 line (docs/ENVELOPE.md, form 2): sealed to officers, signed by
 * the gateway, with a header that anybody on the way may read and nobody may change. May import:
 * java, org.sanwei.crypto, org.sanwei.crypto.der, org.sanwei.crypto.key, BouncyCastle.
 */
@NullMarked
package org.sanwei.crypto.cms;

import org.jspecify.annotations.NullMarked;
