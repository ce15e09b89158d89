package org.sanwei.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.bouncycastle.asn1.cms.CMSObjectIdentifiers.authEnvelopedData;
import static org.bouncycastle.asn1.cms.CMSObjectIdentifiers.envelopedData;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.der.NotDer;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.SignedAttributes;
import org.sanwei.crypto.der.SignedContent;
import org.sanwei.crypto.key.PersonalKey;

/** Form 2: one envelope as it should be, and one for each way to be wrong. */
record MakeForm2(
    Path root,
    SecureRandom random,
    PersonalKey gateway,
    PersonalKey li,
    PersonalKey recovery,
    PersonalKey stranger) {
  private static final String PURPOSE = "cipher-envelope/1";
  private static final byte[] PLAIN = "机密★10年 演练".getBytes(UTF_8);
  private static final EnvelopeHeader HEADER = header("SECRET");

  private static EnvelopeHeader header(String sensitivity) {
    return new EnvelopeHeader(
        "00112233445566778899aabbccddeeff",
        "default/military",
        "CLASSIFIED",
        sensitivity,
        Fixed.NOW,
        "sm3:00",
        EnvelopeHeader.VERSION);
  }

  void make() throws IOException {
    byte[] good = seal(gateway, li);
    two("success", "success", "success", "to li and the recovery key", good);
    two("success-empty", "success", "success", "an empty plaintext", sealEmpty());
    two("no-match", "no-match", "success", "to the recovery key only", seal(gateway, recovery));
    two("unknown-gateway", "forged", "unknown", "signed by a stranger", seal(stranger, li));
    two(
        "forged-signature",
        "forged",
        "forged",
        "signature",
        MakeVectors.flip(good, good.length - 1));
    outer("forged-content", "forged", "the signed content has another mac", good);
    badInside(good);
    badInsideRecipients(good);
    badOutside(good);
  }

  /** Signed as it should be, so only what is inside is wrong. */
  private void badInside(byte[] good) throws IOException {
    resigned(
        good,
        "forged-tag",
        "forged",
        "success",
        "the tag, then signed",
        in -> in.set(4, new DEROctetString(new byte[16])));
    resigned(
        good,
        "malformed-version",
        "malformed",
        "malformed",
        "AuthEnvelopedData version 1",
        in -> in.set(0, new ASN1Integer(1)));
    resigned(
        good,
        "malformed-tag-size",
        "malformed",
        "malformed",
        "a tag of 12 bytes",
        in -> in.set(4, new DEROctetString(new byte[12])));
    resigned(
        good,
        "malformed-cbc",
        "malformed",
        "malformed",
        "SM4-CBC",
        content(
            new AlgorithmIdentifier(
                new ASN1ObjectIdentifier("1.2.156.10197.1.104.2"),
                new DEROctetString(new byte[16]))));
    resigned(
        good,
        "malformed-nonce-size",
        "malformed",
        "malformed",
        "a nonce of 8 bytes",
        content(new AlgorithmIdentifier(Oids.SM4_GCM, new GCMParameters(new byte[8], 16))));
    resigned(
        good,
        "malformed-no-header",
        "malformed",
        "malformed",
        "no authenticated attributes",
        in -> in.remove(3));
    resigned(
        good,
        "malformed-unauthenticated",
        "malformed",
        "malformed",
        "an unauthenticated attribute",
        in -> in.add(tagged(2, stray())));
    resigned(
        good,
        "malformed-not-inside",
        "malformed",
        "malformed",
        "ciphertext elsewhere",
        in -> in.set(2, Asn1Edit.sequence(in.get(2), eci -> eci.remove(2))));
    byte[] inner = content(good);
    two(
        "malformed-header-differs",
        "malformed",
        "malformed",
        "signed says PUBLIC",
        sign(inner, authEnvelopedData, PURPOSE, header("PUBLIC")));
    two(
        "malformed-type",
        "malformed",
        "malformed",
        "signed as EnvelopedData",
        sign(inner, envelopedData, PURPOSE, HEADER));
    two(
        "malformed-purpose",
        "malformed",
        "malformed",
        "signed for order/1",
        sign(inner, authEnvelopedData, "order/1", HEADER));
  }

  private void badInsideRecipients(byte[] good) throws IOException {
    byte[] garbage = new byte[113];
    garbage[0] = 4;
    resigned(
        good,
        "forged-wrapped-key-raw",
        "forged",
        "success",
        "wrapped keys not in DER",
        recipients(r -> r.set(3, new DEROctetString(garbage))));
    resigned(
        good,
        "malformed-recipients-none",
        "malformed",
        "malformed",
        "no recipients",
        in -> in.set(1, new DERSet()));
    resigned(
        good,
        "malformed-recipient-twice",
        "malformed",
        "malformed",
        "li twice",
        in -> {
          ASN1Encodable first = ASN1Set.getInstance(in.get(1)).getObjectAt(0);
          in.set(1, new DERSet(new ASN1Encodable[] {first, first}));
        });
    resigned(
        good,
        "malformed-recipient-algorithm",
        "malformed",
        "malformed",
        "RSA",
        recipients(
            r ->
                r.set(
                    2,
                    new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE))));
    resigned(
        good,
        "malformed-recipient-id",
        "malformed",
        "malformed",
        "issuer and serial number",
        recipients(
            r -> {
              Certificate c = Certificate.getInstance(li.certificate().der());
              r.set(0, new ASN1Integer(0));
              r.set(1, new DERSequence(new ASN1Encodable[] {c.getIssuer(), c.getSerialNumber()}));
            }));
    resigned(
        good,
        "malformed-recipient-kind",
        "malformed",
        "malformed",
        "by password",
        in -> in.set(1, new DERSet(tagged(3, new ASN1Integer(0)))));
  }

  private void badOutside(byte[] good) throws IOException {
    outside("malformed-empty", "no bytes at all", new byte[0]);
    outside("malformed-trailing", "a byte too many", Arrays.copyOf(good, good.length + 1));
    outside("malformed-cut", "a byte too few", Arrays.copyOf(good, good.length - 1));
    outside("malformed-length", "a length not the shortest", MakeVectors.relength(good, false));
    outside("malformed-indefinite", "an indefinite length", MakeVectors.relength(good, true));
    outside(
        "malformed-signed-version",
        "SignedData version 1",
        Asn1Edit.signedData(good, d -> d.set(0, new ASN1Integer(1))));
    outside(
        "malformed-digest",
        "SHA-256 as digest",
        Asn1Edit.signer(
            good, s -> s.set(2, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))));
    outside(
        "malformed-signature-algorithm",
        "ECDSA with SHA-256",
        Asn1Edit.signer(
            good,
            s ->
                s.set(
                    4, new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2")))));
    outside(
        "malformed-unsigned",
        "an unsigned attribute",
        Asn1Edit.signer(good, s -> s.add(tagged(1, stray()))));
    outside(
        "malformed-two-signers",
        "two signers",
        Asn1Edit.signedData(
            good,
            d -> {
              ASN1Encodable one = ASN1Set.getInstance(d.get(3)).getObjectAt(0);
              d.set(3, new DERSet(new ASN1Encodable[] {one, one}));
            }));
    outside(
        "malformed-no-signer", "no signer", Asn1Edit.signedData(good, d -> d.set(3, new DERSet())));
    outside(
        "malformed-certificate",
        "a certificate enclosed",
        Asn1Edit.signedData(
            good, d -> d.add(3, tagged(0, Certificate.getInstance(gateway.certificate().der())))));
    outside(
        "malformed-detached",
        "the content elsewhere",
        Asn1Edit.signedData(good, d -> d.set(2, new DERSequence(authEnvelopedData))));
    outside(
        "malformed-attributes",
        "a signed attribute too many",
        Asn1Edit.signer(good, s -> s.set(3, more(s.get(3)))));
  }

  private static ASN1Encodable more(ASN1Encodable attributes) {
    ASN1Set set = ASN1Set.getInstance((ASN1TaggedObject) attributes, false);
    ASN1EncodableVector all = new ASN1EncodableVector();
    set.forEach(all::add);
    all.add(stray());
    return new DERTaggedObject(false, 0, new DERSet(all));
  }

  private static Attribute stray() {
    return new Attribute(
        new ASN1ObjectIdentifier("2.25.1"), new DERSet(new DERUTF8String("stray")));
  }

  private static DERTaggedObject tagged(int tag, ASN1Encodable element) {
    return new DERTaggedObject(false, tag, new DERSet(element));
  }

  private static Consumer<List<ASN1Encodable>> content(AlgorithmIdentifier algorithm) {
    return in -> in.set(2, Asn1Edit.sequence(in.get(2), eci -> eci.set(1, algorithm)));
  }

  private static Consumer<List<ASN1Encodable>> recipients(Consumer<List<ASN1Encodable>> change) {
    return in -> {
      ASN1EncodableVector all = new ASN1EncodableVector();
      ASN1Set.getInstance(in.get(1)).forEach(r -> all.add(Asn1Edit.sequence(r, change)));
      in.set(1, new DERSet(all));
    };
  }

  private void resigned(
      byte[] good,
      String name,
      String expect,
      String inspect,
      String comment,
      Consumer<List<ASN1Encodable>> change)
      throws IOException {
    byte[] inner = Asn1Edit.der(Asn1Edit.sequence(ASN1Sequence.getInstance(content(good)), change));
    two(name, expect, inspect, comment, sign(inner, authEnvelopedData, PURPOSE, HEADER));
  }

  /** Another content under the old signature. */
  private void outer(String name, String verdict, String comment, byte[] good) throws IOException {
    UnaryOperator<byte[]> otherMac = inner -> MakeVectors.flip(inner, inner.length - 1);
    byte[] changed = otherMac.apply(content(good));
    byte[] bytes =
        Asn1Edit.signedData(
            good,
            d ->
                d.set(
                    2,
                    new DERSequence(
                        new ASN1Encodable[] {
                          authEnvelopedData,
                          new DERTaggedObject(true, 0, new DEROctetString(changed))
                        })));
    two(name, verdict, verdict, comment, bytes);
  }

  private byte[] sign(
      byte[] inner, ASN1ObjectIdentifier type, String purpose, EnvelopeHeader says) {
    SignedAttributes attributes =
        SignedAttributes.over(type, inner, Fixed.NOW, purpose, headerAsn1(says));
    return new SignedContent(
            type,
            inner,
            attributes,
            gateway.certificate().keyIdentifierBytes(),
            null,
            Oids.sm2WithSm3(),
            gateway.sign(attributes, random))
        .encode();
  }

  /** As a sealed envelope carries it: the header's own encoding is not public. */
  private ASN1Encodable headerAsn1(EnvelopeHeader says) {
    byte[] sealed =
        new CipherEnvelopeSealer(gateway, Fixed.random("header"))
            .seal(says, PLAIN, List.of(li.certificate()));
    return requireNonNull(parsed(sealed).attributes().header());
  }

  private static byte[] content(byte[] envelope) {
    return parsed(envelope).content();
  }

  private static SignedContent parsed(byte[] envelope) {
    try {
      return SignedContent.parse(envelope, 1 << 20);
    } catch (NotDer e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] seal(PersonalKey by, PersonalKey to) {
    List<PersonalKey> all = to.equals(recovery) ? List.of(recovery) : List.of(to, recovery);
    return new CipherEnvelopeSealer(by, random)
        .seal(HEADER, PLAIN, all.stream().map(PersonalKey::certificate).toList());
  }

  private byte[] sealEmpty() {
    return new CipherEnvelopeSealer(gateway, random)
        .seal(HEADER, new byte[0], List.of(li.certificate()));
  }

  private void outside(String name, String comment, byte[] bytes) throws IOException {
    two(name, "malformed", "malformed", comment, bytes);
  }

  private void two(String name, String expect, String inspect, String comment, byte[] bytes)
      throws IOException {
    new Vector(name, expect, inspect, comment, bytes).write(root, "form2");
  }
}
