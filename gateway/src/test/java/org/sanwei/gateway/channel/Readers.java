package org.sanwei.gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.sanwei.routes.read.apart.ReaderCounts;
import org.sanwei.routes.read.apart.Replaced;

/** Pools of readers as tests want them. */
public final class Readers {
  /** What the pages of a test's desk say. */
  static final AtomicReference<List<ReaderView>> NOW = new AtomicReference<>(List.of(well()));

  private Readers() {}

  /** Texts; nothing is amiss. */
  public static ReaderView well() {
    return new ReaderView("text", counts(3, false), List.of());
  }

  /** Pictures, of which heads wait for so long. */
  public static ReaderView pictures(ReaderCounts counts, Duration heads) {
    return new ReaderView(
        "pages",
        counts,
        List.of(
            new ReaderView.Waiting("heads", 2, heads, Duration.ofMinutes(2)),
            new ReaderView.Waiting("pages", 0, Duration.ZERO, Duration.ofMinutes(15))));
  }

  /** So many children, one of which reads; one has crashed, and four have served. */
  public static ReaderCounts counts(int standing, boolean startsFail) {
    return new ReaderCounts(
        3,
        standing,
        Math.min(standing, 1),
        0,
        startsFail,
        true,
        Map.of(Replaced.CRASHED, 1L, Replaced.LATE, 0L, Replaced.SERVED, 4L));
  }
}
