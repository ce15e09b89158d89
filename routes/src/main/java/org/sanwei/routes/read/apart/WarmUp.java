package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;

/** What every child reads first: until it has come out right, the child is given nothing. */
final class WarmUp {
  private static final String SAYS = "试读无误";

  /** Of text no more than it has, and of time what the slowest start may take. */
  private static final ReadLimits LIMITS = new ReadLimits(3, 10, 1_000, 1, Duration.ofMinutes(1));

  private static final String MAIL =
      String.join(
          "\r\n",
          "From: warm-up@example.invalid",
          "Subject: =?UTF-8?B?6K+V6K+7?=",
          "MIME-Version: 1.0",
          "Content-Type: multipart/alternative; boundary=b",
          "",
          "--b",
          "Content-Type: text/plain; charset=utf-8",
          "",
          SAYS,
          "--b",
          "Content-Type: text/html; charset=utf-8",
          "",
          "<p>" + SAYS + "</p>",
          "--b--",
          "");

  private WarmUp() {}

  static boolean passes(ReaderProcess child, long job, Duration within) throws IOException {
    RawArrival mail = mail();
    Question question = Question.of(job, mail, Depth.WHOLE, LIMITS);
    ReadResult read = child.read(question, mail, within);
    List<String> said = read.content().parts().stream().map(part -> part.text().strip()).toList();
    return read.content().unread().isEmpty() && said.contains(SAYS);
  }

  private static RawArrival mail() {
    return new RawArrival(
        RawArrival.VERSION,
        new ArrivalId("0".repeat(32)),
        new UUID(0, 0),
        "",
        "warm-up",
        "",
        ChannelKind.FAX,
        Instant.EPOCH,
        "message/rfc822",
        MAIL.getBytes(StandardCharsets.UTF_8),
        new byte[0]);
  }
}
