package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.sanwei.gateway.channel.ChannelBoard;
import org.sanwei.gateway.channel.ChannelView;

/** Channels as metrics. The only label is the channel's name, with the outcome for messages. */
final class ChannelMetrics implements MeterBinder {
  private static final List<String> OUTCOMES = List.of("open", "held", "classified", "spilled");

  private final ChannelBoard board;
  private final Set<String> channels;

  ChannelMetrics(ChannelBoard board, Set<String> channels) {
    this.board = board;
    this.channels = Set.copyOf(channels);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String channel : channels) {
      for (String outcome : OUTCOMES) {
        FunctionCounter.builder(
                MetricNames.CHANNEL_MESSAGES, board, b -> of(channel, v -> v.total(outcome)))
            .tag("channel", channel)
            .tag("outcome", outcome)
            .register(registry);
      }
      counter(registry, MetricNames.CHANNEL_DUPLICATES, channel, v -> v.total("duplicates"));
      counter(registry, MetricNames.CHANNEL_ERRORS, channel, v -> v.total("errors"));
      gauge(registry, MetricNames.CHANNEL_WAITING, channel, ChannelView::waiting);
      gauge(
          registry,
          MetricNames.CHANNEL_QUIET,
          channel,
          v -> v.silence().quiet().toMillis() / 1000.0);
      gauge(
          registry,
          MetricNames.CHANNEL_QUIET_LIMIT,
          channel,
          v -> v.watched() ? v.silence().limit().toMillis() / 1000.0 : Double.NaN);
      gauge(registry, MetricNames.CHANNEL_SILENT, channel, v -> v.alarmed() ? 1 : 0);
      gauge(registry, MetricNames.CHANNEL_UP, channel, ChannelMetrics::up);
      gauge(registry, MetricNames.CHANNEL_PROBE, channel, ChannelMetrics::probes);
    }
  }

  private void counter(
      MeterRegistry registry, String name, String channel, ToDoubleFunction<ChannelView> value) {
    FunctionCounter.builder(name, board, b -> of(channel, value))
        .tag("channel", channel)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String channel, ToDoubleFunction<ChannelView> value) {
    Gauge.builder(name, board, b -> of(channel, value)).tag("channel", channel).register(registry);
  }

  private double of(String channel, ToDoubleFunction<ChannelView> value) {
    return board.lately(channel).map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static double up(ChannelView view) {
    Boolean up = view.up();
    if (up == null) {
      return Double.NaN;
    }
    return up ? 1 : 0;
  }

  private static double probes(ChannelView view) {
    List<String> standings =
        Stream.of(view.plain(), view.marked())
            .filter(Objects::nonNull)
            .map(probe -> probe.standing())
            .toList();
    if (standings.isEmpty() || standings.contains("UNDER_WAY")) {
      return Double.NaN;
    }
    return standings.contains("BAD") ? 0 : 1;
  }
}
