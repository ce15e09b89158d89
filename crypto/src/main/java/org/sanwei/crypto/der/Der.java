package org.sanwei.crypto.der;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.jspecify.annotations.Nullable;

/** Small steps on DER that was read by {@link StrictDer}. */
public final class Der {
  private Der() {}

  public static byte[] encode(ASN1Encodable value) {
    return encode(value, 256);
  }

  /** For large values: a buffer of the right size at once spares the copies of a growing one. */
  public static byte[] encode(ASN1Encodable value, int likelySizeBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(likelySizeBytes);
    try {
      value.toASN1Primitive().encodeTo(out, ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  public static ASN1Sequence sequence(@Nullable Object value, int size, String want) throws NotDer {
    ASN1Sequence sequence = as(ASN1Sequence.class, value, want);
    check(sequence.size() == size, want);
    return sequence;
  }

  /** The only element of a set. */
  public static ASN1Encodable only(@Nullable ASN1Set set, String want) throws NotDer {
    if (set == null || set.size() != 1) {
      throw new NotDer(want);
    }
    return set.getObjectAt(0);
  }

  public static <T> T as(Class<T> type, @Nullable Object value, String want) throws NotDer {
    if (!type.isInstance(value)) {
      throw new NotDer(want);
    }
    return type.cast(value);
  }

  public static void check(boolean holds, String want) throws NotDer {
    if (!holds) {
      throw new NotDer(want);
    }
  }
}
