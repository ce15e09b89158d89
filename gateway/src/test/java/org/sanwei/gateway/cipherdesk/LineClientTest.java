package org.sanwei.gateway.cipherdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.gateway.wiring.RunningBroker;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.Settled;

/** An officer's connection to the gateway's own broker, over TLS. */
class LineClientTest {
  private static final int LOOKS = 6;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningBroker broker;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<String> put = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
  }

  @AfterEach
  void empty() throws Exception {
    Settled.await(broker.server().locateQueue(RunningBroker.LINE));
    broker.server().locateQueue(RunningBroker.LINE).deleteAllReferences();
    Settled.await(broker.server().locateQueue(Addresses.RECEIPT));
    broker.server().locateQueue(Addresses.RECEIPT).deleteAllReferences();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void everyLookShowsEveryEnvelopeOfEverySize() throws Exception {
    // Of one frame, of several, and as the broker keeps in files; together more than fits its
    // buffers
    for (int i = 0; i < 35; i++) {
      int bytes = List.of(900, 3_000, 60_000, 99_000, 130_000, 420_000, 1_500_000).get(i % 7);
      put(bytes + random.nextInt(900), "item-" + i);
    }

    for (int i = 0; i < LOOKS; i++) {
      try (LineClient line = new LineClient(broker.officerSettings(directory))) {
        assertThat(fingerprints(line.browse(RunningBroker.LINE)))
            .as("look %d, seed %d", i, seed)
            .isEqualTo(put);
      }
    }
  }

  @Test
  void whatComesInTheMeantimeLeavesNothingOut() throws Exception {
    Thread sender =
        new Thread(() -> IntStream.range(0, 40).forEach(i -> put(200_000, "item-" + i)));
    sender.start();
    try (LineClient line = new LineClient(broker.officerSettings(directory))) {
      List<String> seen = List.of();
      while (sender.isAlive()) {
        List<String> now = fingerprints(line.browse(RunningBroker.LINE));
        assertThat(now).as("seed %d", seed).containsAll(seen);
        seen = now;
      }
      sender.join();

      assertThat(fingerprints(line.browse(RunningBroker.LINE))).isEqualTo(put);
    }
  }

  @Test
  void aLookEndsThoughEnvelopesKeepComing() throws Exception {
    for (int i = 0; i < 20; i++) {
      put(50_000, "before-" + i);
    }
    List<String> before = List.copyOf(put);
    ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    var unused =
        sender.scheduleWithFixedDelay(() -> put(2_000, "meanwhile"), 0, 5, TimeUnit.MILLISECONDS);
    try (LineClient line = new LineClient(broker.officerSettings(directory))) {
      assertThat(fingerprints(line.browse(RunningBroker.LINE)))
          .as("seed %d", seed)
          .containsAll(before);
    } finally {
      sender.shutdown();
      assertThat(sender.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aLookForOneItemShowsItsEnvelopesOnly() throws Exception {
    put(500_000, "one");
    put(2_000, "other");
    put(1_000, "one");

    try (LineClient line = new LineClient(broker.officerSettings(directory))) {
      assertThat(fingerprints(line.browse(RunningBroker.LINE, "one")))
          .containsExactly(put.get(0), put.get(2));
      assertThat(line.browse(RunningBroker.LINE, "none")).isEmpty();
    }
  }

  @Test
  void aReceiptIsOnTheBrokerWhenItIsSent() throws Exception {
    try (LineClient line = new LineClient(broker.officerSettings(directory))) {
      line.send(List.of(new byte[] {1, 2, 3}, new byte[400_000]));
    }

    assertThat(broker.depth(Addresses.RECEIPT)).isEqualTo(2);
  }

  @Test
  void anAddressThatIsNotTheOfficersIsRefused() throws Exception {
    try (LineClient line = new LineClient(broker.officerSettings(directory))) {
      assertThatThrownBy(() -> line.browse(Addresses.INTAKE))
          .isInstanceOf(CipherDeskTrouble.class)
          .hasMessageContaining("the broker refused");
    }
  }

  @Test
  void aWrongPasswordIsSaidWithoutThePassword() throws Exception {
    CipherDeskSettings settings = broker.officerSettings(directory);
    Files.writeString(settings.passwordFile(), "not-the-password");
    CipherDeskSettings wrong =
        new CipherDeskSettings(
            settings.host(),
            settings.port(),
            settings.user(),
            settings.passwordFile(),
            settings.trustStore(),
            broker.officerSettings(Files.createTempDirectory(directory, "right")).passwordFile(),
            settings.key(),
            settings.keyPasswordFile(),
            settings.gatewayCertificate(),
            settings.addresses(),
            settings.received(),
            settings.colleagues());

    assertThatThrownBy(() -> new LineClient(wrong))
        .isInstanceOf(CipherDeskTrouble.class)
        .hasMessageContaining("as officer-a")
        .hasMessageNotContaining("not-the-password");
  }

  private void put(int bytes, String item) {
    byte[] envelope = new byte[bytes];
    random.nextBytes(envelope);
    put.add(fingerprint(envelope));
    broker
        .queue()
        .put(List.of(new SealedBody(RunningBroker.LINE, envelope, Map.of(Addresses.ITEM, item))));
  }

  private static List<String> fingerprints(List<byte[]> envelopes) {
    return envelopes.stream().map(LineClientTest::fingerprint).toList();
  }

  private static String fingerprint(byte[] envelope) {
    return envelope.length + ":" + Arrays.hashCode(envelope);
  }
}
