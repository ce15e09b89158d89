package org.sanwei.routes.read.apart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sanwei.config.judge.Part;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;

/** Arrivals, and short questions to results. */
final class Mails {
  private Mails() {}

  static RawArrival arrival(String mediaType, byte[] body) {
    return new RawArrival(
        RawArrival.VERSION,
        new ArrivalId("0123456789abcdef0123456789abcdef"),
        new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L),
        "330100",
        "fax-mail",
        "",
        ChannelKind.FAX,
        Instant.parse("2026-11-22T01:02:03Z"),
        mediaType,
        body,
        new byte[16]);
  }

  static RawArrival mail(String text) {
    String mail = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text;
    return arrival("message/rfc822", mail.getBytes(UTF_8));
  }

  static String text(ReadResult read) {
    return String.join("|", read.content().parts().stream().map(Part::text).toList());
  }

  static List<String> unread(ReadResult read) {
    return read.content().unread().stream().map(one -> one.part() + ":" + one.why()).toList();
  }
}
