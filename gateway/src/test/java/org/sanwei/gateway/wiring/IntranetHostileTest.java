package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.wiring.RunningIntranet.OA;
import static org.sanwei.gateway.wiring.RunningIntranet.OTHER;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.queue.Addresses;

/**
 * What an integrator's account must not get by any protocol: other addresses, what lies there, the
 * management of the broker, or another's connection. After each attempt an honest client still
 * sends, and the refusal has been told.
 */
class IntranetHostileTest {
  private static final String LINE = RunningBroker.LINE;
  private static final String MANAGEMENT = "activemq.management";
  private static final String CANARY = "机密内容";

  private static RunningIntranet lan;

  private long before;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    lan = RunningIntranet.start(directory, Guards::strict);
  }

  @AfterAll
  static void stop() throws Exception {
    lan.close();
  }

  @BeforeEach
  void count() {
    before = lan.broker().depth(Addresses.INTAKE);
    lan.refusals.clear();
  }

  @AfterEach
  void nobodyElseIsDisturbedAndNothingHasMoved() throws Exception {
    IntranetTest.By.AMQP.send(lan, OTHER, "平常一件");
    IntranetTest.By.STOMP.send(lan, OTHER, "平常一件");
    IntranetTest.By.MQTT.send(lan, OTHER, "平常一件");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lan.broker().depth(Addresses.INTAKE) == before + 3);
    for (String address : List.of(LINE, Addresses.RECEIPT, Addresses.DEAD, "sanwei.release.sms")) {
      assertThat(lan.broker().depth(address)).as(address).isZero();
    }
    assertThat(lan.filesWith(CANARY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE,
        Addresses.INTAKE,
        "sanwei.release.sms",
        MANAGEMENT,
        "intranet.in::intranet.in",
        LINE + "::" + LINE,
        "#"
      })
  void aSendToAnyOtherAddressIsRefused(String address) throws Exception {
    refused(
        () -> jms(s -> s.createProducer(s.createQueue(address)).send(s.createTextMessage(CANARY))));
    refused(
        () -> jms(s -> s.createProducer(s.createTopic(address)).send(s.createTextMessage(CANARY))));
    refused(
        () ->
            jms(
                s -> {
                  MessageProducer anywhere = s.createProducer(null);
                  anywhere.send(s.createQueue(address), s.createTextMessage(CANARY));
                }));
    try (StompClient client = lan.stomp(OA)) {
      assertThat(client.send(address, "", CANARY).command()).isEqualTo("ERROR");
    }
    if (!address.contains("#")) {
      String topic = address.replace('.', '/');
      refused(() -> RunningIntranet.publish(lan.mqtt5(OA), topic, plain(1)));
      refused(() -> RunningIntranet.publish(lan.mqtt5(OA), topic, plain(2)));
      refused(() -> mqtt3(topic, MqttConnectOptions.MQTT_VERSION_3_1_1));
      refused(() -> mqtt3(topic, MqttConnectOptions.MQTT_VERSION_3_1));
    }
    assertThat(lan.refusals).allSatisfy(IntranetHostileTest::hasOnlyKnownWords);
  }

  @ParameterizedTest
  @ValueSource(strings = {LINE, Addresses.INTAKE, Addresses.INTRANET, "#"})
  void nothingCanBeReadByWhicheverProtocol(String address) throws Exception {
    refused(() -> jms(s -> s.createConsumer(s.createQueue(address)).receive(500)));
    refused(() -> jms(s -> s.createConsumer(s.createTopic(address)).receive(500)));
    refused(() -> jms(s -> s.createDurableSubscriber(s.createTopic(address), "d").receive(500)));
    refused(
        () ->
            jms(
                s -> {
                  try (QueueBrowser browser = s.createBrowser(s.createQueue(address))) {
                    Collections.list(browser.getEnumeration());
                  }
                }));
    try (StompClient client = lan.stomp(OA)) {
      String headers = "id:1\ndestination:" + address + "\nack:client\n";
      assertThat(client.ask("SUBSCRIBE", headers, "").command()).isEqualTo("ERROR");
    }
    try (StompClient client = lan.stomp(OA)) {
      String headers = "id:1\ndestination:" + address + "\nsubscription-type:MULTICAST\n";
      assertThat(client.ask("SUBSCRIBE", headers, "").command()).isEqualTo("ERROR");
    }
    MqttAsyncClient client = lan.mqtt5(OA);
    try {
      refused(
          () -> {
            IMqttToken asked = client.subscribe(address.replace('.', '/'), 1);
            asked.waitForCompletion(20_000);
            assertThat(asked.getReasonCodes()[0]).isLessThan(0x80);
          });
    } finally {
      close(client);
    }
    assertThat(lan.refusals).isNotEmpty().allSatisfy(IntranetHostileTest::hasOnlyKnownWords);
  }

  /** A subscription's queue is named for its client's id, which the client chooses. */
  @Test
  void noQueueOfOursIsTakenForAnOldSubscription() throws Exception {
    refused(() -> jms("sanwei", s -> s.unsubscribe("intake")));
    refused(
        () ->
            jms(
                "sanwei",
                s -> s.createDurableSubscriber(s.createTopic(Addresses.INTRANET), "intake")));
    try (StompClient client =
        StompClient.connect(
            port(lan.doors.stomp()), OA, RunningIntranet.SECRET + "\nclient-id:sanwei")) {
      String headers = "durable-subscription-name:intake\n";
      assertThat(client.ask("UNSUBSCRIBE", headers, "").command()).isEqualTo("ERROR");
    }
    refused(() -> lan.mqtt5("sanwei", "sanwei", new MqttConnectionOptions()));
  }

  @Test
  void nothingCanBeMadeOnTheBroker() {
    refused(() -> jms(Session::createTemporaryQueue));
    refused(() -> jms(Session::createTemporaryTopic));

    assertThat(lan.refusals).isNotEmpty().allSatisfy(IntranetHostileTest::hasOnlyKnownWords);
  }

  @Test
  void aWillToAnotherAddressGoesNowhere() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setWill("sanwei/receipt", plain(1));
    MqttAsyncClient client = lan.mqtt5(OA, OA + "/will", options);

    client.disconnectForcibly(0, 0, false);
    client.close(true);

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !lan.refusals.isEmpty());
    assertThat(lan.refusals.toString()).contains("address-not-yours");
  }

  @Test
  void anAccountCannotTakeOverAnothersMqttConnection() throws Exception {
    MqttAsyncClient honest = lan.mqtt5(OTHER, OTHER + "/one", new MqttConnectionOptions());
    try {
      refused(() -> lan.mqtt5(OA, OTHER + "/one", new MqttConnectionOptions()));

      assertThat(honest.isConnected()).isTrue();
    } finally {
      close(honest);
    }
  }

  @Test
  void aWrongSecretAndNoAccountAtAllAreRefusedAndTold() throws Exception {
    refused(() -> StompClient.connect(port(lan.doors.stomp()), OA, "guess").close());
    refused(() -> StompClient.connect(port(lan.doors.stomp()), CANARY, "guess").close());
    refused(() -> StompClient.connect(port(lan.doors.stomp()), "gateway", "").close());
    try (StompClient client = StompClient.open(port(lan.doors.stomp()), Duration.ofSeconds(2))) {
      refused(() -> notAnswered(client.send(Addresses.INTRANET, "", CANARY)));
    }

    assertThat(lan.refusals)
        .isNotEmpty()
        .allSatisfy(IntranetHostileTest::hasOnlyKnownWords)
        .allSatisfy(facts -> assertThat(facts).containsEntry("reason", "login"));
  }

  @Test
  void coreIsNotSpokenAtAnyOfThePorts() {
    for (Integer port :
        List.of(port(lan.doors.amqp()), port(lan.doors.stomp()), port(lan.doors.mqtt()))) {
      refused(
          () -> core("tcp://127.0.0.1:" + port, OA, RunningIntranet.SECRET, Addresses.INTRANET));
    }
  }

  @Test
  void theGatewaysOwnAccountInTheVmIsNoIntegratorEither() {
    refused(() -> core("vm://0", OA, RunningIntranet.SECRET, LINE));
    refused(() -> core("vm://0", OA, RunningIntranet.SECRET, MANAGEMENT));
    refused(() -> core("vm://0", "gateway", RunningBroker.PASSWORD, Addresses.INTRANET));
    refused(() -> core("vm://0", "gateway", RunningBroker.PASSWORD, LINE));

    assertThat(lan.refusals).isNotEmpty().allSatisfy(IntranetHostileTest::hasOnlyKnownWords);
  }

  private interface InSession {
    void run(Session session) throws JMSException;
  }

  private static void jms(InSession act) throws JMSException {
    jms("client", act);
  }

  private static void jms(String clientId, InSession act) throws JMSException {
    try (Connection connection = lan.amqp(OA)) {
      connection.setClientID(clientId);
      connection.start();
      try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
        act.run(session);
      }
    }
  }

  private static void mqtt3(String topic, int version) throws Exception {
    try (org.eclipse.paho.client.mqttv3.MqttClient client =
        new org.eclipse.paho.client.mqttv3.MqttClient(
            "tcp://127.0.0.1:" + lan.doors.mqtt(),
            OA + ".three",
            new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setMqttVersion(version);
      options.setUserName(OA);
      options.setPassword(RunningIntranet.SECRET.toCharArray());
      client.setTimeToWait(20_000);
      client.connect(options);
      client.publish(topic, CANARY.getBytes(StandardCharsets.UTF_8), 1, false);
    }
  }

  private static void core(String url, String user, String password, String address)
      throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(url);
        ClientSessionFactory factory =
            locator.setCallTimeout(1_500).setReconnectAttempts(0).createSessionFactory();
        ClientSession session =
            factory.createSession(user, password, false, true, true, false, 0)) {
      ClientMessage message = session.createMessage(true);
      message.getBodyBuffer().writeString(CANARY);
      session.createProducer(SimpleString.of(address)).send(message);
    }
  }

  private static void notAnswered(StompClient.Frame answer) throws IOException {
    if (!answer.command().equals("RECEIPT")) {
      throw new IOException(answer.command());
    }
  }

  private static void refused(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Throwable.class);
    for (String address : List.of(LINE, Addresses.INTAKE, Addresses.DEAD, Addresses.INTRANET)) {
      assertThat(lan.broker().server().locateQueue(address)).as(address).isNotNull();
    }
  }

  private static void hasOnlyKnownWords(Map<String, String> facts) {
    assertThat(new TreeSet<>(facts.keySet())).containsExactly("account", "address", "reason");
    assertThat(facts.get("account")).isIn("", OA, OTHER, "gateway");
    assertThat(facts.get("address"))
        .matches("another address|sanwei[.a-z]+|intranet[.]in|activemq[.a-z]+");
    assertThat(facts.get("reason")).matches("[a-z-]+");
  }

  private static MqttMessage plain(int quality) {
    return new MqttMessage(CANARY.getBytes(StandardCharsets.UTF_8), quality, false, null);
  }

  private static int port(@Nullable Integer configured) {
    return Objects.requireNonNull(configured);
  }

  private static void close(MqttAsyncClient client) throws Exception {
    if (client.isConnected()) {
      client.disconnectForcibly(100, 100, true);
    }
    client.close(true);
  }
}
