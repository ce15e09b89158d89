package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Line;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceOpened;
import org.sanwei.crypto.key.PieceOpener;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerPieces;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.TestBroker;

/** The judging hop on a real broker: what leaves, and that it leaves whole or not at all. */
class ArrivalRoutesTest {
  private static final String LINE = Line.ROOT.address();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Given given;
  private TestBroker broker;
  private DefaultCamelContext camel;
  private Intake intake;
  private final RememberingRegister register = new RememberingRegister();
  private final LargeTurn turns = new LargeTurn();

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    broker = TestBroker.start(directory.resolve("broker"), ArrivalGround.QUEUES, null);
    intake = given.intake(new DurableQueue(broker.connections()));
    camel = ArrivalGround.camel(broker);
    camel.addRoutes(
        ArrivalGround.routes(given.steps(register), turns, new HeadsFirst(() -> false)));
  }

  @AfterEach
  void stop() throws Exception {
    camel.stop();
    broker.close();
    given.close();
  }

  @Test
  void anOpenMessageGoesToTheDeskWithItsText() throws Exception {
    Given.post(intake, "k1", "河西镇路灯不亮");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    DeskEntry entry = entry();
    assertThat(entry).isInstanceOf(DeskEntry.OpenItem.class);
    assertThat(((DeskEntry.OpenItem) entry).parts())
        .anyMatch(part -> part.text().contains("河西镇路灯不亮"));
    assertThat(broker.depth(LINE)).isZero();
  }

  @Test
  void aMarkedMessageGoesToItsOfficersAndLeavesACardWithoutContent() throws Exception {
    String canary = "金丝雀七号";
    Given.post(intake, "k1", "机密★10年\\n" + canary);
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    byte[] envelope = broker.bodies(LINE).get(0);
    CipherEnvelopeVerifier verifier =
        new CipherEnvelopeVerifier(Set.of(given.gateway.certificate()));
    CipherOpened opened = new CipherEnvelopeOpener(given.officer, verifier).open(envelope);
    assertThat(opened).isInstanceOf(CipherOpened.Message.class);
    Dossier dossier = Wire.decode(((CipherOpened.Message) opened).plain(), Dossier.class);
    assertThat(new String(dossier.raw(), StandardCharsets.UTF_8)).contains(canary);
    assertThat(new CipherEnvelopeOpener(given.gateway, verifier).open(envelope))
        .isInstanceOf(CipherOpened.NotForUs.class);
    assertThat(entry()).isInstanceOf(DeskEntry.Card.class);
  }

  @Test
  void largeMessagesGoOneAfterTheOtherAndEachLeavesTheWayFree() throws Exception {
    for (int i = 0; i < 3; i++) {
      large(i);
    }
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 3);
    assertThat(broker.depth(Addresses.INTAKE)).isZero();
  }

  @Test
  void aLargeMessageOutOfTurnGoesBackAndTheSmallOnePassesIt() throws Exception {
    broker
        .server()
        .getAddressSettingsRepository()
        .addMatch(
            Addresses.INTAKE,
            new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(50));
    LargeTurn.Turn another = turns.enter(LargeTurn.LARGE);
    large(1);
    Given.post(intake, "k1", "small");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    assertThat(broker.depth(Addresses.INTAKE)).isEqualTo(1);

    another.close();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 2);
    assertThat(broker.depth(Addresses.DEAD)).isZero();
  }

  private void large(int number) {
    intake.accept(
        new Taken(
            "fax-mail",
            ChannelKind.FAX,
            SourceIdentity.mailbox("host", "user", "INBOX", 1, number),
            given.clock.instant(),
            "application/octet-stream",
            new byte[(int) LargeTurn.LARGE]));
  }

  @Test
  void aBodyTooLargeToReadGoesToTheOfficersWithTheKeyToItsPieces() throws Exception {
    LargeIntake large = given.largeIntake(new DurableQueue(broker.connections()), 1 << 20);
    byte[] head = "Subject: 河西 机密★10年\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    Given.large(large, "message/rfc822", head, new byte[1000]);
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    assertThat(entry().standing().outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(entry().standing().reception().sizeBytes()).isEqualTo(1000);
    CipherEnvelopeVerifier verifier =
        new CipherEnvelopeVerifier(Set.of(given.gateway.certificate()));
    CipherOpened opened =
        new CipherEnvelopeOpener(given.officer, verifier).open(broker.bodies(LINE).get(0));
    Dossier dossier = Wire.decode(((CipherOpened.Message) opened).plain(), Dossier.class);
    LargeBody manifest = LargeBody.in(dossier.mediaType(), dossier.raw()).orElseThrow();
    PieceKey key = PieceKey.of(manifest.body(), manifest.key());
    assertThat(new PieceOpener(key).open(broker.bodies(Addresses.PIECE).get(0), 0))
        .isInstanceOf(PieceOpened.Piece.class);
    assertThat(bodyNamedOnTheLine()).isEqualTo(manifest.body());
  }

  @Test
  void thePiecesOfARepeatedLargeBodyGoWithItsEventAndThoseOfTheFirstStay() throws Exception {
    twice(new byte[1000]);
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.LEDGER) == 4);
    assertThat(broker.depth(Addresses.PIECE)).as("until the hop has committed").isEqualTo(2);
    book();
    book();

    assertThat(broker.depth(LINE)).isEqualTo(1);
    assertThat(entry().standing().outcome()).isEqualTo(Outcome.HELD);
    assertThat(entry().standing().reason()).isEqualTo("unread");
    assertThat(broker.bodies(Addresses.PIECE))
        .extracting(piece -> PieceHead.of(piece).orElseThrow().body())
        .containsExactly(bodyNamedOnTheLine());
  }

  @Test
  void aRepeatedLargeBodyWhoseHopFailsGoesToTheOfficersWholeWhenTheRegisterIsAway()
      throws Exception {
    // given: a repetition whose hop is broken off once it is known for one
    twice(new byte[1000]);
    AtomicBoolean fails = new AtomicBoolean(true);
    AdviceWith.adviceWith(
        camel,
        ArrivalRoutes.JUDGE,
        advice ->
            advice
                .weaveById("judge-again")
                .after()
                .process(
                    exchange -> {
                      register.down = true;
                      if (fails.getAndSet(false)) {
                        throw new IllegalStateException("broken off");
                      }
                    }));

    // when: it comes again, and nobody is there to know it
    camel.start();
    await().atMost(PATIENCE).until(() -> broker.depth(LINE) == 2);

    // then
    assertThat(broker.bodies(Addresses.PIECE)).hasSize(2);
  }

  private void twice(byte[] body) {
    LargeIntake large = given.largeIntake(new DurableQueue(broker.connections()), 1 << 20);
    Given.large(large, "message/rfc822", new byte[0], body);
    Given.large(large, "message/rfc822", new byte[0], body);
  }

  /** As the route behind it does with every body on the ledger's queue. */
  private void book() throws Exception {
    RegisterSteps steps =
        new RegisterSteps(
            given.epochs, register, new NothingMoved(), new BrokerPieces(broker.server()));
    broker.bodies(Addresses.LEDGER).forEach(steps::append);
  }

  private static final class NothingMoved implements Moved {
    @Override
    public void moved(ArrivalId id) {}

    @Override
    public void overtaken(ArrivalId id, String envelope) {}
  }

  private String bodyNamedOnTheLine() throws Exception {
    Queue line = broker.server().locateQueue(LINE);
    try (LinkedListIterator<MessageReference> all = line.browserIterator()) {
      return all.next().getMessage().getStringProperty(Addresses.BODY);
    }
  }

  @Test
  void everyHopLeavesItsEventsInOrder() throws Exception {
    Given.post(intake, "k1", "机密★10年");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.LEDGER) == 2);
    List<LedgerEvent.Step> steps =
        broker.bodies(Addresses.LEDGER).stream()
            .flatMap(body -> Wire.decodeEvents(plain(body)).stream())
            .map(LedgerEvent::step)
            .toList();
    assertThat(steps)
        .containsExactly(
            LedgerEvent.Step.ARRIVED, LedgerEvent.Step.JUDGED, LedgerEvent.Step.HANDED_OVER);
  }

  @Test
  void aHopThatFailsAtItsLastSendLeavesNothingBehindOnAnyQueue() throws Exception {
    Given.post(intake, "k1", "机密★10年");
    AdviceWith.adviceWith(
        camel,
        ArrivalRoutes.DEPART,
        advice ->
            advice
                .weaveById("to-" + Addresses.LEDGER)
                .replace()
                .throwException(IllegalStateException.class, "the journal is full"));
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DEAD) == 1);
    assertThat(broker.depth(LINE)).isZero();
    assertThat(broker.depth(Addresses.DESK)).isZero();
    assertThat(broker.depth(Addresses.INTAKE)).isZero();
    assertThat(given.epochs.open(broker.bodies(Addresses.DEAD).get(0)))
        .isInstanceOf(Opened.Message.class);
  }

  @Test
  void theSameIdAgainIsCountedAndGoesNoFurther() throws Exception {
    Given.post(intake, "k1", "机密★10年");
    Given.post(intake, "k1", "机密★10年");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.LEDGER) == 4);
    assertThat(broker.depth(LINE)).isEqualTo(1);
    assertThat(broker.depth(Addresses.DESK)).isEqualTo(1);
  }

  @Test
  void withTheRegisterDownHandOverGoesOn() throws Exception {
    register.down = true;
    Given.post(intake, "k1", "绝密★启用前");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(LINE) == 1);
    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
  }

  private DeskEntry entry() throws Exception {
    return Wire.decode(plain(broker.bodies(Addresses.DESK).get(0)), DeskEntry.class);
  }

  private byte[] plain(byte[] sealed) {
    return ((Opened.Message) given.epochs.open(sealed)).body();
  }
}
