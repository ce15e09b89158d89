package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.wiring.RunningIntranet.OA;
import static org.sanwei.gateway.wiring.RunningIntranet.OTHER;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.crypto.key.PieceSealer;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.Settled;

/**
 * What each account can do to a 机要 line by each protocol: nothing but what DESIGN gives it. Every
 * refusal is told, to the ledger in the running gateway; the envelope that lies there stays as it
 * is, and somebody else's client still gets its message in.
 */
class CipherLineHostileTest {
  private static final String LINE = RunningBroker.LINE;
  private static final byte[] ENVELOPE = Guards.envelope();
  private static final byte[] PIECE =
      new PieceSealer(new SecureRandom()).seal(new byte[] {1, 2, 3}, true);

  private static RunningIntranet lan;

  private long arrived;

  enum Who {
    AMQP_INTEGRATOR,
    AMQP_OFFICER,
    STOMP,
    MQTT,
    CORE_INTEGRATOR,
    CORE_OFFICER,
    CORE_GATEWAY;

    HostileClient client() {
      return switch (this) {
        case AMQP_INTEGRATOR -> new HostileClient.Amqp(() -> lan.amqp(OA));
        case AMQP_OFFICER -> new HostileClient.Amqp(() -> lan.broker().officer());
        case STOMP -> new HostileClient.Stomp(lan, OA);
        case MQTT -> new HostileClient.Mqtt(lan, OA);
        case CORE_INTEGRATOR -> new HostileClient.Core(OA, RunningIntranet.SECRET);
        case CORE_OFFICER -> new HostileClient.Core(RunningBroker.OFFICER, RunningBroker.PASSWORD);
        case CORE_GATEWAY -> new HostileClient.Core("gateway", RunningBroker.PASSWORD);
      };
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    lan = RunningIntranet.start(directory, Guards::strict);
    lan.broker()
        .queue()
        .put(
            List.of(
                new SealedBody(LINE, ENVELOPE, Map.of(Addresses.ITEM, "0".repeat(32))),
                new SealedBody(
                    Addresses.PIECE,
                    PIECE,
                    Map.of(
                        Addresses.BODY,
                        PieceHead.of(PIECE).orElseThrow().body(),
                        Addresses.PLACE,
                        "0"))));
  }

  @AfterAll
  static void stop() throws Exception {
    lan.close();
  }

  @BeforeEach
  void count() {
    arrived = lan.broker().depth(Addresses.INTAKE);
    lan.refusals.clear();
  }

  @AfterEach
  void theLineIsAsItWasAndNobodyElseIsDisturbed() throws Exception {
    IntranetTest.By.STOMP.send(lan, OTHER, "平常一件");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lan.broker().depth(Addresses.INTAKE) == arrived + 1);
    Queue line = lan.broker().server().locateQueue(LINE);
    Settled.await(line);
    assertThat(line.getMessageCount()).isEqualTo(1);
    try (LinkedListIterator<MessageReference> all = line.browserIterator()) {
      assertThat(BrokerBody.whole(all.next().getMessage())).isEqualTo(ENVELOPE);
    }
    assertThat(lan.broker().server().locateQueue("stolen")).isNull();
    assertThat(lan.broker().depth(Addresses.DEAD)).isZero();
  }

  /**
   * Not in the table: officers may browse their own line, and so may the gateway; and what the
   * gateway's own account sends again is a hand-over repeated, which readers see as one.
   */
  @ParameterizedTest(name = "{0} among the pieces by {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a plain message   | AMQP_INTEGRATOR
          a plain message   | AMQP_OFFICER
          a plain message   | STOMP
          a plain message   | MQTT
          a plain message   | CORE_OFFICER
          a plain message   | CORE_GATEWAY
          a genuine piece   | AMQP_INTEGRATOR
          a genuine piece   | AMQP_OFFICER
          a genuine piece   | STOMP
          a genuine piece   | MQTT
          a genuine piece   | CORE_OFFICER
          browse            | AMQP_INTEGRATOR
          browse            | STOMP
          browse            | MQTT
          browse            | CORE_INTEGRATOR
          browse            | CORE_GATEWAY
          consume           | AMQP_INTEGRATOR
          consume           | AMQP_OFFICER
          consume           | STOMP
          consume           | MQTT
          consume           | CORE_OFFICER
          consume           | CORE_GATEWAY
          a management call | AMQP_OFFICER
          a management call | CORE_GATEWAY
          """)
  void isRefusedAndToldAmongThePiecesToo(String act, Who who) {
    HostileClient client = who.client();
    ThrowingCallable trick =
        switch (act) {
          case "a plain message" -> () -> client.send(Addresses.PIECE, new byte[] {1});
          case "a genuine piece" -> () -> client.send(Addresses.PIECE, PIECE);
          case "browse" -> () -> client.browse(Addresses.PIECE);
          case "consume" -> () -> client.consume(Addresses.PIECE);
          case "a management call" -> () -> client.manage(Addresses.PIECE);
          default -> throw new IllegalArgumentException(act);
        };

    assertThatThrownBy(trick).as(act).isInstanceOf(Exception.class);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(lan.refusals).isNotEmpty());
    assertThat(lan.broker().depth(Addresses.PIECE)).isEqualTo(1);
  }

  @Test
  void anOfficerMayLookAtPieces() throws Exception {
    Who.AMQP_OFFICER.client().browse(Addresses.PIECE);

    assertThat(lan.refusals).isEmpty();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a plain message       | AMQP_INTEGRATOR
          a plain message       | AMQP_OFFICER
          a plain message       | STOMP
          a plain message       | MQTT
          a plain message       | CORE_INTEGRATOR
          a plain message       | CORE_OFFICER
          a plain message       | CORE_GATEWAY
          sealed by a wrong key | AMQP_INTEGRATOR
          sealed by a wrong key | AMQP_OFFICER
          sealed by a wrong key | STOMP
          sealed by a wrong key | MQTT
          sealed by a wrong key | CORE_INTEGRATOR
          sealed by a wrong key | CORE_OFFICER
          sealed by a wrong key | CORE_GATEWAY
          a replayed envelope   | AMQP_INTEGRATOR
          a replayed envelope   | AMQP_OFFICER
          a replayed envelope   | STOMP
          a replayed envelope   | MQTT
          a replayed envelope   | CORE_INTEGRATOR
          a replayed envelope   | CORE_OFFICER
          browse                | AMQP_INTEGRATOR
          browse                | STOMP
          browse                | MQTT
          browse                | CORE_INTEGRATOR
          consume               | AMQP_INTEGRATOR
          consume               | AMQP_OFFICER
          consume               | STOMP
          consume               | MQTT
          consume               | CORE_INTEGRATOR
          consume               | CORE_OFFICER
          consume               | CORE_GATEWAY
          redirect              | AMQP_INTEGRATOR
          redirect              | AMQP_OFFICER
          redirect              | STOMP
          redirect              | MQTT
          redirect              | CORE_INTEGRATOR
          redirect              | CORE_OFFICER
          redirect              | CORE_GATEWAY
          a management call     | AMQP_INTEGRATOR
          a management call     | AMQP_OFFICER
          a management call     | STOMP
          a management call     | MQTT
          a management call     | CORE_INTEGRATOR
          a management call     | CORE_OFFICER
          a management call     | CORE_GATEWAY
          """)
  void isRefusedAndTold(String act, Who who) {
    for (ThrowingCallable trick : tricks(act, who.client())) {
      assertThatThrownBy(trick).as(act).isInstanceOf(Exception.class);
    }

    // Of several tricks some name a place that is none, and are no more than a wrong name.
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(lan.refusals).isNotEmpty());
    assertThat(lan.refusals.toString()).doesNotContain("elsewhere", "stolen", "机密");
  }

  private static List<ThrowingCallable> tricks(String act, HostileClient client) {
    return switch (act) {
      case "a plain message" ->
          List.of(() -> client.send(LINE, "机密★10年".getBytes(StandardCharsets.UTF_8)));
      case "sealed by a wrong key" -> List.of(() -> client.send(LINE, Guards.strangersEnvelope()));
      case "a replayed envelope" -> List.of(() -> client.send(LINE, ENVELOPE));
      case "browse" -> List.of(() -> client.browse(LINE));
      case "consume" -> List.of(() -> client.consume(LINE));
      case "redirect" -> client.redirects(LINE);
      case "a management call" -> List.of(() -> client.manage(LINE));
      default -> throw new IllegalArgumentException(act);
    };
  }

  @Test
  void anOfficerMayLook() throws Exception {
    Who.AMQP_OFFICER.client().browse(LINE);

    assertThat(lan.refusals).isEmpty();
  }
}
