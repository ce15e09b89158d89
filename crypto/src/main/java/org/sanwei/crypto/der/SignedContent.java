package org.sanwei.crypto.der;

import static org.sanwei.crypto.der.Der.as;
import static org.sanwei.crypto.der.Der.check;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * CMS SignedData (RFC 5652) as we write it: content inside, SM3, one signer by subject key
 * identifier, SM2 over signed attributes, at most one certificate, nothing unsigned. Reading
 * accepts exactly that. Whether the signature is right is for the caller, who has the keys.
 *
 * @param certificate DER of the signer's certificate, or null if none is enclosed
 * @param signer the subject key identifier of the signer, as claimed
 * @param algorithm of the signature: one of the two names that SM2 with SM3 has
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
public record SignedContent(
    ASN1ObjectIdentifier contentType,
    byte[] content,
    SignedAttributes attributes,
    byte[] signer,
    byte @Nullable [] certificate,
    AlgorithmIdentifier algorithm,
    byte[] signature) {
  private static final int OVERHEAD_BYTES = 4096;
  private static final int WITH_KEY_IDENTIFIER = 3;

  public byte[] encode() {
    return Der.encode(toAsn1(), content.length + OVERHEAD_BYTES);
  }

  private ContentInfo toAsn1() {
    SignerInfo info =
        new SignerInfo(
            new SignerIdentifier(new DEROctetString(signer)),
            Oids.sm3(),
            attributes.set(),
            algorithm,
            new DEROctetString(signature),
            (ASN1Set) null);
    ASN1Set certificates =
        certificate == null ? null : new DERSet(Certificate.getInstance(certificate));
    SignedData data =
        new SignedData(
            new DERSet(Oids.sm3()),
            new ContentInfo(contentType, new DEROctetString(content)),
            certificates,
            null,
            new DERSet(info));
    return new ContentInfo(CMSObjectIdentifiers.signedData, data);
  }

  /** Throws NotDer, and nothing else, for whatever is not such a SignedData. */
  public static SignedContent parse(byte[] bytes, int maxSizeBytes) throws NotDer {
    try {
      ContentInfo outer = ContentInfo.getInstance(StrictDer.parse(bytes, maxSizeBytes));
      check(CMSObjectIdentifiers.signedData.equals(outer.getContentType()), "CMS SignedData");
      SignedContent content = read(SignedData.getInstance(outer.getContent()));
      StrictDer.checkEncodes(content.toAsn1(), bytes, "SignedData as we write it");
      return content;
    } catch (RuntimeException e) {
      throw new NotDer("CMS SignedData");
    }
  }

  private static SignedContent read(SignedData data) throws NotDer {
    check(data.getVersion().hasValue(WITH_KEY_IDENTIFIER), "SignedData version 3");
    check(
        Der.only(data.getDigestAlgorithms(), "one digest algorithm").equals(Oids.sm3()),
        "SM3 as the digest algorithm");
    check(data.getCRLs() == null, "no revocation lists");
    ContentInfo inner = data.getEncapContentInfo();
    byte[] content =
        as(ASN1OctetString.class, inner.getContent(), "the content inside").getOctets();
    SignerInfo info = SignerInfo.getInstance(Der.only(data.getSignerInfos(), "one signer"));
    check(info.getVersion().hasValue(WITH_KEY_IDENTIFIER), "SignerInfo version 3");
    ASN1Encodable signer = info.getSID().getId();
    check(info.getDigestAlgorithm().equals(Oids.sm3()), "SM3 as the signer's digest");
    check(Oids.isSm2Signature(info.getDigestEncryptionAlgorithm()), "an SM2 signature");
    check(info.getUnauthenticatedAttributes() == null, "no unsigned attributes");
    return new SignedContent(
        inner.getContentType(),
        content,
        SignedAttributes.read(info.getAuthenticatedAttributes()),
        as(ASN1OctetString.class, signer, "a subject key identifier").getOctets(),
        certificate(data.getCertificates()),
        info.getDigestEncryptionAlgorithm(),
        info.getEncryptedDigest().getOctets());
  }

  private static byte @Nullable [] certificate(@Nullable ASN1Set certificates) throws NotDer {
    return certificates == null
        ? null
        : Der.encode(Der.only(certificates, "at most one certificate"));
  }
}
