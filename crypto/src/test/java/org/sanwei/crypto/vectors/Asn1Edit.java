package org.sanwei.crypto.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;

/** Puts one defect into a CMS structure by changing the list of a sequence's elements. */
final class Asn1Edit {
  private static final int SIGNER_INFOS_FROM_END = 1;

  private Asn1Edit() {}

  /** The elements of the SignedData: version, digests, content, (certificates), signers. */
  static byte[] signedData(byte[] cms, Consumer<List<ASN1Encodable>> change) {
    ContentInfo info = ContentInfo.getInstance(cms);
    ASN1Sequence data = ASN1Sequence.getInstance(info.getContent());
    return der(new ContentInfo(CMSObjectIdentifiers.signedData, sequence(data, change)));
  }

  /** The elements of the only SignerInfo: version, signer, digest, attributes, algorithm, bytes. */
  static byte[] signer(byte[] cms, Consumer<List<ASN1Encodable>> change) {
    return signedData(
        cms,
        data -> {
          int at = data.size() - SIGNER_INFOS_FROM_END;
          ASN1Sequence signer =
              ASN1Sequence.getInstance(ASN1Set.getInstance(data.get(at)).getObjectAt(0));
          data.set(at, new DERSet(sequence(signer, change)));
        });
  }

  static DERSequence sequence(ASN1Encodable value, Consumer<List<ASN1Encodable>> change) {
    List<ASN1Encodable> elements =
        new ArrayList<>(List.of(ASN1Sequence.getInstance(value).toArray()));
    change.accept(elements);
    ASN1EncodableVector vector = new ASN1EncodableVector();
    elements.forEach(vector::add);
    return new DERSequence(vector);
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
