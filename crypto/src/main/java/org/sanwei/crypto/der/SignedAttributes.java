package org.sanwei.crypto.der;

import static org.sanwei.crypto.der.Der.as;
import static org.sanwei.crypto.der.Der.check;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Sm3;

/**
 * What an SM2 signature of ours is over, and the only thing a personal key signs: content type, SM3
 * digest of the content, time, purpose and, in form 2, the header. Immutable.
 */
public final class SignedAttributes {
  private static final String WANT =
      "signed attributes content type, message digest, time, purpose";

  private final ASN1Set set;
  private final ASN1ObjectIdentifier contentType;
  private final byte[] digest;
  private final String purpose;
  private final @Nullable ASN1Encodable header;

  private SignedAttributes(
      ASN1Set set,
      ASN1ObjectIdentifier contentType,
      byte[] digest,
      String purpose,
      @Nullable ASN1Encodable header) {
    this.set = set;
    this.contentType = contentType;
    this.digest = digest;
    this.purpose = purpose;
    this.header = header;
  }

  public static SignedAttributes over(
      ASN1ObjectIdentifier contentType,
      byte[] content,
      Instant signedAt,
      String purpose,
      @Nullable ASN1Encodable header) {
    byte[] digest = Sm3.of(content);
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.contentType, contentType));
    attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
    attributes.add(attribute(CMSAttributes.signingTime, new Time(Date.from(signedAt))));
    attributes.add(attribute(Oids.PURPOSE, new DERUTF8String(purpose)));
    if (header != null) {
      attributes.add(attribute(Oids.HEADER, header));
    }
    return new SignedAttributes(new DERSet(attributes), contentType, digest, purpose, header);
  }

  static SignedAttributes read(@Nullable ASN1Set set) throws NotDer {
    if (set == null) {
      throw new NotDer(WANT);
    }
    Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
    for (ASN1Encodable element : set) {
      Attribute attribute = Attribute.getInstance(element);
      ASN1Encodable value = Der.only(attribute.getAttrValues(), "one value for each attribute");
      check(values.put(attribute.getAttrType(), value) == null, "each attribute once");
    }
    ASN1Encodable header = values.remove(Oids.HEADER);
    check(values.size() == 4, WANT);
    Time.getInstance(as(ASN1Encodable.class, values.get(CMSAttributes.signingTime), WANT));
    return new SignedAttributes(
        set,
        as(ASN1ObjectIdentifier.class, values.get(CMSAttributes.contentType), WANT),
        as(ASN1OctetString.class, values.get(CMSAttributes.messageDigest), WANT).getOctets(),
        as(ASN1UTF8String.class, values.get(Oids.PURPOSE), WANT).getString(),
        header);
  }

  /** The bytes that the signature covers. */
  public byte[] toBeSigned() {
    return Der.encode(set);
  }

  ASN1Set set() {
    return set;
  }

  public String purpose() {
    return purpose;
  }

  public @Nullable ASN1Encodable header() {
    return header;
  }

  /** Whether they were made for exactly this content. */
  public boolean fit(ASN1ObjectIdentifier type, byte[] content) {
    return contentType.equals(type) && Arrays.equals(digest, Sm3.of(content));
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }
}
