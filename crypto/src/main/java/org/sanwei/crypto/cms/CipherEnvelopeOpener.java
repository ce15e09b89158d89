package org.sanwei.crypto.cms;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.Sm4Gcm;

/**
 * Opens envelopes with one officer's key, after checking that a known gateway signed them. Never
 * throws for hostile bytes. Safe from many threads.
 */
public final class CipherEnvelopeOpener {
  private final PersonalKey officer;
  private final CipherEnvelopeVerifier verifier;

  public CipherEnvelopeOpener(PersonalKey officer, CipherEnvelopeVerifier verifier) {
    this.officer = officer;
    this.verifier = verifier;
  }

  public CipherOpened open(byte[] envelope) {
    CipherEnvelope parsed;
    try {
      parsed = CipherEnvelope.parse(envelope);
    } catch (NotDer e) {
      return new CipherOpened.Malformed(e.want());
    }
    if (!verifier.signedByGateway(parsed)) {
      return new CipherOpened.Forged(parsed.signer());
    }
    AuthEnveloped inner = parsed.inner();
    byte[] wrapped = inner.wrapped().get(officer.certificate().keyIdentifier());
    if (wrapped == null) {
      return new CipherOpened.NotForUs(inner.wrapped().size());
    }
    Optional<byte[]> key =
        officer.unwrap(wrapped).filter(bytes -> bytes.length == Sm4Gcm.KEY_SIZE_BYTES);
    if (key.isEmpty()) {
      return new CipherOpened.Forged(parsed.signer());
    }
    return decrypt(parsed, key.get());
  }

  private static CipherOpened decrypt(CipherEnvelope parsed, byte[] key) {
    AuthEnveloped inner = parsed.inner();
    byte[] aad = AuthEnveloped.aad(inner.header());
    try {
      byte[] plain =
          Sm4Gcm.open(
              key,
              inner.nonce(),
              aad,
              aad.length,
              inner.ciphertext(),
              0,
              inner.ciphertext().length,
              inner.tag(),
              0);
      return new CipherOpened.Message(inner.header(), plain);
    } catch (InvalidCipherTextException e) {
      return new CipherOpened.Forged(parsed.signer());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
