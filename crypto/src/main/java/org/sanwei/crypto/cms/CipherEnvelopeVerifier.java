package org.sanwei.crypto.cms;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.SignedContent;
import org.sanwei.crypto.key.OfficerCertificate;

/**
 * Checks envelopes without any private key: structure, and the gateway's signature. Never throws
 * for hostile bytes. Safe from many threads.
 */
public final class CipherEnvelopeVerifier {
  private final Map<String, OfficerCertificate> gateways;

  /** Throws IllegalArgumentException if two gateways have the same key identifier. */
  public CipherEnvelopeVerifier(Set<OfficerCertificate> gateways) {
    try {
      this.gateways =
          gateways.stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      OfficerCertificate::keyIdentifier, Function.identity()));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("two gateways have the same key identifier", e);
    }
  }

  /** Costs one SM2 verification and the digest of the envelope; about 9 ms a megabyte. */
  public Inspected inspect(byte[] envelope) {
    CipherEnvelope parsed;
    try {
      parsed = CipherEnvelope.parse(envelope);
    } catch (NotDer e) {
      return new Inspected.Malformed(e.want());
    }
    if (!gateways.containsKey(parsed.signer())) {
      return new Inspected.Unknown(parsed.signer());
    }
    return signedByGateway(parsed)
        ? new Inspected.Valid(
            parsed.inner().header(), parsed.inner().wrapped().keySet(), Sm3.hex(envelope))
        : new Inspected.Forged(parsed.signer());
  }

  /** For who goes on to open what was parsed. */
  boolean signedByGateway(CipherEnvelope parsed) {
    OfficerCertificate gateway = gateways.get(parsed.signer());
    SignedContent signed = parsed.signed();
    return gateway != null
        && signed.attributes().fit(CMSObjectIdentifiers.authEnvelopedData, signed.content())
        && gateway.signed(signed.attributes(), signed.signature());
  }
}
