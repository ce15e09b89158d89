package org.sanwei.gateway.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The reader processes as they stand now. Safe from many threads. */
public final class ReaderBoard {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Supplier<List<ReaderView>> look;
  private final Clock clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  private record Known(Instant at, List<ReaderView> views) {}

  /**
   * @param look walks over what waits in memory, so it is not asked more often than needed
   */
  public ReaderBoard(Supplier<List<ReaderView>> look, Clock clock) {
    this.look = look;
    this.clock = clock;
  }

  /** Texts first; as they were at most five seconds ago. */
  public List<ReaderView> lately() {
    Instant now = clock.instant();
    Known before = known;
    if (before.at().isBefore(now.minus(FRESH)) || before.at().isAfter(now)) {
      before = new Known(now, List.copyOf(look.get()));
      known = before;
    }
    return before.views();
  }

  /** One of them. */
  public Optional<ReaderView> lately(String pool) {
    return lately().stream().filter(view -> view.name().equals(pool)).findFirst();
  }
}
