package org.sanwei.gateway.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.wiring.RunningIntranet.OA;
import static org.sanwei.gateway.wiring.RunningIntranet.OTHER;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.gateway.wiring.RunningIntranet.Patience;
import org.sanwei.routes.guard.DoorLimits;
import org.sanwei.routes.guard.Room;

/** What a client cannot do to the others: fill the memory, take all places, keep a key for ever. */
class IntranetPatienceTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 8;
  private static final long ROOM_BYTES = 3L * 1024 * 1024;

  private RunningIntranet lan;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    DoorLimits limits =
        new DoorLimits(
            64 * 1024,
            SHORT,
            RunningIntranet.MAX_BYTES + 65_536,
            RunningIntranet.MAX_BYTES + 65_536,
            SHORT,
            SHORT.dividedBy(2),
            CONNECTIONS);
    lan =
        RunningIntranet.start(
            directory, Guards::strict, new Patience(limits, Room.ofHeap(8 * ROOM_BYTES), SHORT));
  }

  @AfterEach
  void anHonestClientIsStillServed() throws Exception {
    int before = lan.arrivals().size();
    IntranetTest.By.AMQP.send(lan, OTHER, "平常一件");
    assertThat(lan.arrivals(before + 1)).hasSize(before + 1);
    lan.close();
  }

  private enum Door {
    AMQP,
    STOMP,
    MQTT;

    int port(RunningIntranet lan) {
      return Objects.requireNonNull(
          this == AMQP ? lan.doors.amqp() : this == STOMP ? lan.doors.stomp() : lan.doors.mqtt());
    }

    /** What makes the broker believe that this protocol is spoken. */
    byte[] beginning() {
      return switch (this) {
        case AMQP -> new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
        case STOMP -> new byte[] {'C', 'O', 'N', 'N', 'E', 'C', 'T', '\n'};
        // CONNECT with a remaining length of 16,000 bytes; longer ones the broker refuses itself.
        case MQTT -> new byte[] {0x10, (byte) 0x80, 125, 0, 4, 'M', 'Q', 'T', 'T', 4, 2};
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void whoDoesNotLogInIsShownOut(Door door) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", door.port(lan))) {
      socket.getOutputStream().write(door.beginning());

      assertThat(closedByTheBroker(socket)).isTrue();
    }
    assertRefused("no-login-in-time");
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void whatIsNoProtocolOfTheDoorsIsShownOutAtItsFirstBytes(Door door) throws Exception {
    for (byte[] strange : List.of("POST / HTTP/1.1\r\n".getBytes(US_ASCII), new byte[16])) {
      try (Socket socket = new Socket("127.0.0.1", door.port(lan))) {
        OutputStream out = socket.getOutputStream();
        out.write(strange);

        assertThatThrownBy(() -> pour(out, 16 << 20)).isInstanceOf(IOException.class);
      }
    }
  }

  /** AMQP and MQTT announce lengths, which the broker bounds. */
  @Test
  void beforeTheLoginLittleIsGathered() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", Door.STOMP.port(lan))) {
      OutputStream out = socket.getOutputStream();
      out.write(Door.STOMP.beginning());

      assertThatThrownBy(() -> pour(out, 16 << 20)).isInstanceOf(IOException.class);
    }
    assertRefused("too-much-before-login");
  }

  @Test
  void whoHasLoggedInMayBeSilent() throws Exception {
    try (StompClient client = lan.stomp(OA);
        Connection connection = lan.amqp(OA)) {
      connection.start();
      try (Socket idle = new Socket("127.0.0.1", Door.STOMP.port(lan))) {
        idle.getOutputStream().write(Door.STOMP.beginning());
        assertThat(closedByTheBroker(idle)).as("the time for a log-in is over").isTrue();
      }

      assertThat(client.send("intranet.in", "", "还在").command()).isEqualTo("RECEIPT");
      try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
        session
            .createProducer(session.createQueue("intranet.in"))
            .send(session.createTextMessage());
      }
    }
    assertThat(lan.arrivals(2)).hasSize(2);
  }

  @Test
  void aMessageWithoutEndIsEnded() throws Exception {
    try (StompClient client = lan.stomp(OA)) {
      client.begin("SEND\ndestination:intranet.in\n\n");

      assertThatThrownBy(() -> pour(client.out(), 64 << 20)).isInstanceOf(IOException.class);
    }
    assertRefused("endless-message");
  }

  @Test
  void aLargeMessageThatDoesNotComeToItsEndKeepsItsPlaceForAWhileOnly() throws Exception {
    List<StompClient> stuck = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        StompClient client = lan.stomp(OA);
        stuck.add(client);
        client.begin("SEND\ndestination:intranet.in\n\n");
        pour(client.out(), 500_000);
      }

      try (StompClient waiting = lan.stomp(OTHER)) {
        String large = "大".repeat(400_000);
        assertThat(waiting.send("intranet.in", "", large).command()).isEqualTo("RECEIPT");
      }
    } finally {
      for (StompClient client : stuck) {
        client.close();
      }
    }
    assertRefused("too-slow");
    assertThat(lan.arrivals(1)).hasSize(1);
  }

  @Test
  void moreThanFitTheMemoryWaitForOneAnotherAndAllComeIn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<String>> sends = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        sends.add(
            () -> {
              try (StompClient client = lan.stomp(OA)) {
                return client.send("intranet.in", "", "水".repeat(450_000)).command();
              }
            });
      }

      for (Future<String> sent : threads.invokeAll(sends)) {
        assertThat(sent.get()).isEqualTo("RECEIPT");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(lan.arrivals(6)).hasSize(6);
  }

  @Test
  void oneAddressHasItsShareOfTheConnections() throws Exception {
    List<StompClient> mine = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        mine.add(lan.stomp(OA));
      }

      assertThatThrownBy(() -> lan.stomp(OA)).isInstanceOf(IOException.class);

      assertThat(mine.get(0).send("intranet.in", "", "我还在").command()).isEqualTo("RECEIPT");
    } finally {
      for (StompClient client : mine) {
        client.close();
      }
    }
    assertRefused("too-many-connections");
    Awaitility.await().atMost(SOON).ignoreExceptions().until(this::connects);
  }

  private boolean connects() throws IOException {
    lan.stomp(OA).close();
    return true;
  }

  @Test
  void aTransactionThatStaysOpenIsRolledBack() throws Exception {
    try (Connection connection = lan.amqp(OA)) {
      connection.start();
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      session.createProducer(session.createQueue("intranet.in")).send(session.createTextMessage());

      assertRefused("transaction-too-long");
      assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
    }
    assertThat(lan.arrivals()).isEmpty();
  }

  @Test
  void whoSendsFasterThanIsStoredWaitsAndIsNotShownOut() throws Exception {
    try (Connection connection = lan.amqp(OA)) {
      connection.start();
      Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
      MessageProducer producer = session.createProducer(session.createQueue("intranet.in"));
      CountDownLatch answered = new CountDownLatch(12);

      for (int i = 0; i < 12; i++) {
        producer.send(
            session.createTextMessage("x".repeat(1_000_000)),
            new CompletionListener() {
              @Override
              public void onCompletion(Message message) {
                answered.countDown();
              }

              @Override
              public void onException(Message message, Exception e) {
                // Then the latch stays shut.
              }
            });
      }

      assertThat(answered.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(lan.arrivals(12)).hasSize(12);
  }

  @Test
  void aTransactionHoldsSoMuchOnly() throws Exception {
    try (Connection connection = lan.amqp(OA)) {
      connection.start();
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(session.createQueue("intranet.in"));

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5; i++) {
                  producer.send(session.createTextMessage("x".repeat(1_400_000)));
                }
                session.commit();
              })
          .isInstanceOf(JMSException.class);
    }
    assertRefused("transaction-too-large");
    assertThat(lan.arrivals()).isEmpty();
  }

  private void assertRefused(String reason) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lan.refusals.toString()).contains(reason));
  }

  private static void pour(OutputStream out, int bytes) throws IOException {
    byte[] some = "a".repeat(8192).getBytes(US_ASCII);
    for (int poured = 0; poured < bytes; poured += some.length) {
      out.write(some);
    }
  }

  private static boolean closedByTheBroker(Socket socket) throws IOException {
    socket.setSoTimeout((int) SOON.toMillis());
    byte[] answer = new byte[64];
    @Nullable IOException reset = null;
    try {
      while (socket.getInputStream().read(answer) >= 0) {
        // What it says before it closes does not matter.
      }
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      reset = e;
    }
    return reset == null || !socket.isClosed();
  }
}
