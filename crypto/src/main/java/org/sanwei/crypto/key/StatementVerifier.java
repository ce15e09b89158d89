package org.sanwei.crypto.key;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.SignedContent;

/**
 * Checks statements (docs/ENVELOPE.md, form 3) against the certificates of those who may make them.
 * Validity in time is not looked at: a statement outlives its signer's certificate, and who lists
 * certificates decides how long they count. Immutable.
 */
public final class StatementVerifier implements Verifier {
  private final Map<String, OfficerCertificate> known;

  public StatementVerifier(Collection<OfficerCertificate> known) {
    this.known =
        known.stream()
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(OfficerCertificate::fingerprint, Function.identity()));
  }

  @Override
  public Verified verify(String purpose, byte[] statement) {
    SignedContent signed;
    try {
      signed = SignedContent.parse(statement, Statements.MAX_SIZE_BYTES);
    } catch (NotDer e) {
      return new Verified.Malformed(e.want());
    }
    if (!signed.contentType().equals(CMSObjectIdentifiers.data)) {
      return new Verified.Malformed("content of type data");
    }
    if (signed.attributes().header() != null) {
      return new Verified.Malformed("no header attribute");
    }
    byte[] enclosed = signed.certificate();
    if (enclosed == null) {
      return new Verified.Malformed("the signer's certificate");
    }
    String fingerprint = Sm3.hex(enclosed);
    OfficerCertificate signer = known.get(fingerprint);
    if (signer == null) {
      return new Verified.Unknown(fingerprint);
    }
    boolean fits =
        Arrays.equals(signer.keyIdentifierBytes(), signed.signer())
            && signed.attributes().purpose().equals(purpose)
            && signed.attributes().fit(CMSObjectIdentifiers.data, signed.content())
            && signer.signed(signed.attributes(), signed.signature());
    return fits
        ? new Verified.Statement(signed.content(), fingerprint, signer.name())
        : new Verified.Forged(fingerprint);
  }
}
