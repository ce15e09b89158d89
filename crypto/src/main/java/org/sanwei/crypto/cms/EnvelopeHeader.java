package org.sanwei.crypto.cms;

import static org.sanwei.crypto.der.Der.as;

import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.der.Der;
import org.sanwei.crypto.der.NotDer;

/**
 * What is said of an envelope in the clear: words and identifiers, never content. Each text is 1 to
 * 128 of A-Z a-z 0-9 and {@code ._:/-}.
 *
 * @param id the arrival's id
 * @param line path of the 机要 line
 * @param outcome CLASSIFIED, HELD, ...
 * @param sensitivity the label's level
 * @param sealedAt whole seconds; a fraction is cut off
 * @param policy digest of the policy that judged it
 * @param version of this header: {@link #VERSION}
 */
public record EnvelopeHeader(
    String id,
    String line,
    String outcome,
    String sensitivity,
    Instant sealedAt,
    String policy,
    int version) {
  public static final int VERSION = 1;

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public EnvelopeHeader {
    check("id", id);
    check("line", line);
    check("outcome", outcome);
    check("sensitivity", sensitivity);
    check("policy", policy);
    sealedAt = sealedAt.truncatedTo(ChronoUnit.SECONDS);
    if (sealedAt.isBefore(FIRST) || sealedAt.isAfter(LAST)) {
      throw new IllegalArgumentException("sealedAt lies between the years 1970 and 9999");
    }
    if (version != VERSION) {
      throw new IllegalArgumentException("a header has version " + VERSION + ", not " + version);
    }
  }

  private static void check(String field, String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("header field " + field + " must match " + SHAPE);
    }
  }

  ASN1Encodable toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version));
    fields.add(new DERUTF8String(id));
    fields.add(new DERUTF8String(line));
    fields.add(new DERUTF8String(outcome));
    fields.add(new DERUTF8String(sensitivity));
    fields.add(new DERGeneralizedTime(Date.from(sealedAt)));
    fields.add(new DERUTF8String(policy));
    return new DERSequence(fields);
  }

  static EnvelopeHeader fromAsn1(@Nullable Object value) throws NotDer {
    String want = "a header of version " + VERSION;
    ASN1Sequence fields = Der.sequence(value, 7, want);
    try {
      EnvelopeHeader header =
          new EnvelopeHeader(
              text(fields, 1, want),
              text(fields, 2, want),
              text(fields, 3, want),
              text(fields, 4, want),
              as(ASN1GeneralizedTime.class, fields.getObjectAt(5), want).getDate().toInstant(),
              text(fields, 6, want),
              as(ASN1Integer.class, fields.getObjectAt(0), want).intValueExact());
      Der.check(header.toAsn1().toASN1Primitive().equals(fields), want);
      return header;
    } catch (ParseException | IllegalArgumentException | ArithmeticException e) {
      throw new NotDer(want);
    }
  }

  private static String text(ASN1Sequence fields, int index, String want) throws NotDer {
    return as(ASN1UTF8String.class, fields.getObjectAt(index), want).getString();
  }
}
