package org.sanwei.crypto.cms;

import java.util.HexFormat;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.SignedContent;

/**
 * Form 2 as read from the wire, with its structure checked and its signature not: package-private,
 * so that nobody outside can take a claim for a fact.
 */
record CipherEnvelope(SignedContent signed, AuthEnveloped inner) {
  /** The most that an envelope may have: a plaintext of 48 MiB and some to spare. */
  static final int MAX_SIZE_BYTES = 49 * 1024 * 1024;

  static final int MAX_PLAIN_BYTES = 48 * 1024 * 1024;

  /** Domain separation of the gateway's signature. */
  static final String PURPOSE = "cipher-envelope/1";

  static CipherEnvelope parse(byte[] bytes) throws NotDer {
    SignedContent signed = SignedContent.parse(bytes, MAX_SIZE_BYTES);
    if (!signed.contentType().equals(CMSObjectIdentifiers.authEnvelopedData)) {
      throw new NotDer("content of type AuthEnvelopedData");
    }
    if (signed.certificate() != null) {
      throw new NotDer("no certificate");
    }
    if (!signed.attributes().purpose().equals(PURPOSE)) {
      throw new NotDer("purpose " + PURPOSE);
    }
    AuthEnveloped inner = AuthEnveloped.parse(signed.content(), MAX_SIZE_BYTES);
    if (!EnvelopeHeader.fromAsn1(signed.attributes().header()).equals(inner.header())) {
      throw new NotDer("the same header signed and authenticated");
    }
    return new CipherEnvelope(signed, inner);
  }

  String signer() {
    return HexFormat.of().formatHex(signed.signer());
  }
}
