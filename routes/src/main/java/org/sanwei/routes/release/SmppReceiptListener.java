package org.sanwei.routes.release;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands receipts to the port and answers the SMSC only after they were recorded: an error answer
 * makes it bring the receipt again. Texts that people send back have no channel here and are
 * refused, so that the SMSC and not we say they went nowhere.
 */
final class SmppReceiptListener implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppReceiptListener.class);

  private final OutletName name;
  private final DeliveryReceipts receipts;
  private final Clock clock;

  SmppReceiptListener(OutletName name, DeliveryReceipts receipts, Clock clock) {
    this.name = name;
    this.receipts = receipts;
    this.clock = clock;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    if (!message.isSmscDeliveryReceipt()) {
      throw refuse("no channel for texts on this outlet", SMPPConstant.STAT_ESME_RX_R_APPN);
    }
    DeliveryReceipts.Receipt receipt = read(message);
    try {
      receipts.received(receipt);
    } catch (RuntimeException e) {
      LOG.warn("outlet {}: a receipt could not be recorded ({})", name, e.getClass().getName());
      throw refuse("not recorded, bring it again", SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  /**
   * The receipt's text is fields such as {@code id:… stat:…}. Read by hand: Chinese gateways put
   * words like MA:0001 where the library knows only the standard ones.
   */
  private DeliveryReceipts.Receipt read(DeliverSm message) throws ProcessRequestException {
    String body = new String(message.getShortMessage(), StandardCharsets.ISO_8859_1);
    OptionalParameter.Receipted_message_id tag =
        message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    String id = tag != null ? tag.getValueAsString().strip() : field(body, "id:");
    String stat = field(body, "stat:");
    if (id.isEmpty() || stat.isEmpty() || id.length() > 65 || stat.length() > 16) {
      throw refuse("not a receipt", SMPPConstant.STAT_ESME_RX_P_APPN);
    }
    return new DeliveryReceipts.Receipt(name, id, stat.toUpperCase(Locale.ROOT), clock.instant());
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

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    throw refuse("data_sm is not used on this outlet", SMPPConstant.STAT_ESME_RX_R_APPN);
  }
}
