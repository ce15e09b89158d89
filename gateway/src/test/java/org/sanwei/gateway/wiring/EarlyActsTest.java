package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.desk.JdbcActBook;
import org.sanwei.gateway.desk.JdbcProposalBook;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.ContentlessErrors;
import org.sanwei.routes.flow.EarlyWords;
import org.sanwei.routes.flow.HeadsFirst;
import org.sanwei.routes.flow.Moved;
import org.sanwei.routes.flow.OfficerSteps;
import org.sanwei.routes.flow.OneLargeAtATime;
import org.sanwei.routes.flow.OnlyOurHeaders;
import org.sanwei.routes.flow.Recognition;
import org.sanwei.routes.flow.RegisterRoutes;
import org.sanwei.routes.flow.RegisterSteps;
import org.sanwei.routes.guard.route.Clearances;
import org.sanwei.routes.guard.route.RouteMonitor;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.handover.Recipients;
import org.sanwei.routes.handover.Returns;
import org.sanwei.routes.intake.DropAllHeaders;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherReceipt;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerPieces;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.reply.ReturnKeeper;

/**
 * Officers act upon what lies on their line while its card still waits for the register: on the
 * real broker, over the officers' door, with the real routes and the real database.
 */
class EarlyActsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST = 8;
  private static final Duration EXPIRY = Duration.ofMinutes(10);
  private static final String CARDS = "register-desk";

  private final InstantSource time = () -> Instant.now().plus(this.passed);
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private volatile Duration passed = Duration.ZERO;
  private final TestDesk desk = new TestDesk();
  private final PersonalKey gateway = key("gateway");
  private final PersonalKey officer = key("officer-a");
  private final PersonalKey colleague = key("officer-b");
  private final ExecutorService readers = Executors.newCachedThreadPool();
  private Path directory;
  private EpochKeys epochs;
  private MasterKey master;
  private Judge judge;
  private RunningBroker broker;
  private DefaultCamelContext camel;

  @BeforeEach
  void start(@TempDir Path made) throws Exception {
    directory = made;
    master = MasterKey.createFile(made.resolve("master"), RANDOM);
    epochs =
        EpochKeys.open(
            made.resolve("epochs"), master, Duration.ofMinutes(10), Clock.systemUTC(), RANDOM);
    ShippedConfig.copyTo(made.resolve("config"));
    judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(made.resolve("config"))).value());
    up();
  }

  @AfterEach
  void stop() throws Exception {
    down();
    readers.shutdownNow();
  }

  @Test
  void anActUponWhatIsNotBookedYetWaitsOverARestartHoldsNothingUpAndIsCarriedOut()
      throws Exception {
    ArrivalId item = handedOver("unread");
    byDoor(act(officer, item));
    await().until(() -> putOff() == 1);

    byDoor(receipt(item));
    await().until(() -> desk.count("select count(*) from cipher_receipt") == 1);
    down();
    up();
    await().until(() -> putOff() == 1);
    assertThat(desk.count("select count(*) from cipher_act")).isZero();
    camel.getRouteController().startRoute(CARDS);

    await().until(() -> outcome(item).equals("CLASSIFIED"));
    await().until(() -> broker.depth(Addresses.RECEIPT) == 0);
    assertThat(desk.count("select count(*) from ledger_event where step = 'ACT_REFUSED'")).isZero();
  }

  @Test
  void anActDoesNotExpireWhileTheRegisterIsAway() throws Exception {
    ArrivalId item = handedOver("unread");
    byDoor(act(officer, item));
    await().until(() -> putOff() == 1);
    down();
    passed = EXPIRY.multipliedBy(2);

    up();
    camel.getRouteController().startRoute(CARDS);

    await().until(() -> outcome(item).equals("CLASSIFIED"));
    assertThat(desk.count("select count(*) from ledger_event where step = 'ACT_REFUSED'")).isZero();
  }

  @Test
  void anActThatComesTooLateIsRefusedWhateverItsSenderSaysOfItsTime() throws Exception {
    camel.getRouteController().startRoute(CARDS);
    ArrivalId item = handedOver("unread");
    await().until(() -> outcome(item).equals("HELD"));
    passed = EXPIRY.multipliedBy(2).negated();
    byte[] old = act(officer, item);
    passed = Duration.ZERO;

    broker
        .queue()
        .put(
            List.of(new SealedBody(Addresses.RECEIPT, old, Map.of("_AMQ_INGRESS_TIMESTAMP", "0"))));

    await()
        .until(
            () -> desk.count("select count(*) from ledger_event where step = 'ACT_REFUSED'") == 1);
    assertThat(outcome(item)).isEqualTo("HELD");
  }

  @Test
  void aProposalForWhatIsNotBookedYetReachesTheLineOnceItIs() throws Exception {
    ArrivalId item = handedOver("suspect");
    byDoor(proposal(item));
    await().until(() -> putOff() == 1);

    camel.getRouteController().startRoute(CARDS);

    await().until(() -> broker.depth(RunningBroker.LINE) == 1);
    await().until(() -> broker.depth(Addresses.RECEIPT) == 0);
  }

  @Test
  void anIdThatWasNeverGivenOutIsRefusedOnceTheRegisterHasCaughtUpAndNotBefore() throws Exception {
    ArrivalId other = handedOver("unread");
    ArrivalId invented = Samples.newId();
    byDoor(act(officer, invented));
    await().until(() -> putOff() == 1);
    assertThat(refused()).isZero();

    camel.getRouteController().startRoute(CARDS);

    await().until(() -> refused() == 1);
    await().until(() -> broker.depth(Addresses.RECEIPT) == 0);
    assertThat(outcome(other)).isEqualTo("HELD");
  }

  @Test
  void whoFloodsTheQueueWithInventedIdsAndCopiesFillsNoMoreThanAShareAndHindersNobody()
      throws Exception {
    ArrivalId item = handedOver("unread");
    byte[] often = act(officer, Samples.newId());
    for (int i = 0; i < 2 * MOST; i++) {
      put(i % 2 == 0 ? often : act(officer, Samples.newId()));
    }

    await().until(() -> refused() > 0 && broker.depth(Addresses.RECEIPT) <= MOST);
    put(act(colleague, item));
    camel.getRouteController().startRoute(CARDS);

    await().until(() -> outcome(item).equals("CLASSIFIED"));
    await().until(() -> broker.depth(Addresses.RECEIPT) == 0);
  }

  private void up() throws Exception {
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
    AddressSettings soon =
        new AddressSettings(
            broker.server().getAddressSettingsRepository().getMatch(Addresses.RECEIPT));
    soon.setRedeliveryDelay(500).setMaxRedeliveryDelay(1_000);
    broker.server().getAddressSettingsRepository().addMatch(Addresses.RECEIPT, soon);
    camel = new DefaultCamelContext();
    camel.getRegistry().bind("dropAllHeaders", new DropAllHeaders());
    camel.getRegistry().bind("onlyOurs", new OnlyOurHeaders());
    camel.getRegistry().bind("contentlessErrors", new ContentlessErrors());
    JmsComponent jms = new JmsComponent();
    jms.setConnectionFactory(broker.connections());
    camel.addComponent("jms", jms);
    RouteMonitor.watch(camel, new Clearances(List.of(Line.ROOT), Map.of()), endpoint -> {});
    OneLargeAtATime turns = new OneLargeAtATime(new LargeTurn());
    camel.addRoutes(
        new ArrivalRoutes(
            arrivals(), List.of(Line.ROOT), 1, turns, turns, new HeadsFirst(() -> false)));
    RegisterSteps register =
        new RegisterSteps(epochs, desk.register, NOTHING_LEFT, new BrokerPieces(broker.server()));
    camel.addRoutes(new RegisterRoutes(register, officers(), 1, turns));
    camel.getRouteDefinition(CARDS).setAutoStartup("false");
    camel.start();
  }

  private void down() throws Exception {
    camel.stop();
    broker.close();
  }

  private ArrivalSteps arrivals() {
    return new ArrivalSteps(
        epochs,
        epochs,
        desk.register,
        ReturnKeeper.NOTHING,
        new BoundedReader(readers, ReadLimits.DEFAULTS),
        () -> judge,
        departures(),
        master.identityKey(),
        Clock.systemUTC(),
        Recognition.NONE);
  }

  private OfficerSteps officers() {
    CipherEnvelopeVerifier theirs = new CipherEnvelopeVerifier(line.receivers());
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(gateway, theirs);
    return new OfficerSteps(
        theirs,
        new ReceiptReader(opener, line),
        desk.receipts,
        new ActReader(opener, line, Optional::empty, clock),
        new JdbcActBook(desk.officers(clock)),
        new JdbcProposalBook(desk.officers(clock)),
        new Returns(() -> judge, RANDOM),
        departures(),
        epochs,
        new EarlyWords(broker::handOversWait, clock, MOST));
  }

  private Departures departures() {
    return new Departures(
        new CipherEnvelopeSealer(gateway, RANDOM), line, Clock.systemUTC(), Samples.UNIT);
  }

  private final Recipients line =
      new Recipients() {
        @Override
        public Line serving(Line line) {
          return line;
        }

        @Override
        public List<OfficerCertificate> of(Line line) {
          return List.of(officer.certificate(), colleague.certificate());
        }

        @Override
        public Set<OfficerCertificate> receivers() {
          return Set.copyOf(of(Line.ROOT));
        }

        @Override
        public List<OfficerCertificate> spill() {
          return of(Line.ROOT);
        }
      };

  private static final Moved NOTHING_LEFT =
      new Moved() {
        @Override
        public void moved(ArrivalId id) {}

        @Override
        public void overtaken(ArrivalId id, String envelope) {}
      };

  /** Its card waits for the register, as it does while the database is away. */
  private ArrivalId handedOver(String reason) {
    Reception reception = Samples.reception();
    try (EpochKeys.Lease lease = epochs.lease()) {
      broker
          .queue()
          .put(List.of(new EpochSeal(lease).entry(Samples.card(reception, Outcome.HELD, reason))));
    }
    return reception.id();
  }

  private byte[] act(PersonalKey signer, ArrivalId id) {
    Instant now = clock.instant();
    CipherAct act =
        new CipherAct(
            CipherAct.VERSION,
            CipherAct.Kind.CONFIRM,
            id,
            "default",
            Samples.ENVELOPE,
            id.hex(),
            "1".repeat(32),
            now,
            now.plus(EXPIRY),
            null,
            new Label(Sensitivity.SECRET, Urgency.NONE, null),
            List.of(),
            null);
    return word(
        signer,
        id,
        SignedAct.OUTCOME,
        Wire.encode(new SignedAct(SignedAct.VERSION, Wire.encode(act), null)));
  }

  private byte[] proposal(ArrivalId id) {
    return word(officer, id, Proposal.OUTCOME, new byte[] {1});
  }

  private byte[] receipt(ArrivalId id) {
    return word(
        officer,
        id,
        CipherReceipt.OUTCOME,
        Wire.encode(
            new CipherReceipt(
                CipherReceipt.VERSION, id, "default", Samples.ENVELOPE, Instant.now())));
  }

  private byte[] word(PersonalKey signer, ArrivalId id, String outcome, byte[] plain) {
    EnvelopeHeader header =
        new EnvelopeHeader(
            id.hex(), "default", outcome, "PUBLIC", Instant.now(), "p", EnvelopeHeader.VERSION);
    return new CipherEnvelopeSealer(signer, RANDOM)
        .seal(header, plain, List.of(gateway.certificate()));
  }

  private void byDoor(byte[] word) throws JMSException {
    try (Connection connection = broker.officer();
        Session session = connection.createSession()) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(word);
      session.createProducer(session.createQueue(Addresses.RECEIPT)).send(message);
    }
  }

  private void put(byte[] word) {
    broker.queue().put(List.of(new SealedBody(Addresses.RECEIPT, word, Map.of())));
  }

  /** Words that were looked at and come again later. */
  private int putOff() {
    Queue queue = broker.server().locateQueue(Addresses.RECEIPT);
    return queue.getScheduledCount();
  }

  private long refused() {
    return desk.count("select count(*) from cipher_act where refusal = 'unknown-item'");
  }

  private String outcome(ArrivalId id) {
    return desk.jdbc
        .sql("select outcome from item where arrival_id = ?")
        .param(id.hex())
        .query(String.class)
        .optional()
        .orElse("");
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Instant.now().minusSeconds(60), Duration.ofDays(2), RANDOM);
  }
}
