package org.sanwei.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FootprintTest {
  @Test
  void aProcessIsMeasuredWithItsProcessorTime() throws IOException {
    Footprint own = Footprint.of(ProcessHandle.current());

    double heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();

    assertThat(own.megabytes()).isGreaterThan(heap / (1 << 20) / 2);
    assertThat(own.processorTime()).isPositive();
  }

  @Test
  void aFigureSaysWhetherItKeepsItsLimit() {
    Figure kept = Figure.atMost("start", "启动", "start", 14.9, "s", 15.0);
    Figure broken = Figure.atMost("start", "启动", "start", 15.1, "s", 15.0);
    Figure free = Figure.atMost("rate", "每分钟", "a minute", 1e9, "/min", null);

    assertThat(kept.good()).isTrue();
    assertThat(broken.good()).isFalse();
    assertThat(free.good()).isTrue();
    assertThat(broken.toString()).contains("15.1 s").contains("≤ 15 s").contains("超出");
    assertThat(kept.toString()).doesNotContain("超出");
  }
}
