package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;

/** What tests of reading share: arrivals from bytes, and short questions to results. */
public final class Readings {
  /** The shipped limits on a machine that is busy with other tests. */
  static final ReadLimits PATIENT =
      new ReadLimits(
          ReadLimits.DEFAULTS.maxDepth(),
          ReadLimits.DEFAULTS.maxParts(),
          ReadLimits.DEFAULTS.maxTextCharacters(),
          ReadLimits.DEFAULTS.maxPages(),
          Duration.ofMinutes(5));

  static final Charset GB18030 = Charset.forName("GB18030");
  static final String MAIL = "message/rfc822";

  private static final ExecutorService EXECUTOR =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "reading");
            thread.setDaemon(true);
            return thread;
          });

  private Readings() {}

  static ReadResult read(String mediaType, byte[] body) {
    return read(mediaType, body, PATIENT);
  }

  static ReadResult read(String mediaType, byte[] body, ReadLimits limits) {
    return new BoundedReader(EXECUTOR, limits).read(arrival(mediaType, body));
  }

  /** The same arrival with whatever body. */
  public static RawArrival arrival(String mediaType, byte[] body) {
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

  /** A mail as text, UTF-8, lines ended as mail ends them. */
  static ReadResult mail(String text) {
    return mail(text.replace("\n", "\r\n").getBytes(UTF_8));
  }

  static ReadResult mail(byte[] bytes) {
    return read(MAIL, bytes);
  }

  static String text(ReadResult result, String part) {
    return result.content().parts().stream()
        .filter(p -> p.name().equals(part))
        .map(Part::text)
        .findFirst()
        .orElse("(no part " + part + " in " + names(result) + ")");
  }

  static List<String> names(ReadResult result) {
    return result.content().parts().stream().map(Part::name).toList();
  }

  static List<String> texts(ReadResult result, Place place) {
    return result.content().parts().stream()
        .filter(p -> p.place() == place)
        .map(Part::text)
        .toList();
  }

  static String allText(ReadResult result) {
    return String.join("\n", result.content().parts().stream().map(Part::text).toList());
  }

  /** {@code position:WHY}, sorted. */
  static List<String> unread(ReadResult result) {
    return result.content().unread().stream().map(u -> u.part() + ":" + u.why()).sorted().toList();
  }
}
