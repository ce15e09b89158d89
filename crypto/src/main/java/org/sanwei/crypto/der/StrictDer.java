package org.sanwei.crypto.der;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Reads DER from strangers. The shape is walked first, without copying and with bounds on depth and
 * on the number of elements; only then does the ASN.1 library see it, and what it read must encode
 * to the same bytes again. So there is one encoding of everything, and no byte without a meaning.
 */
public final class StrictDer {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_ELEMENTS = 20_000;
  private static final int CONSTRUCTED = 0x20;

  private final byte[] bytes;
  private int elements;

  private StrictDer(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Throws NotDer, and nothing else, for whatever is not DER of at most {@code maxSizeBytes}. */
  public static ASN1Primitive parse(byte[] bytes, int maxSizeBytes) throws NotDer {
    if (bytes.length == 0 || bytes.length > maxSizeBytes) {
      throw new NotDer("1 to " + maxSizeBytes + " bytes");
    }
    StrictDer walk = new StrictDer(bytes);
    if (walk.element(0, bytes.length, 0) != bytes.length) {
      throw new NotDer("one DER element and nothing after it");
    }
    try {
      ASN1Primitive parsed = ASN1Primitive.fromByteArray(bytes);
      Der.check(encodes(parsed, bytes), "canonical DER");
      return parsed;
    } catch (IOException | RuntimeException e) {
      throw new NotDer("DER");
    }
  }

  /**
   * Whether {@code bytes} are the DER of {@code value}, without making a copy. Structures taken
   * apart with the ASN.1 library are put together again and compared: it is lenient about tags.
   */
  static boolean encodes(ASN1Encodable value, byte[] bytes) {
    Comparison comparison = new Comparison(bytes);
    try {
      value.toASN1Primitive().encodeTo(comparison, ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("comparing in memory cannot fail", e);
    }
    return comparison.same();
  }

  /** Throws NotDer unless {@code bytes} are the DER of {@code value}. */
  public static void checkEncodes(ASN1Encodable value, byte[] bytes, String want) throws NotDer {
    Der.check(encodes(value, bytes), want);
  }

  /** The end of the element that begins at {@code at}. */
  private int element(int at, int limit, int depth) throws NotDer {
    if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw new NotDer("at most " + MAX_ELEMENTS + " elements, " + MAX_DEPTH + " deep");
    }
    boolean constructed = (octet(at, limit) & CONSTRUCTED) != 0;
    if ((octet(at, limit) & 0x1f) == 0x1f) {
      throw new NotDer("tags below 31");
    }
    int first = octet(at + 1, limit);
    int body = at + 2;
    int sizeBytes = first;
    if (first >= 0x80) {
      int count = first - 0x80;
      if (count < 1 || count > 4) {
        throw new NotDer("definite lengths");
      }
      long size = 0;
      for (int i = 0; i < count; i++) {
        size = (size << 8) | octet(body + i, limit);
      }
      body += count;
      if (size < 0x80 || size > limit - body || (size >> (8 * (count - 1))) == 0) {
        throw new NotDer("shortest lengths, within what is there");
      }
      sizeBytes = (int) size;
    }
    if (sizeBytes > limit - body) {
      throw new NotDer("lengths within what is there");
    }
    int end = body + sizeBytes;
    for (int child = body; constructed && child < end; ) {
      child = element(child, end, depth + 1);
    }
    return end;
  }

  private int octet(int at, int limit) throws NotDer {
    if (at >= limit) {
      throw new NotDer("whole elements");
    }
    return bytes[at] & 0xff;
  }

  /** Takes an encoding and compares it with what is expected, so that no copy is made. */
  private static final class Comparison extends OutputStream {
    private final byte[] expected;
    private int at;
    private boolean differs;

    Comparison(byte[] expected) {
      this.expected = expected;
    }

    boolean same() {
      return !differs && at == expected.length;
    }

    @Override
    public void write(int b) {
      differs |= at >= expected.length || expected[at] != (byte) b;
      at++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      differs |=
          at + length > expected.length
              || !Arrays.equals(source, offset, offset + length, expected, at, at + length);
      at += length;
    }
  }
}
