package org.sanwei.routes.reply;

import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.release.SendResult;
import org.sanwei.routes.release.ShadowOutlet;
import org.sanwei.routes.release.SmppOutlet;

/** One channel's way back. Safe from many threads. */
public interface NoticeSender {

  /** Sends once; never throws for what a provider or a network does. */
  SendResult send(ReturnAddress to, Notice notice, UUID id);

  /** By SMTP. {@code drill} marks what a sandbox sends. */
  static NoticeSender mail(ReceiptConfig.MailOut out, ZoneId zone, boolean drill, Clock clock) {
    MailNotices mail = new MailNotices(out, zone, drill, clock);
    return (to, notice, id) ->
        to instanceof ReturnAddress.Mail address ? mail.send(address, notice, id) : noWay();
  }

  /** Over the sessions of an SMPP outlet. */
  static NoticeSender sms(SmppOutlet outlet, ZoneId zone, boolean drill) {
    return (to, notice, id) ->
        to instanceof ReturnAddress.Phone phone
            ? outlet.send(notice, phone.number(), zone, drill)
            : noWay();
  }

  /** Sends nothing to anybody: for an office that only tries the gateway. */
  static NoticeSender shadow() {
    return (to, notice, id) -> new SendResult.Refused(ShadowOutlet.CODE, false);
  }

  private static SendResult noWay() {
    return new SendResult.Refused("another-kind-of-address", false);
  }
}
