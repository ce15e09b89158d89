package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.sanwei.gateway.channel.ReaderBoard;
import org.sanwei.gateway.channel.ReaderView;
import org.sanwei.gateway.channel.ReaderView.Waiting;
import org.sanwei.routes.read.apart.Replaced;

/** Readers as metrics. The only labels are the pool, the reason and the queue. */
final class ReaderMetrics implements MeterBinder {
  private static final List<String> QUEUES = List.of("heads", "pages");

  private final ReaderBoard board;

  ReaderMetrics(ReaderBoard board) {
    this.board = board;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String pool : PictureAndTextReader.POOLS) {
      gauge(registry, MetricNames.READER_CHILDREN, pool, view -> view.counts().standing());
      gauge(registry, MetricNames.READER_BUSY, pool, view -> view.counts().busy());
      gauge(registry, MetricNames.READER_WANTED, pool, view -> view.counts().wanted());
      gauge(registry, MetricNames.READER_OK, pool, view -> view.good() ? 1 : 0);
      gauge(registry, MetricNames.READER_APART, pool, v -> v.counts().ownNetwork() ? 1 : 0);
      for (Replaced why : Replaced.values()) {
        FunctionCounter.builder(MetricNames.READER_REPLACED, board, b -> replaced(b, pool, why))
            .tag("pool", pool)
            .tag("reason", why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .register(registry);
      }
    }
    for (String queue : QUEUES) {
      waiting(registry, MetricNames.PICTURES_WAITING, queue, Waiting::messages);
      waiting(
          registry,
          MetricNames.PICTURES_OLDEST,
          queue,
          waiting -> waiting.oldest().toMillis() / 1000.0);
    }
  }

  private static double replaced(ReaderBoard board, String pool, Replaced why) {
    return board
        .lately(pool)
        .map(view -> view.counts().replaced().getOrDefault(why, 0L))
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }

  private void gauge(
      MeterRegistry registry, String name, String pool, ToDoubleFunction<ReaderView> value) {
    Gauge.builder(name, board, b -> b.lately(pool).map(value::applyAsDouble).orElse(Double.NaN))
        .tag("pool", pool)
        .register(registry);
  }

  private void waiting(
      MeterRegistry registry, String name, String queue, ToDoubleFunction<Waiting> value) {
    Gauge.builder(name, board, b -> of(b, queue, value)).tag("queue", queue).register(registry);
  }

  private static double of(ReaderBoard board, String queue, ToDoubleFunction<Waiting> value) {
    return board.lately().stream()
        .flatMap(view -> view.queues().stream())
        .filter(waiting -> waiting.name().equals(queue))
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
