package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.wiring.RunningIntranet.MAX_BYTES;
import static org.sanwei.gateway.wiring.RunningIntranet.OA;
import static org.sanwei.gateway.wiring.RunningIntranet.OTHER;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.gateway.channel.Channels;
import org.sanwei.gateway.channel.reach.Checked;
import org.sanwei.gateway.channel.reach.Fed;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.Addresses;

/**
 * What integrators may send from the intranet and what becomes of it: real clients, real broker.
 */
class IntranetTest {
  private static final String CANARY = "河东区防汛值班记录";

  private RunningIntranet lan;

  /** One ordinary client of each protocol. */
  enum By {
    AMQP {
      @Override
      void send(RunningIntranet lan, String account, String text) throws Exception {
        try (Connection connection = lan.amqp(account);
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
          to.send(session.createTextMessage(text));
        }
      }
    },
    STOMP {
      @Override
      void send(RunningIntranet lan, String account, String text) throws Exception {
        try (StompClient client = lan.stomp(account)) {
          StompClient.Frame answer = client.send(Addresses.INTRANET, "", text);
          if (!answer.command().equals("RECEIPT")) {
            throw new IllegalStateException(answer.rest());
          }
        }
      }
    },
    MQTT {
      @Override
      void send(RunningIntranet lan, String account, String text) throws Exception {
        MqttMessage message = new MqttMessage(utf8(text), 1, false, null);
        RunningIntranet.publish(lan.mqtt5(account), "intranet/in", message);
      }
    };

    abstract void send(RunningIntranet lan, String account, String text) throws Exception;
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    lan = RunningIntranet.start(directory, Guards::strict);
  }

  @AfterEach
  void stop() throws Exception {
    lan.close();
  }

  @Test
  void theConnectionTestLogsInAtEveryDoorAndAProbeGoesInByAmqp() throws Exception {
    GatewayConfig config = Channels.config(Map.of("intranet-lan", Channels.broker()), lan.doors);
    Ways ways =
        new Ways(
            config,
            new OwnPort(config, () -> 1),
            outlet -> Ways.Answer.NOT_BOUND,
            Addresses.INTRANET,
            null,
            Clock.systemUTC(),
            new SecureRandom());

    assertThat(ways.check("intranet-lan"))
        .isEqualTo(new Checked.Good("broker-greets", "127.0.0.1"));
    assertThat(lan.refusals).isEmpty();
    assertThat(ways.feed("intranet-lan", new ProbeMessage(true, "ab".repeat(16))))
        .isEqualTo(new Fed.Sent());
    assertThat(only(lan.arrivals(1)).mediaType()).isEqualTo("application/vnd.sanwei.intranet+json");
  }

  @ParameterizedTest
  @EnumSource
  void aMessageIsSealedWithItsEventBeforeTheClientIsAnswered(By by) throws Exception {
    by.send(lan, OA, CANARY);

    RawArrival arrival = only(lan.arrivals(1));
    assertThat(arrival.body()).isEqualTo(utf8(CANARY));
    assertThat(arrival.channel()).isEqualTo("intranet-lan");
    assertThat(arrival.mediaType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(lan.events())
        .singleElement()
        .satisfies(event -> assertThat(event.step()).isEqualTo(LedgerEvent.Step.ARRIVED))
        .satisfies(event -> assertThat(event.item()).isEqualTo(arrival.id()));
  }

  @ParameterizedTest
  @EnumSource
  void noFileOfTheBrokerEverHoldsAWordOfIt(By by) throws Exception {
    for (int length : List.of(20, 30_000, 250_000)) {
      by.send(lan, OA, CANARY + "水".repeat(length));
    }

    assertThat(lan.arrivals(3)).hasSize(3);
    assertThat(lan.filesWith(CANARY)).isEmpty();
    assertThat(lan.filesWith("水水水水")).isEmpty();
    assertThat(lan.filesWith("sanweiEpoch")).as("the search finds what is there").isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooLargeIsRefusedAndNoneOfItIsOnTheDisk(By by) throws Exception {
    String large = CANARY + "水".repeat(MAX_BYTES / 3);

    assertThatThrownBy(() -> by.send(lan, OA, large)).isInstanceOf(Exception.class);
    by.send(lan, OA, "下一件");

    assertThat(lan.arrivals(1)).hasSize(1);
    assertThat(lan.filesWith(CANARY)).isEmpty();
  }

  @Test
  void aJmsClientIsToldWhyItsMessageIsRefused() {
    assertThatThrownBy(() -> By.AMQP.send(lan, OA, "水".repeat(MAX_BYTES / 3 + 1)))
        .hasMessageContaining("too-large")
        .hasMessageContaining(Integer.toString(MAX_BYTES));
    assertThat(lan.refusals).singleElement().asString().contains("too-large", OA);
  }

  @Test
  void aJmsTransactionStoresAllOfItsMessagesOrNone() throws Exception {
    try (Connection connection = lan.amqp(OA);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
      to.send(session.createTextMessage("一"));
      to.send(session.createTextMessage("水".repeat(200_000)));
      session.rollback();
      to.send(session.createTextMessage("二"));
      assertThat(lan.arrivals()).as("not committed yet").isEmpty();
      session.commit();
      to.send(session.createTextMessage("三"));
    }

    By.AMQP.send(lan, OA, "四");

    assertThat(texts(lan.arrivals(2))).containsExactly("二", "四");
    assertThat(lan.events()).hasSize(2);
  }

  @Test
  void aStompTransactionStoresAllOfItsMessagesOrNone() throws Exception {
    try (StompClient client = lan.stomp(OA)) {
      ok(client.ask("BEGIN", "transaction:a\n", ""));
      ok(client.send(Addresses.INTRANET, "transaction:a\n", "一"));
      ok(client.ask("ABORT", "transaction:a\n", ""));
      ok(client.ask("BEGIN", "transaction:b\n", ""));
      ok(client.send(Addresses.INTRANET, "transaction:b\n", "二"));
      ok(client.send(Addresses.INTRANET, "transaction:b\n", "水".repeat(100_000)));
      assertThat(lan.arrivals()).as("not committed yet").isEmpty();
      ok(client.ask("COMMIT", "transaction:b\n", ""));
      ok(client.ask("BEGIN", "transaction:c\n", ""));
      ok(client.send(Addresses.INTRANET, "transaction:c\n", "三"));
    }

    By.STOMP.send(lan, OA, "四");

    assertThat(texts(lan.arrivals(3))).startsWith("二").endsWith("四").hasSize(3);
  }

  @Test
  void oneRefusedMessageTakesTheWholeTransactionWithIt() throws Exception {
    try (Connection connection = lan.amqp(OA);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
      assertThatThrownBy(
              () -> {
                to.send(session.createTextMessage("一"));
                to.send(session.createTextMessage("水".repeat(MAX_BYTES / 2)));
                session.commit();
              })
          .isInstanceOf(JMSException.class);
    }
    try (StompClient client = lan.stomp(OA)) {
      ok(client.ask("BEGIN", "transaction:a\n", ""));
      ok(client.send(Addresses.INTRANET, "transaction:a\n", "一"));
      // STOMP ends the connection after an error, and with it the transaction.
      StompClient.Frame answer =
          client.send(Addresses.INTRANET, "transaction:a\n", "水".repeat(MAX_BYTES / 2));
      assertThat(answer.command()).isEqualTo("ERROR");
      assertThat(answer.rest()).contains("too-large");
    }

    By.AMQP.send(lan, OA, "二");

    assertThat(texts(lan.arrivals(1))).containsExactly("二");
  }

  @Test
  void whatASenderChoosesChangesNeitherIdentityNorDestination() throws Exception {
    for (String account : List.of(OA, OTHER)) {
      try (Connection connection = lan.amqp(account);
          Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
          MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
        Message message = session.createTextMessage("同一件");
        message.setJMSReplyTo(session.createQueue(Addresses.RECEIPT));
        message.setJMSCorrelationID("same");
        message.setJMSType("sanwei.cipher.default");
        message.setStringProperty("_AMQ_DUPL_ID", "same");
        message.setStringProperty("_AMQ_GROUP_ID", "same");
        message.setStringProperty("_AMQ_LVQ_NAME", "same");
        message.setStringProperty("CamelJmsDestinationName", "sanwei.release.sms");
        message.setStringProperty("_AMQ_ORIG_ADDRESS", "sanwei.release.sms");
        to.setDeliveryDelay(3_600_000);
        to.setTimeToLive(1);
        to.setPriority(9);
        to.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        to.send(message);
        to.setDeliveryMode(DeliveryMode.PERSISTENT);
        to.send(message);
      }
      try (StompClient client = lan.stomp(account)) {
        String headers =
            "_AMQ_DUPL_ID:same\nreply-to:sanwei.receipt\nexpires:1\npriority:9\n"
                + "AMQ_SCHEDULED_DELAY:3600000\nJMSXGroupID:same\npersistent:false\n"
                + "message-id:same\nCamelJmsDestinationName:sanwei.release.sms\n";
        ok(client.send(Addresses.INTRANET, headers, "同一件"));
        ok(client.send(Addresses.INTRANET, headers, "同一件"));
      }
    }

    List<RawArrival> arrivals = lan.arrivals(8);

    assertThat(arrivals).extracting(RawArrival::id).doesNotHaveDuplicates().hasSize(8);
    assertThat(lan.broker().depth(Addresses.INTAKE)).isEqualTo(8);
    assertThat(lan.broker().depth("sanwei.release.sms")).isZero();
    assertThat(lan.broker().depth(Addresses.RECEIPT)).isZero();
    assertThat(lan.broker().depth(Addresses.DEAD)).isZero();
    assertThat(lan.filesWith("same")).isEmpty();
  }

  @Test
  void theSameKeyAndBodyOfTheSameAccountIsTheSameArrival() throws Exception {
    keyed(OA, "report-1", "正文");
    keyed(OA, "report-1", "正文");
    keyed(OA, "report-1", "另一正文");
    keyed(OA, "report-2", "正文");
    keyed(OTHER, "report-1", "正文");

    List<ArrivalId> ids = lan.arrivals(15).stream().map(RawArrival::id).toList();

    assertThat(ids).hasSize(15);
    assertThat(List.copyOf(new java.util.LinkedHashSet<>(ids))).hasSize(4);
  }

  @Test
  void bodiesAreKeptAsTheyAreAndOnlyTextsAreRead() throws Exception {
    List<String> types = new ArrayList<>();
    try (Connection connection = lan.amqp(OA);
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
      BytesMessage bytes = session.createBytesMessage();
      bytes.writeBytes(new byte[] {'%', 'P', 'D', 'F', '-', 0, 1});
      ObjectMessage object = session.createObjectMessage(new ArrayList<>(List.of("机密")));
      MapMessage map = session.createMapMessage();
      map.setString("text", "机密");
      StreamMessage stream = session.createStreamMessage();
      stream.writeString("机密");
      TextMessage post = session.createTextMessage("{\"sender\":\"市应急局\",\"text\":\"正文\"}");
      for (Message message : List.of(bytes, object, map, stream, post)) {
        to.send(message);
      }
    }

    lan.arrivals(5).forEach(arrival -> types.add(arrival.mediaType()));

    assertThat(types)
        .containsExactly(
            "application/octet-stream",
            "application/vnd.sanwei.broker-message",
            "application/vnd.sanwei.broker-message",
            "application/vnd.sanwei.broker-message",
            "application/vnd.sanwei.intranet+json");
    assertThat(lan.arrivals().get(0).body()).isEqualTo(new byte[] {'%', 'P', 'D', 'F', '-', 0, 1});
  }

  @Test
  void aRetainedMessageIsRefusedForItWouldLieOpenOnTheBroker() throws Exception {
    MqttMessage retained = new MqttMessage(utf8(CANARY), 1, true, null);

    assertThatThrownBy(() -> RunningIntranet.publish(lan.mqtt5(OA), "intranet/in", retained))
        .isInstanceOf(MqttException.class);

    assertThat(lan.refusals).singleElement().asString().contains("retained");
    assertThat(lan.filesWith(CANARY)).isEmpty();
    assertThat(lan.arrivals()).isEmpty();
  }

  /** The same by each of the three protocols. */
  private void keyed(String account, String key, String text) throws Exception {
    try (Connection connection = lan.amqp(account);
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("sanwei_idempotency_key", key);
      to.send(message);
    }
    try (StompClient client = lan.stomp(account)) {
      ok(client.send(Addresses.INTRANET, "sanwei-idempotency-key:" + key + "\n", text));
    }
    MqttProperties properties = new MqttProperties();
    properties.setUserProperties(List.of(new UserProperty("sanwei-idempotency-key", key)));
    MqttMessage message = new MqttMessage(utf8(text), 2, false, properties);
    RunningIntranet.publish(lan.mqtt5(account), "intranet/in", message);
  }

  private static void ok(StompClient.Frame answer) {
    assertThat(answer.command()).as(answer.rest()).isEqualTo("RECEIPT");
  }

  private static List<String> texts(List<RawArrival> arrivals) {
    return arrivals.stream().map(a -> new String(a.body(), StandardCharsets.UTF_8)).toList();
  }

  private static RawArrival only(List<RawArrival> arrivals) {
    assertThat(arrivals).hasSize(1);
    return arrivals.get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
