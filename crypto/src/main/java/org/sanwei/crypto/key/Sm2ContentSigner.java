package org.sanwei.crypto.key;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.operator.ContentSigner;
import org.sanwei.crypto.der.Oids;

/** Signs a certificate that is being built. For one use. */
final class Sm2ContentSigner implements ContentSigner {
  private final ECPrivateKeyParameters key;
  private final SecureRandom random;
  private final ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();

  Sm2ContentSigner(ECPrivateKeyParameters key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(Oids.SM2_WITH_SM3);
  }

  @Override
  public OutputStream getOutputStream() {
    return toBeSigned;
  }

  @Override
  public byte[] getSignature() {
    return Sm2.sign(key, toBeSigned.toByteArray(), random);
  }
}
