package org.sanwei.gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sanwei.routes.read.apart.ReaderCounts;
import org.sanwei.routes.read.apart.Replaced;

/**
 * One pool of reader processes as it stands at a moment, and what waits for it.
 *
 * @param name text, or pages
 * @param queues what waits for this pool alone; none for texts, which are judged as they come
 */
public record ReaderView(String name, ReaderCounts counts, List<Waiting> queues) {
  public ReaderView {
    queues = List.copyOf(queues);
  }

  /**
   * Messages with pictures.
   *
   * @param name heads, or pages
   * @param messages those that are being read among them
   * @param oldest how long the oldest has been in this queue; zero when none is
   * @param bound longer than that is too long
   */
  public record Waiting(String name, long messages, Duration oldest, Duration bound) {
    /** Whether somebody has to look why. */
    public boolean late() {
      return oldest.compareTo(bound) > 0;
    }

    /** How long the oldest has been there, in words. */
    public String spoken(Locale locale) {
      return Spans.seconds(oldest, locale);
    }
  }

  /** A stable word for how it stands: NONE to be had, STARTS_FAIL, LATE, GOOD. */
  public String standing() {
    if (counts.standing() == 0) {
      return "NONE";
    }
    if (counts.startsFail()) {
      return "STARTS_FAIL";
    }
    return queues.stream().anyMatch(Waiting::late) ? "LATE" : "GOOD";
  }

  /** Whether nobody has to look. */
  public boolean good() {
    return standing().equals("GOOD");
  }

  /** How many children gave way to trouble, by reason; reasons that never came are left out. */
  public Map<String, Long> troubles() {
    Map<String, Long> some = new TreeMap<>();
    counts
        .replaced()
        .forEach(
            (why, count) -> {
              if (why.trouble() && count > 0) {
                some.put(why.name(), count);
              }
            });
    return some;
  }

  /** How many gave way because they had served. */
  public long served() {
    return counts.replaced().getOrDefault(Replaced.SERVED, 0L);
  }
}
