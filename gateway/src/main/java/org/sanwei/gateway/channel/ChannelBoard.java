package org.sanwei.gateway.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.SilenceFloors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * All channels as they stand now. What it costs does not grow with what is stored: counts are read
 * as they were rolled up. Safe from many threads.
 */
public final class ChannelBoard {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Map<String, ChannelConfig> channels;
  private final ChannelRows rows;
  private final ProbeRows probes;
  private final ConnectionTests tests;
  private final Supplier<SilenceFloors> floors;
  private final Duration probeWithin;
  private final Clock clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  private record Known(Instant at, List<ChannelView> views) {}

  public ChannelBoard(
      Map<String, ChannelConfig> channels,
      ChannelRows rows,
      ProbeRows probes,
      ConnectionTests tests,
      Supplier<SilenceFloors> floors,
      Duration probeWithin,
      Clock clock) {
    this.channels = Map.copyOf(channels);
    this.rows = rows;
    this.probes = probes;
    this.tests = tests;
    this.floors = floors;
    this.probeWithin = probeWithin;
    this.clock = clock;
  }

  /** By name; a channel that the watch has not looked at yet is not among them. */
  public List<ChannelView> now() {
    Instant now = clock.instant();
    Map<String, GapHistogram> gaps = rows.gaps(now);
    Map<String, RecentHours> hours = rows.hours(now);
    Map<String, ProbeRows.Result> plain = new HashMap<>();
    Map<String, ProbeRows.Result> marked = new HashMap<>();
    probes
        .newest(rows.channels(), false)
        .forEach(result -> (result.marked() ? marked : plain).put(result.channel(), result));
    List<ChannelView> views = new ArrayList<>();
    for (ChannelRow row : rows.all()) {
      ChannelConfig config = channels.get(row.channel());
      if (config == null) {
        continue;
      }
      views.add(
          new ChannelView(
              config.kind(),
              wayOf(config.source()),
              row,
              hours.getOrDefault(row.channel(), new RecentHours()),
              Silence.judge(
                  row.quiet(now),
                  gaps.getOrDefault(row.channel(), GapHistogram.NONE),
                  floors.get().of(row.channel())),
              tests.last(row.channel()).orElse(null),
              probe(plain.get(row.channel())),
              probe(marked.get(row.channel()))));
    }
    return views;
  }

  /** As a moment ago, at most ten seconds; what was last known while the database is away. */
  public List<ChannelView> lately() {
    Instant now = clock.instant();
    Known before = known;
    if (!before.at().plus(FRESH).isBefore(now) && !before.at().isAfter(now)) {
      return before.views();
    }
    try {
      known = new Known(now, now());
    } catch (DataAccessException | TransactionException e) {
      // Whoever reads metrics sees by the database's own that it is away.
      return before.views();
    }
    return known.views();
  }

  /** One of {@link #lately()}. */
  public Optional<ChannelView> lately(String channel) {
    return lately().stream().filter(view -> view.name().equals(channel)).findFirst();
  }

  private ChannelView.@Nullable Probe probe(ProbeRows.@Nullable Result result) {
    if (result == null) {
      return null;
    }
    Duration took = result.took();
    return new ChannelView.Probe(result, took != null && took.compareTo(probeWithin) > 0);
  }

  /** The key of gateway.yaml; {@code other} for a way that has no word here. */
  private static String wayOf(ChannelConfig.Source source) {
    if (source instanceof ChannelConfig.Imap) {
      return "imap";
    }
    if (source instanceof ChannelConfig.Http) {
      return "http";
    }
    if (source instanceof ChannelConfig.FileDrop) {
      return "folder";
    }
    if (source instanceof ChannelConfig.Smpp) {
      return "smpp";
    }
    if (source instanceof ChannelConfig.Slips) {
      return "slips";
    }
    return source instanceof ChannelConfig.Broker ? "broker" : "other";
  }
}
