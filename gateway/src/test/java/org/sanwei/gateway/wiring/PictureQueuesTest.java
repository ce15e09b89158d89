package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.gateway.channel.ReaderView.Waiting;
import org.sanwei.routes.queue.Addresses;

/** What waits for readers, counted on the gateway's own broker. */
class PictureQueuesTest {
  private static final Duration LONG = Duration.ofMinutes(7);

  @SuppressWarnings("NullAway.Init")
  private RunningBroker broker;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void nothingWaitsAtFirst() {
    assertThat(later().now())
        .containsExactly(
            new Waiting("heads", 0, Duration.ZERO, PictureQueues.HEADS_BOUND),
            new Waiting("pages", 0, Duration.ZERO, PictureQueues.PAGES_BOUND));
  }

  @Test
  void theOldestCountsThoughOthersOvertakeIt() throws Exception {
    send(Addresses.PAGES, 0);
    send(Addresses.PAGES, 9);
    await().until(() -> broker.depth(Addresses.PAGES) == 2);

    Waiting pages = later().now().get(1);

    assertThat(pages.messages()).isEqualTo(2);
    assertThat(pages.oldest()).isBetween(LONG, LONG.plusMinutes(1));
    assertThat(pages.late()).isFalse();
  }

  @Test
  void whatIsBeingReadWaitsToo() throws Exception {
    send(Addresses.PICTURES, 4);
    try (Connection connection = broker.connections().createConnection()) {
      connection.start();
      Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
      MessageConsumer reader = session.createConsumer(session.createQueue(Addresses.PICTURES));
      assertThat(reader.receive(10_000)).isNotNull();

      Waiting heads = later().now().get(0);

      assertThat(heads.messages()).isEqualTo(1);
      assertThat(heads.oldest()).isGreaterThanOrEqualTo(LONG);
      assertThat(heads.late()).isTrue();
      session.rollback();
    }
  }

  @Test
  void aBrokerThatHasStoppedSaysNothing() throws Exception {
    broker.server().stop();

    assertThat(later().now()).isEmpty();
  }

  private PictureQueues later() {
    return new PictureQueues(broker.server(), Clock.offset(Clock.systemUTC(), LONG));
  }

  private void send(String address, int priority) throws Exception {
    try (Connection connection = broker.connections().createConnection()) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      var producer = session.createProducer(session.createQueue(address));
      producer.setPriority(priority);
      producer.send(session.createBytesMessage());
    }
  }
}
