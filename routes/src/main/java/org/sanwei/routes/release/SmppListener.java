package org.sanwei.routes.release;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.sanwei.routes.sms.Inbound;
import org.sanwei.routes.sms.ShortMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an SMSC brings over an outlet's sessions: receipts go to their book, everything else to the
 * port for texts. What it is, esm_class alone decides (SMPP 3.4 §5.2.12); a text that looks like a
 * receipt is a text. The SMSC is answered after what it brought was recorded: an error answer makes
 * it bring it again.
 */
final class SmppListener implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppListener.class);
  private static final int SMSC_RECEIPT = 0x04;

  private final OutletName name;
  private final DeliveryReceipts receipts;
  private final Inbound texts;
  private final Clock clock;

  SmppListener(OutletName name, DeliveryReceipts receipts, Inbound texts, Clock clock) {
    this.name = name;
    this.receipts = receipts;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
    ShortMessage message = SmppFields.of(pdu);
    Optional<DeliveryReceipts.Receipt> receipt =
        ShortMessage.type(message.esmClass()) == SMSC_RECEIPT
            ? receipt(pdu, message.body())
            : Optional.empty();
    if (receipt.isPresent()) {
      record(receipt.get());
    } else {
      text(message);
    }
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
    text(SmppFields.of(pdu));
    try {
      return new DataSmResult(new MessageId("0"), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException("one digit fits a message id", e);
    }
  }

  private void record(DeliveryReceipts.Receipt receipt) throws ProcessRequestException {
    try {
      receipts.received(receipt);
    } catch (RuntimeException e) {
      LOG.warn("outlet {}: a receipt could not be recorded ({})", name, e.getClass().getName());
      throw refuse("not recorded, bring it again", SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  private void text(ShortMessage message) throws ProcessRequestException {
    switch (texts.received(message)) {
      case TAKEN -> {}
      case LATER -> throw refuse("not stored, bring it again", SMPPConstant.STAT_ESME_RX_T_APPN);
      case SLOWER -> throw refuse("too much waits", SMPPConstant.STAT_ESME_RTHROTTLED);
      case NO_CHANNEL ->
          throw refuse("no channel for texts on this outlet", SMPPConstant.STAT_ESME_RX_R_APPN);
    }
  }

  /**
   * The receipt's text is fields such as {@code id:… stat:…}. Read by hand: Chinese gateways put
   * words like MA:0001 where the library knows only the standard ones. Empty when it is not so:
   * then it is taken as a text, and held, for whatever it is we said we have it.
   */
  private Optional<DeliveryReceipts.Receipt> receipt(DeliverSm message, byte[] octets) {
    String body = new String(octets, StandardCharsets.ISO_8859_1);
    OptionalParameter.Receipted_message_id tag =
        message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    String id = tag != null ? tag.getValueAsString().strip() : field(body, "id:");
    String stat = field(body, "stat:");
    if (id.isEmpty() || stat.isEmpty() || id.length() > 65 || stat.length() > 16) {
      return Optional.empty();
    }
    return Optional.of(
        new DeliveryReceipts.Receipt(name, id, stat.toUpperCase(Locale.ROOT), clock.instant()));
  }

  private static String field(String body, String key) {
    int start = body.startsWith(key) ? key.length() : body.indexOf(' ' + key) + 1 + key.length();
    if (start == key.length() && !body.startsWith(key)) {
      return "";
    }
    int end = body.indexOf(' ', start);
    return body.substring(start, end < 0 ? body.length() : end);
  }

  private static ProcessRequestException refuse(String why, int code) {
    return new ProcessRequestException(why, code);
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    LOG.debug("outlet {}: alert notification ignored", name);
  }
}
