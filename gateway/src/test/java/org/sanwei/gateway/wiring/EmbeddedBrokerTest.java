package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.wiring.RunningBroker.LINE;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.bulletin.RemovedDeliveries;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.guard.AddressRules;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;
import org.sanwei.routes.queue.BrokerEpochs;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.Settled;

/** What an account of the broker may do to a line, and what rests where: on the real broker. */
class EmbeddedBrokerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ArrivalId ITEM = new ArrivalId("a".repeat(32));
  private static final ArrivalId OTHER = new ArrivalId("b".repeat(32));
  private static final byte[] SECRET = "机密★10年".getBytes(StandardCharsets.UTF_8);

  private final Clock clock = Clock.systemUTC();
  private final PersonalKey gateway = key("gateway");
  private final PersonalKey officer = key("officer-a");
  private final List<Map<String, String>> refusals =
      Collections.synchronizedList(new ArrayList<>());
  private Path directory = Path.of("");
  private RunningBroker broker;
  private EpochKeys epochs;

  @BeforeEach
  void start(@TempDir Path fresh) throws Exception {
    directory = fresh;
    epochs =
        EpochKeys.open(
            fresh.resolve("epochs"),
            MasterKey.createFile(fresh.resolve("master.key"), RANDOM),
            Duration.ofMinutes(10),
            clock,
            RANDOM);
    broker =
        RunningBroker.start(
            fresh,
            new CipherAddressGuard(
                new CipherEnvelopeVerifier(Set.of(gateway.certificate())),
                new CipherEnvelopeVerifier(Set.of(officer.certificate())),
                rules(),
                refusals::add));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void anOfficersAccountSeesTheLineAndTakesNothingOffIt() throws Exception {
    byte[] envelope = onTheLine(ITEM);

    try (Connection connection = broker.officer();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      jakarta.jms.Queue line = session.createQueue(LINE);
      try (QueueBrowser browser = session.createBrowser(line)) {
        BytesMessage seen = (BytesMessage) Collections.list(browser.getEnumeration()).get(0);
        assertThat(seen.getBody(byte[].class)).isEqualTo(envelope);
        seen.acknowledge();
      }
      assertThatThrownBy(
              () -> {
                try (MessageConsumer consumer = session.createConsumer(line)) {
                  consumer.receive(1_000);
                }
              })
          .isInstanceOf(JMSException.class);
    }

    awaitDepth(LINE, 1);
    assertThat(broker.depth(Addresses.DEAD)).isZero();
  }

  @Test
  void aBookedReceiptTakesItsEnvelopeOffTheLineAndNoOther() throws Exception {
    byte[] envelope = onTheLine(ITEM);
    byte[] again = onTheLine(ITEM);
    onTheLine(OTHER);
    List<String> booked = new ArrayList<>();
    ReceiptBook book =
        new LineClearing((id, line, who, at, digest) -> booked.add(digest), broker.server());

    book.record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(SECRET));
    awaitDepth(LINE, 3);

    book.record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(envelope));
    awaitDepth(LINE, 2);

    book.record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(envelope));
    book.record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(again));
    awaitDepth(LINE, 1);
    assertThat(booked).hasSize(4);
  }

  @Test
  void nothingLeavesTheLineWhenTheReceiptIsNotBooked() {
    byte[] envelope = onTheLine(ITEM);
    ReceiptBook book =
        new LineClearing(
            (id, line, who, at, digest) -> {
              throw new IllegalStateException("the database is down");
            },
            broker.server());

    assertThatThrownBy(
            () -> book.record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(envelope)))
        .isInstanceOf(IllegalStateException.class);

    awaitDepth(LINE, 1);
  }

  @Test
  void whatWasTakenOffStaysOffAfterARestart() throws Exception {
    byte[] envelope = onTheLine(ITEM);
    new LineClearing((id, line, who, at, digest) -> {}, broker.server())
        .record(ITEM, "default", "officer-a", clock.instant(), Sm3.hex(envelope));
    awaitDepth(LINE, 0);

    broker.close();
    broker = RunningBroker.start(directory, RunningBroker.noGuard());

    assertThat(broker.depth(LINE)).isZero();
  }

  @Test
  void anOfficersReceiptIsTakenAndNothingInTheClearBesideIt() throws Exception {
    byte[] receipt = envelope(officer, gateway, ITEM);

    send(receipt, Map.of());
    assertThat(broker.depth(Addresses.RECEIPT)).isEqualTo(1);

    assertThatThrownBy(() -> send(receipt, Map.of("subject", "关于机密")))
        .isInstanceOf(JMSException.class);
    assertThat(broker.depth(Addresses.RECEIPT)).isEqualTo(1);
    assertThat(refusals).singleElement().asString().contains("unexpected-property");
  }

  @Test
  void whenAWordCameIsForTheBrokerToSayAndForNoOfficer() throws Exception {
    byte[] receipt = envelope(officer, gateway, ITEM);

    assertThatThrownBy(() -> send(receipt, Map.of("_AMQ_INGRESS_TIMESTAMP", 1L)))
        .isInstanceOf(JMSException.class);

    assertThat(broker.depth(Addresses.RECEIPT)).isZero();
    assertThat(refusals).singleElement().asString().contains("unexpected-property");
  }

  @Test
  void aMessageThatTheGuardCannotLookAtIsRefusedLikeAnyOther() throws Exception {
    try (Connection connection = broker.officer();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(Addresses.RECEIPT))) {
      ObjectMessage message = session.createObjectMessage();
      message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true);
      // The broker converts no UUID, and throws what a plug-in's caller swallows.
      message.setObject(new ArrayList<>(List.of("关于机密", UUID.randomUUID())));

      assertThatThrownBy(() -> producer.send(message)).isInstanceOf(JMSException.class);
    }

    assertThat(broker.depth(Addresses.RECEIPT)).isZero();
    assertThat(refusals).singleElement().asString().contains("unreadable");
  }

  @Test
  void aLargeBodyIsRefusedBeforeAnyOfItIsOnTheDisk() throws Exception {
    byte[] large = new byte[2_000_000];

    assertThatThrownBy(() -> send(large, Map.of())).isInstanceOf(JMSException.class);

    assertThat(broker.depth(Addresses.RECEIPT)).isZero();
    try (Stream<Path> files = Files.walk(directory.resolve("broker").resolve("large"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatRestsInTheDeadLettersIsSealedAndItsKeyIsKept() throws Exception {
    put(Addresses.DESK);
    Queue desk = broker.server().locateQueue(Addresses.DESK);

    Settled.await(desk);
    desk.sendMessagesToDeadLetterAddress(null);

    awaitDepth(Addresses.DEAD, 1);
    awaitDepth(Addresses.DESK, 0);
    byte[] resting = only(broker.server().locateQueue(Addresses.DEAD));
    assertThat(new String(resting, StandardCharsets.UTF_8)).doesNotContain("机密");
    assertThat(EpochKeys.epochOf(resting)).isPresent();
    assertThat(waiting()).contains(Set.of(EpochKeys.epochOf(resting).orElseThrow().toString()));
  }

  @Test
  void theKeyOfAPartThatWaitsForTheOthersIsKept() {
    assertThat(waiting()).contains(Set.of());

    byte[] sealed = put(Addresses.SEGMENT);

    assertThat(waiting()).contains(Set.of(EpochKeys.epochOf(sealed).orElseThrow().toString()));
  }

  @Test
  void theKeyOfWhatWaitsForAnOutletThatWasRenamedIsKept() throws Exception {
    broker
        .server()
        .createQueue(
            QueueConfiguration.of("sanwei.release.old")
                .setAddress("sanwei.release.old")
                .setRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddress(true));
    assertThat(waiting()).contains(Set.of());

    byte[] sealed = put("sanwei.release.old");

    assertThat(waiting()).contains(Set.of(EpochKeys.epochOf(sealed).orElseThrow().toString()));
  }

  @Test
  void whatWaitsForAnOutletThatIsGoneIsTakenOffAtTheStartAndKeepsNoKey() throws Exception {
    broker
        .server()
        .createQueue(
            QueueConfiguration.of("sanwei.release.old")
                .setAddress("sanwei.release.old")
                .setRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddress(true));
    put("sanwei.release.old");
    put("sanwei.release.sms");
    TestDesk desk = new TestDesk();
    RemovedOutlets outlets =
        new RemovedOutlets(
            broker.server(),
            Set.of("sms", "wecom"),
            new RemovedDeliveries(desk.jdbc, desk.transaction, desk.ledger, clock));

    assertThat(outlets.end()).containsExactly("old");
    assertThat(outlets.end()).as("the next start").isEmpty();

    assertThat(broker.server().locateQueue("sanwei.release.old")).isNull();
    assertThat(broker.depth("sanwei.release.sms")).isEqualTo(1);
  }

  /** The broker counts a moment after it has written. */
  private void awaitDepth(String queue, long depth) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(broker.depth(queue)).isEqualTo(depth));
  }

  private Optional<Set<String>> waiting() {
    List<String> flow = List.of(Addresses.SEGMENT, Addresses.INTAKE, Addresses.DESK);
    return new BrokerEpochs(broker.server(), flow).epochs();
  }

  private byte[] put(String address) {
    byte[] sealed = epochs.seal(new SealContext("intake/1", "x"), SECRET);
    long before = broker.depth(address);
    broker.queue().put(List.of(new SealedBody(address, sealed, Map.of())));
    // It is answered a moment before the queue has it.
    awaitDepth(address, before + 1);
    return sealed;
  }

  private byte[] onTheLine(ArrivalId id) {
    byte[] envelope = envelope(gateway, officer, id);
    long before = broker.depth(LINE);
    broker.queue().put(List.of(new SealedBody(LINE, envelope, Map.of(Addresses.ITEM, id.hex()))));
    // What takes it off again must find it.
    awaitDepth(LINE, before + 1);
    return envelope;
  }

  private void send(byte[] body, Map<String, Object> beside) throws JMSException {
    try (Connection connection = broker.officer();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(Addresses.RECEIPT))) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(body);
      for (Map.Entry<String, Object> one : beside.entrySet()) {
        message.setObjectProperty(one.getKey(), one.getValue());
      }
      producer.send(message);
    }
  }

  private static byte[] only(Queue queue) {
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      return BrokerBody.whole(all.next().getMessage());
    }
  }

  private static byte[] envelope(PersonalKey from, PersonalKey to, ArrivalId id) {
    return new CipherEnvelopeSealer(from, RANDOM)
        .seal(
            new EnvelopeHeader(
                id.hex(),
                "default",
                "CLASSIFIED",
                "SECRET",
                Instant.now(),
                "p",
                EnvelopeHeader.VERSION),
            SECRET,
            List.of(to.certificate()));
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Instant.now().minusSeconds(60), Duration.ofDays(2), RANDOM);
  }

  private AddressRules rules() {
    return new AddressRules() {
      @Override
      public @Nullable String lineOf(String address) {
        return address.startsWith(Addresses.CIPHER_PREFIX) ? "default" : null;
      }

      @Override
      public Set<String> recipientsOf(String line) {
        return Set.of(officer.certificate().keyIdentifier());
      }
    };
  }
}
