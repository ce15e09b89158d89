package org.sanwei.crypto.key;

import java.security.SecureRandom;
import java.time.Clock;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.SignedAttributes;
import org.sanwei.crypto.der.SignedContent;

/**
 * Signs statements (docs/ENVELOPE.md, form 3): policies, readings, orders, receipts. Safe from many
 * threads.
 */
public final class Statements implements Signer {
  /** The most that a statement may have, signature and all. */
  static final int MAX_SIZE_BYTES = 16 * 1024 * 1024;

  private final PersonalKey key;
  private final Clock clock;
  private final SecureRandom random;

  Statements(PersonalKey key, Clock clock, SecureRandom random) {
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** Throws IllegalArgumentException if the statement would be larger than verifiers accept. */
  @Override
  public byte[] sign(String purpose, byte[] content) {
    SignedAttributes attributes =
        SignedAttributes.over(CMSObjectIdentifiers.data, content, clock.instant(), purpose, null);
    OfficerCertificate certificate = key.certificate();
    byte[] statement =
        new SignedContent(
                CMSObjectIdentifiers.data,
                content,
                attributes,
                certificate.keyIdentifierBytes(),
                certificate.der(),
                Oids.sm2WithSm3(),
                key.sign(attributes, random))
            .encode();
    if (statement.length > MAX_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a statement has at most " + MAX_SIZE_BYTES + " bytes, not " + statement.length);
    }
    return statement;
  }

  @Override
  public String keyId() {
    return key.certificate().fingerprint();
  }
}
