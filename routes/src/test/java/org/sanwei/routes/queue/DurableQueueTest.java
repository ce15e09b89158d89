package org.sanwei.routes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableQueueTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void aPutThatGetsNoSessionSaysSoInsteadOfWaitingForEver() throws Exception {
    try (TestBroker broker = TestBroker.start(directory, List.of("sanwei.one"), null)) {
      DurableQueue queue = new DurableQueue(broker.connections(), null, Duration.ofMillis(50));
      List<OpenPut> all = new ArrayList<>();
      for (int i = 0; i < DurableQueue.MOST_LANES; i++) {
        all.add(queue.open());
      }
      List<SealedBody> one = List.of(new SealedBody("sanwei.one", new byte[] {1}, Map.of()));

      assertThatThrownBy(() -> queue.put(one)).isInstanceOf(BrokerUnavailable.class);

      all.forEach(OpenPut::close);
      queue.put(one);
      assertThat(broker.bodies("sanwei.one")).hasSize(1);
    }
  }
}
