package org.sanwei.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bouncycastle.asn1.cms.CMSObjectIdentifiers.data;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.der.Oids;
import org.sanwei.crypto.der.SignedAttributes;
import org.sanwei.crypto.der.SignedContent;
import org.sanwei.crypto.key.PersonalKey;

/** Form 3: statements for the purpose reading/1, by li. */
record MakeForm3(Path root, SecureRandom random, PersonalKey li, PersonalKey stranger) {
  static final String PURPOSE = "reading/1";

  private static final byte[] CONTENT = "件号0412 读文".getBytes(UTF_8);
  private static final int CERTIFICATES = 3;

  void make() throws IOException {
    byte[] good = li.signer(Fixed.clock(), random).sign(PURPOSE, CONTENT);
    three("success", "success", "by li", good);
    three(
        "success-other-oid",
        "success",
        "signature algorithm 1.2.156.10197.1.301.1",
        Asn1Edit.signer(good, s -> s.set(4, new AlgorithmIdentifier(Oids.SM2_SIGN))));
    three(
        "no-match",
        "no-match",
        "by a stranger",
        stranger.signer(Fixed.clock(), random).sign(PURPOSE, CONTENT));
    three(
        "forged-purpose",
        "forged",
        "for order/1",
        li.signer(Fixed.clock(), random).sign("order/1", CONTENT));
    three(
        "forged-content",
        "forged",
        "another content under the signature",
        Asn1Edit.signedData(good, d -> d.set(2, content("件号0413"))));
    three("forged-signature", "forged", "last bit", MakeVectors.flip(good, good.length - 1));
    three(
        "forged-signer",
        "forged",
        "names another key identifier",
        Asn1Edit.signer(
            good,
            s ->
                s.set(
                    1,
                    new DERTaggedObject(
                        false,
                        0,
                        new DEROctetString(stranger.certificate().keyIdentifierBytes())))));
    three("malformed-empty", "malformed", "no bytes at all", new byte[0]);
    three(
        "malformed-trailing", "malformed", "a byte too many", Arrays.copyOf(good, good.length + 1));
    three(
        "malformed-indefinite",
        "malformed",
        "an indefinite length",
        MakeVectors.relength(good, true));
    three(
        "malformed-no-certificate",
        "malformed",
        "no certificate enclosed",
        Asn1Edit.signedData(good, d -> d.remove(CERTIFICATES)));
    three(
        "malformed-detached",
        "malformed",
        "the content elsewhere",
        Asn1Edit.signedData(good, d -> d.set(2, new DERSequence(data))));
    three(
        "malformed-two-signers",
        "malformed",
        "two signers",
        Asn1Edit.signedData(
            good,
            d -> {
              ASN1Encodable one = ASN1Set.getInstance(d.get(4)).getObjectAt(0);
              d.set(4, new DERSet(new ASN1Encodable[] {one, one}));
            }));
    three(
        "malformed-no-attributes",
        "malformed",
        "a bare signature",
        Asn1Edit.signer(good, s -> s.remove(3)));
    three(
        "malformed-type",
        "malformed",
        "content of type EnvelopedData",
        signed(CMSObjectIdentifiers.envelopedData, null));
    three(
        "malformed-header",
        "malformed",
        "a header attribute",
        signed(data, new DERUTF8String("header")));
  }

  private byte[] signed(ASN1ObjectIdentifier type, @Nullable ASN1Encodable header) {
    SignedAttributes attributes = SignedAttributes.over(type, CONTENT, Fixed.NOW, PURPOSE, header);
    return new SignedContent(
            type,
            CONTENT,
            attributes,
            li.certificate().keyIdentifierBytes(),
            li.certificate().der(),
            Oids.sm2WithSm3(),
            li.sign(attributes, random))
        .encode();
  }

  private static DERSequence content(String text) {
    return new DERSequence(
        new ASN1Encodable[] {
          data, new DERTaggedObject(true, 0, new DEROctetString(text.getBytes(UTF_8)))
        });
  }

  private void three(String name, String expect, String comment, byte[] bytes) throws IOException {
    new Vector(name, expect, "", comment, bytes).write(root, "form3");
  }
}
