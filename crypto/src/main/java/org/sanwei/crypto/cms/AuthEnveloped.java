package org.sanwei.crypto.cms;

import static org.sanwei.crypto.der.Der.as;
import static org.sanwei.crypto.der.Der.check;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.sanwei.crypto.der.Der;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.StrictDer;
import org.sanwei.crypto.key.Sm4Gcm;

/**
 * The inner part of form 2: CMS AuthEnvelopedData (RFC 5083) with SM4-GCM, one key transport for
 * each recipient, and the header as the only authenticated attribute.
 *
 * @param wrapped the wrapped content key for each recipient's key identifier in hex, in the order
 *     of the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
record AuthEnveloped(
    EnvelopeHeader header,
    Map<String, byte[]> wrapped,
    byte[] nonce,
    byte[] ciphertext,
    byte[] tag) {
  /** The most recipients an envelope may have. */
  static final int MAX_RECIPIENTS = 128;

  private static final int MIN_KEY_IDENTIFIER_BYTES = 8;
  private static final int MAX_KEY_IDENTIFIER_BYTES = 32;
  private static final int MAX_WRAPPED_BYTES = 256;
  private static final int BYTES_EACH = 512;

  byte[] encode() {
    return Der.encode(toAsn1(), ciphertext.length + BYTES_EACH * (wrapped.size() + 2));
  }

  private AuthEnvelopedData toAsn1() {
    ASN1EncodableVector recipients = new ASN1EncodableVector();
    wrapped.forEach((id, key) -> recipients.add(recipient(id, key)));
    return new AuthEnvelopedData(
        null,
        new DERSet(recipients),
        new EncryptedContentInfo(
            CMSObjectIdentifiers.data,
            new AlgorithmIdentifier(Oids.SM4_GCM, new GCMParameters(nonce, Sm4Gcm.TAG_SIZE_BYTES)),
            new DEROctetString(ciphertext)),
        authenticated(header),
        new DEROctetString(tag),
        null);
  }

  /** What the tag covers beside the content: the authenticated attributes as a DER SET OF. */
  static byte[] aad(EnvelopeHeader header) {
    return Der.encode(authenticated(header));
  }

  static AuthEnveloped parse(byte[] bytes, int maxSizeBytes) throws NotDer {
    try {
      AuthEnveloped envelope =
          read(AuthEnvelopedData.getInstance(StrictDer.parse(bytes, maxSizeBytes)));
      StrictDer.checkEncodes(envelope.toAsn1(), bytes, "AuthEnvelopedData as we write it");
      return envelope;
    } catch (RuntimeException e) {
      throw new NotDer("AuthEnvelopedData");
    }
  }

  private static AuthEnveloped read(AuthEnvelopedData data) throws NotDer {
    check(data.getOriginatorInfo() == null, "no originator info");
    check(data.getUnauthAttrs() == null, "no unauthenticated attributes");
    EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
    check(content.getContentType().equals(CMSObjectIdentifiers.data), "content of type data");
    AlgorithmIdentifier algorithm = content.getContentEncryptionAlgorithm();
    check(algorithm.getAlgorithm().equals(Oids.SM4_GCM), "SM4-GCM");
    GCMParameters gcm = GCMParameters.getInstance(algorithm.getParameters());
    check(
        gcm.getNonce().length == Sm4Gcm.NONCE_SIZE_BYTES
            && gcm.getIcvLen() == Sm4Gcm.TAG_SIZE_BYTES,
        "a nonce of 12 bytes and a tag of 16");
    byte[] tag = data.getMac().getOctets();
    check(tag.length == Sm4Gcm.TAG_SIZE_BYTES, "a tag of 16 bytes");
    return new AuthEnveloped(
        header(data.getAuthAttrs()),
        recipients(data.getRecipientInfos()),
        gcm.getNonce(),
        as(ASN1OctetString.class, content.getEncryptedContent(), "the content inside").getOctets(),
        tag);
  }

  private static EnvelopeHeader header(ASN1Set attributes) throws NotDer {
    String want = "the header as the only authenticated attribute";
    Attribute attribute = Attribute.getInstance(Der.only(attributes, want));
    check(attribute.getAttrType().equals(Oids.HEADER), want);
    return EnvelopeHeader.fromAsn1(Der.only(attribute.getAttrValues(), want));
  }

  private static Map<String, byte[]> recipients(ASN1Set infos) throws NotDer {
    check(
        infos.size() > 0 && infos.size() <= MAX_RECIPIENTS,
        "1 to " + MAX_RECIPIENTS + " recipients");
    Map<String, byte[]> wrapped = new LinkedHashMap<>();
    for (ASN1Encodable element : infos) {
      KeyTransRecipientInfo info =
          as(
              KeyTransRecipientInfo.class,
              RecipientInfo.getInstance(element).getInfo(),
              "recipients by key transport");
      check(info.getVersion().hasValue(2), "recipients of version 2");
      check(
          info.getKeyEncryptionAlgorithm()
              .equals(new AlgorithmIdentifier(Oids.SM2_ENCRYPT_WITH_SM3)),
          "SM2 encryption with SM3");
      byte[] id =
          as(ASN1OctetString.class, info.getRecipientIdentifier().getId(), "a key identifier")
              .getOctets();
      check(
          id.length >= MIN_KEY_IDENTIFIER_BYTES && id.length <= MAX_KEY_IDENTIFIER_BYTES,
          "a key identifier of 8 to 32 bytes");
      byte[] key = info.getEncryptedKey().getOctets();
      check(key.length > 0 && key.length <= MAX_WRAPPED_BYTES, "a wrapped key");
      check(wrapped.put(HexFormat.of().formatHex(id), key) == null, "each recipient once");
    }
    return wrapped;
  }

  private static RecipientInfo recipient(String id, byte[] key) {
    return new RecipientInfo(
        new KeyTransRecipientInfo(
            new RecipientIdentifier(new DEROctetString(HexFormat.of().parseHex(id))),
            new AlgorithmIdentifier(Oids.SM2_ENCRYPT_WITH_SM3),
            new DEROctetString(key)));
  }

  private static ASN1Set authenticated(EnvelopeHeader header) {
    return new DERSet(new Attribute(Oids.HEADER, new DERSet(header.toAsn1())));
  }
}
