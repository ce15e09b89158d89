/**
 * What forms 2 and 3 share on the wire: strict DER, the object identifiers, and CMS SignedData with
 * one SM2 signer. Knows no keys. May import: java, org.sanwei.crypto, BouncyCastle.
 */
@NullMarked
package org.sanwei.crypto.der;

import org.jspecify.annotations.NullMarked;
