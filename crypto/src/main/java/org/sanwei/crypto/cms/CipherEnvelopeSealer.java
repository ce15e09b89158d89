package org.sanwei.crypto.cms;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.SignedAttributes;
import org.sanwei.crypto.der.SignedContent;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.Sm4Gcm;

/**
 * Seals what goes to a 机要 line, so that only the recipients open it and not this gateway. Costs
 * about 0.3 ms a recipient and 20 ms a megabyte on one core; it allocates about eight times the
 * plaintext, opening six times, inspecting three. Safe from many threads.
 */
public final class CipherEnvelopeSealer {
  private final PersonalKey gateway;
  private final SecureRandom random;

  public CipherEnvelopeSealer(PersonalKey gateway, SecureRandom random) {
    this.gateway = gateway;
    this.random = random;
  }

  /**
   * An envelope for all recipients: the line's officers and its recovery key. Throws
   * IllegalArgumentException for no recipients, more than 128, two with one key identifier, or a
   * plaintext above 48 MiB. The certificates' validity is for the caller, who has the clock.
   */
  public byte[] seal(EnvelopeHeader header, byte[] plain, List<OfficerCertificate> recipients) {
    if (plain.length > CipherEnvelope.MAX_PLAIN_BYTES) {
      throw new IllegalArgumentException(
          "an envelope holds at most "
              + CipherEnvelope.MAX_PLAIN_BYTES
              + " bytes, not "
              + plain.length);
    }
    byte[] key = new byte[Sm4Gcm.KEY_SIZE_BYTES];
    random.nextBytes(key);
    try {
      Map<String, byte[]> wrapped = wrapForAll(key, recipients);
      byte[] inner = encrypt(header, key, wrapped, plain).encode();
      SignedAttributes attributes =
          SignedAttributes.over(
              CMSObjectIdentifiers.authEnvelopedData,
              inner,
              header.sealedAt(),
              CipherEnvelope.PURPOSE,
              header.toAsn1());
      return new SignedContent(
              CMSObjectIdentifiers.authEnvelopedData,
              inner,
              attributes,
              gateway.certificate().keyIdentifierBytes(),
              null,
              Oids.sm2WithSm3(),
              gateway.sign(attributes, random))
          .encode();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private Map<String, byte[]> wrapForAll(byte[] key, List<OfficerCertificate> recipients) {
    if (recipients.isEmpty() || recipients.size() > AuthEnveloped.MAX_RECIPIENTS) {
      throw new IllegalArgumentException(
          "an envelope has 1 to "
              + AuthEnveloped.MAX_RECIPIENTS
              + " recipients, not "
              + recipients.size());
    }
    Map<String, byte[]> wrapped = new LinkedHashMap<>();
    for (OfficerCertificate recipient : recipients) {
      if (wrapped.put(recipient.keyIdentifier(), recipient.wrap(key, random)) != null) {
        throw new IllegalArgumentException(
            "two recipients have the key identifier " + recipient.keyIdentifier());
      }
    }
    return wrapped;
  }

  private AuthEnveloped encrypt(
      EnvelopeHeader header, byte[] key, Map<String, byte[]> wrapped, byte[] plain) {
    byte[] nonce = new byte[Sm4Gcm.NONCE_SIZE_BYTES];
    random.nextBytes(nonce);
    byte[] aad = AuthEnveloped.aad(header);
    byte[] sealed = new byte[plain.length + Sm4Gcm.TAG_SIZE_BYTES];
    Sm4Gcm.sealWithNonce(key, nonce, aad, aad.length, plain, sealed, 0);
    return new AuthEnveloped(
        header,
        wrapped,
        nonce,
        Arrays.copyOf(sealed, plain.length),
        Arrays.copyOfRange(sealed, plain.length, sealed.length));
  }
}
