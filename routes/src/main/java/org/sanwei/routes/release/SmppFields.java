package org.sanwei.routes.release;

import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.sms.PartPlace;
import org.sanwei.routes.sms.ShortMessage;

/** The fields of what an SMSC brings, in our types; the only class that reads jSMPP's. */
final class SmppFields {
  private SmppFields() {}

  static ShortMessage of(DeliverSm pdu) {
    byte[] body = pdu.getShortMessage();
    boolean inline = body != null && body.length > 0;
    return of(pdu, pdu.getProtocolId() & 0xff, inline ? body : payload(pdu));
  }

  static ShortMessage of(DataSm pdu) {
    return of(pdu, 0, payload(pdu));
  }

  private static ShortMessage of(AbstractSmCommand pdu, int protocolId, byte[] body) {
    return new ShortMessage(
        text(pdu.getSourceAddr()),
        text(pdu.getDestAddress()),
        pdu.getEsmClass() & 0xff,
        protocolId,
        pdu.getDataCoding() & 0xff,
        body,
        sar(pdu),
        sarImpossible(pdu));
  }

  /** The octets of message_payload (SMPP 3.4 §5.3.2.32), which stands for short_message. */
  private static byte[] payload(AbstractSmCommand pdu) {
    return parameter(pdu, Tag.MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString octets
        ? octets.getValue()
        : new byte[0];
  }

  private static @Nullable PartPlace sar(AbstractSmCommand pdu) {
    int total = number(parameter(pdu, Tag.SAR_TOTAL_SEGMENTS));
    int part = number(parameter(pdu, Tag.SAR_SEGMENT_SEQNUM));
    return PartPlace.possible(total, part)
        ? new PartPlace(PartPlace.By.SAR, number(parameter(pdu, Tag.SAR_MSG_REF_NUM)), total, part)
        : null;
  }

  /** Any of the three is there, and they are not those of a part nor of a text in one part. */
  private static boolean sarImpossible(AbstractSmCommand pdu) {
    OptionalParameter total = parameter(pdu, Tag.SAR_TOTAL_SEGMENTS);
    boolean any =
        total != null
            || parameter(pdu, Tag.SAR_SEGMENT_SEQNUM) != null
            || parameter(pdu, Tag.SAR_MSG_REF_NUM) != null;
    return any && sar(pdu) == null && number(total) != 1;
  }

  private static @Nullable OptionalParameter parameter(AbstractSmCommand pdu, Tag tag) {
    return pdu.getOptionalParameters() == null ? null : pdu.getOptionalParameter(tag);
  }

  /** 0 when it is absent, and for no part of ours 0 is a possible number. */
  private static int number(@Nullable OptionalParameter parameter) {
    if (parameter instanceof OptionalParameter.Byte one) {
      return one.getValue() & 0xff;
    }
    return parameter instanceof OptionalParameter.Short two ? two.getValue() & 0xffff : 0;
  }

  private static String text(@Nullable String address) {
    return address == null ? "" : address;
  }
}
