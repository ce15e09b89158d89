/**
 * TLS for loopback and sandbox: a certificate authority of our own, made on first run. May import:
 * java, BouncyCastle.
 */
@NullMarked
package org.sanwei.crypto.tls;

import org.jspecify.annotations.NullMarked;
