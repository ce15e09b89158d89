package org.sanwei.gateway.sandbox;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

/**
 * One submit_sm as the SMS centre read it. A part of a long message says which; part and total are
 * 1 otherwise.
 *
 * @param reference joins the parts of one long message; 0 when there is one part only
 */
public record ShortMessage(
    String messageId,
    String source,
    String destination,
    String text,
    int reference,
    int part,
    int total,
    boolean receiptWanted) {

  private static final int UCS2 = 8;
  private static final int CONCATENATION_8_BIT = 0x00;
  private static final int CONCATENATION_16_BIT = 0x08;

  private record Place(int reference, int part, int total) {
    static final Place WHOLE = new Place(0, 1, 1);
  }

  /** Without the words: they are people's. */
  @Override
  public String toString() {
    return "ShortMessage[" + messageId + ", part " + part + " of " + total + "]";
  }

  static ShortMessage read(String messageId, SubmitSm pdu) {
    byte[] body = body(pdu);
    int headerLength = pdu.isUdhi() && body.length > 0 ? (body[0] & 0xff) + 1 : 0;
    headerLength = Math.min(headerLength, body.length);
    Place place =
        headerLength > 0 ? fromHeader(Arrays.copyOf(body, headerLength)) : fromParameters(pdu);
    Charset charset =
        (pdu.getDataCoding() & 0x0c) == UCS2
            ? StandardCharsets.UTF_16BE
            : StandardCharsets.ISO_8859_1;
    String text = new String(body, headerLength, body.length - headerLength, charset);
    boolean receiptWanted = (pdu.getRegisteredDelivery() & 0x03) != 0;
    return new ShortMessage(
        messageId,
        pdu.getSourceAddr(),
        pdu.getDestAddress(),
        text,
        place.reference,
        place.part,
        place.total,
        receiptWanted);
  }

  /** A long text may come in the message_payload parameter in place of short_message. */
  private static byte[] body(SubmitSm pdu) {
    byte[] body = pdu.getShortMessage();
    if (body != null && body.length > 0) {
      return body;
    }
    return pdu.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD)
            instanceof OptionalParameter.OctetString payload
        ? payload.getValue()
        : new byte[0];
  }

  /** The user data header: a length, then elements of identifier, length, value (3GPP 23.040). */
  private static Place fromHeader(byte[] header) {
    int at = 1;
    while (at + 1 < header.length) {
      int id = header[at] & 0xff;
      int length = header[at + 1] & 0xff;
      int value = at + 2;
      if (value + length > header.length) {
        return Place.WHOLE;
      }
      if (id == CONCATENATION_8_BIT && length == 3) {
        return new Place(header[value] & 0xff, header[value + 2] & 0xff, header[value + 1] & 0xff);
      }
      if (id == CONCATENATION_16_BIT && length == 4) {
        int reference = (header[value] & 0xff) << 8 | (header[value + 1] & 0xff);
        return new Place(reference, header[value + 3] & 0xff, header[value + 2] & 0xff);
      }
      at = value + length;
    }
    return Place.WHOLE;
  }

  private static Place fromParameters(SubmitSm pdu) {
    int total = number(pdu.getOptionalParameter(OptionalParameter.Tag.SAR_TOTAL_SEGMENTS));
    if (total <= 1) {
      return Place.WHOLE;
    }
    return new Place(
        number(pdu.getOptionalParameter(OptionalParameter.Tag.SAR_MSG_REF_NUM)),
        number(pdu.getOptionalParameter(OptionalParameter.Tag.SAR_SEGMENT_SEQNUM)),
        total);
  }

  private static int number(@Nullable OptionalParameter parameter) {
    if (parameter instanceof OptionalParameter.Byte one) {
      return one.getValue() & 0xff;
    }
    return parameter instanceof OptionalParameter.Short two ? two.getValue() & 0xffff : 0;
  }
}
