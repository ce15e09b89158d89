package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.channel.ReaderBoard;
import org.sanwei.gateway.channel.Readers;

/** The readers as a dashboard finds them. */
class ReaderMetricsTest {
  @Test
  void everyPoolReasonAndQueueHasItsFigure() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ReaderBoard board =
        new ReaderBoard(
            () ->
                List.of(
                    Readers.well(),
                    Readers.pictures(Readers.counts(0, true), Duration.ofSeconds(90))),
            Clock.systemUTC());

    new ReaderMetrics(board).bindTo(registry);

    assertThat(gauge(registry, MetricNames.READER_OK, "pool", "text")).isEqualTo(1);
    assertThat(gauge(registry, MetricNames.READER_OK, "pool", "pages")).isZero();
    assertThat(gauge(registry, MetricNames.READER_CHILDREN, "pool", "text")).isEqualTo(3);
    assertThat(gauge(registry, MetricNames.READER_BUSY, "pool", "text")).isEqualTo(1);
    assertThat(gauge(registry, MetricNames.READER_APART, "pool", "pages")).isEqualTo(1);
    assertThat(gauge(registry, MetricNames.PICTURES_WAITING, "queue", "heads")).isEqualTo(2);
    assertThat(gauge(registry, MetricNames.PICTURES_OLDEST, "queue", "heads")).isEqualTo(90);
    assertThat(
            registry
                .get(MetricNames.READER_REPLACED)
                .tags("pool", "text", "reason", "crashed")
                .functionCounter()
                .count())
        .isEqualTo(1);
    assertThat(registry.find(MetricNames.READER_REPLACED).tag("reason", "ended-idle").meters())
        .hasSize(2);
  }

  @Test
  void whatNobodyKnowsIsNoFigure() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    new ReaderMetrics(new ReaderBoard(List::of, Clock.systemUTC())).bindTo(registry);

    assertThat(gauge(registry, MetricNames.READER_OK, "pool", "text")).isNaN();
    assertThat(gauge(registry, MetricNames.PICTURES_WAITING, "queue", "pages")).isNaN();
  }

  private static double gauge(
      SimpleMeterRegistry registry, String name, String label, String value) {
    return registry.get(name).tag(label, value).gauge().value();
  }
}
