package org.sanwei.gateway.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.gateway.channel.reach.Checked;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The ways out as they stand now. Safe from many threads. */
public final class OutletBoard {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Map<String, OutletConfig> outlets;
  private final OutletRows rows;
  private final ConnectionTests tests;
  private final Clock clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  private record Known(Instant at, List<View> views) {}

  /**
   * @param tests of outlets, not of channels
   */
  public OutletBoard(
      Map<String, OutletConfig> outlets, OutletRows rows, ConnectionTests tests, Clock clock) {
    this.outlets = Map.copyOf(outlets);
    this.rows = rows;
    this.tests = tests;
    this.clock = clock;
  }

  /** One outlet: {@code way} is its kind in gateway.yaml; what is not known is null. */
  public record View(
      String way,
      OutletRows.Outlet deliveries,
      @Nullable Checked found,
      @Nullable Instant testedAt) {
    /** As named in gateway.yaml. */
    public String name() {
      return deliveries.name();
    }

    /** What providers took in the last 24 hours, whether or not a phone has said so. */
    public long taken() {
      return deliveries.accepted() + deliveries.delivered();
    }

    /** What did not go well, or of which nobody knows, in the last 24 hours. */
    public long lost() {
      return deliveries.failed() + deliveries.unknown();
    }
  }

  /** By name. */
  public List<View> now() {
    return rows.all(clock.instant()).stream().map(this::view).toList();
  }

  /** One of them as it was at most ten seconds ago, or when the database last answered. */
  public Optional<View> lately(String outlet) {
    Instant now = clock.instant();
    Known before = known;
    if (before.at().plus(FRESH).isBefore(now) || before.at().isAfter(now)) {
      try {
        known = new Known(now, now());
      } catch (DataAccessException | TransactionException e) {
        // Whoever reads metrics sees by the database's own that it is away.
        known = new Known(now, before.views());
      }
    }
    return known.views().stream().filter(view -> view.name().equals(outlet)).findFirst();
  }

  private View view(OutletRows.Outlet row) {
    ConnectionTests.Last last = tests.last(row.name()).orElse(null);
    return new View(
        outlets.get(row.name()) instanceof OutletConfig.Wecom ? "wecom" : "smpp",
        row,
        last == null ? null : last.found(),
        last == null ? null : last.at());
  }
}
