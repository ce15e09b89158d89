package org.sanwei.routes.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * All that the gateway ever says to a sender: that a message came, or that it is to be sent again.
 * Built of numbers, a time and words of a closed list: no text from outside fits into it, so none
 * can come out. It says nothing of what the message was judged to be.
 */
public sealed interface Notice {

  /** The year of the item's number (受理号). */
  int year();

  /** The item's number in its year. */
  int number();

  /** The 接报 time. */
  Instant receivedAt();

  /** 已收到: the same words for every outcome. */
  record Received(int year, int number, Instant receivedAt) implements Notice {}

  /** 请重发, with everything that is missing at once. */
  record Resend(int year, int number, Instant receivedAt, List<Defect> missing) implements Notice {
    public Resend {
      missing = List.copyOf(missing);
      if (missing.isEmpty()) {
        throw new IllegalArgumentException("who is asked to send again is told what is missing");
      }
    }
  }

  /** Which of the two. Names are stable: they are stored and stand in the ledger. */
  enum Kind {
    RECEIVED("已收到"),
    RESEND("请重发");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The word that a notice begins with. */
    public String words() {
      return words;
    }
  }

  /** Which of the two it is. */
  default Kind kind() {
    return this instanceof Received ? Kind.RECEIVED : Kind.RESEND;
  }

  /** The number as people say it: {@code 2026-0412}. */
  default String spoken() {
    return String.format(Locale.ROOT, "%d-%04d", year(), number());
  }

  /** The whole notice; times in {@code zone}. */
  default String words(ZoneId zone) {
    String head =
        kind().words()
            + "。受理号 "
            + spoken()
            + "，接报时间 "
            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(receivedAt().atZone(zone))
            + "。";
    return this instanceof Resend resend
        ? head
            + resend.missing().stream()
                .map(Defect::words)
                .collect(Collectors.joining("；", "缺：", "。"))
        : head;
  }
}
