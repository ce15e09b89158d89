package org.sanwei.routes.sms;

import org.jspecify.annotations.Nullable;

/**
 * One deliver_sm or data_sm as the SMS centre handed it over. {@code body} is short_message, or
 * message_payload where that is used, with its user data header. {@code sar} is the place that the
 * SAR parameters name, if they do; {@code sarImpossible} that they name a place that cannot be, so
 * that this is a part of nobody knows what.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
public record ShortMessage(
    String sender,
    String destination,
    int esmClass,
    int protocolId,
    int dataCoding,
    byte[] body,
    @Nullable PartPlace sar,
    boolean sarImpossible) {
  private static final int HEADER = 0x40;

  /** One whose SAR parameters, if there are any, say what can be. */
  public ShortMessage(
      String sender,
      String destination,
      int esmClass,
      int protocolId,
      int dataCoding,
      byte[] body,
      @Nullable PartPlace sar) {
    this(sender, destination, esmClass, protocolId, dataCoding, body, sar, false);
  }

  /** The place among the parts of a long message, by header or by parameters; null for none. */
  public @Nullable PartPlace place() {
    PartPlace byHeader = UserData.of(hasHeader(esmClass), body).place();
    return byHeader != null ? byHeader : sar;
  }

  /** Whether an esm_class announces a user data header (SMPP 3.4 §5.2.12, bit 6). */
  public static boolean hasHeader(int esmClass) {
    return (esmClass & HEADER) != 0;
  }

  /** The message type of an esm_class, bits 5 to 2: 0 for a text, 4 for a delivery receipt. */
  public static int type(int esmClass) {
    return esmClass & 0x3c;
  }

  /** Without the words and the numbers: they are people's. */
  @Override
  public String toString() {
    return "ShortMessage[" + body.length + " octets]";
  }
}
