package org.sanwei.routes.read.apart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.sanwei.config.judge.Part;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Readings;

/** Arrivals, and short questions to results. */
final class Mails {
  private Mails() {}

  static RawArrival mail(String text) {
    String mail = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text;
    return Readings.arrival("message/rfc822", mail.getBytes(UTF_8));
  }

  static String text(ReadResult read) {
    return String.join("|", read.content().parts().stream().map(Part::text).toList());
  }

  static List<String> unread(ReadResult read) {
    return read.content().unread().stream().map(one -> one.part() + ":" + one.why()).toList();
  }
}
