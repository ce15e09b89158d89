package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.tls.LocalTls;
import org.sanwei.gateway.database.DatabaseFailure;
import org.sanwei.gateway.database.EmbeddedPostgres;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.sanwei.routes.guard.DoorLimits;
import org.sanwei.routes.guard.DoorWatch;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intranet.IntranetIntake;
import org.sanwei.routes.read.apart.ReaderUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What needs nothing of Spring starts beside it: the keys are opened, our own PostgreSQL and the
 * broker started. On two cores this takes about two seconds off a start. The broker's door to
 * officers stays shut until {@link EmbeddedBroker#openDoor()}.
 */
final class HeadStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

  private final Ahead<OwnKeys> keys;
  private final Ahead<Optional<EmbeddedPostgres>> database;
  private final Setup setup;
  private final Clock clock;
  private final SecureRandom random;
  private final Progress progress;
  private final String brokerPassword;
  private final AtomicReference<CipherAddressGuard.@Nullable RefusalListener> refusals =
      new AtomicReference<>();
  private final Optional<IntranetIntake> intranet;
  private final Room room = Room.ofHeap(Runtime.getRuntime().maxMemory());
  private volatile @Nullable Ahead<EmbeddedBroker> broker;
  private volatile @Nullable Ahead<PictureAndTextReader> readers;

  /** The gateway's own keys, opened, and the officers whose certificates this start trusts. */
  record OwnKeys(
      GatewayKeys files, MasterKey master, PersonalKey signing, OfficerDirectory officers) {}

  private HeadStart(Setup setup, Clock clock, SecureRandom random, Progress progress) {
    this.setup = setup;
    this.clock = clock;
    this.random = random;
    this.progress = progress;
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    brokerPassword = HexFormat.of().formatHex(bytes);
    intranet =
        Optional.ofNullable(setup.config().intranet())
            .map(doors -> IntranetSetup.intake(setup.config(), clock, this::refused));
    database = Ahead.begin("database", () -> database(setup, random, progress), HeadStart::stop);
    keys = Ahead.begin("key ring", () -> open(setup, random, clock), opened -> {});
  }

  /** Begins with the keys and the database, each in a thread of its own; neither writes a log. */
  static HeadStart begin(Setup setup, Clock clock, SecureRandom random, Progress progress) {
    return new HeadStart(setup, clock, random, progress);
  }

  /** Begins with the broker and the readers: not before the log is set up, for they write to it. */
  void beginBroker() {
    readers = Ahead.begin("reader", this::openReaders, PictureAndTextReader::close);
    broker =
        Ahead.begin(
            "broker",
            () -> {
              OwnKeys own = keys.await();
              progress.at("启动消息队列", "starting the broker");
              return EmbeddedBroker.start(plan(own));
            },
            EmbeddedBroker::close);
  }

  /** The keys; blocks until they are open. */
  OwnKeys keys() {
    return keys.await();
  }

  /** Our own database server; empty when gateway.yaml names a remote one. Blocks. */
  Optional<EmbeddedPostgres> database() {
    return database.await();
  }

  /** The running broker, its door to officers still shut. Blocks. */
  EmbeddedBroker broker() {
    Ahead<EmbeddedBroker> begun = broker;
    if (begun == null) {
      throw new IllegalStateException("beginBroker() comes first");
    }
    return begun.await();
  }

  /** The readers, one of which has read something. Blocks. */
  PictureAndTextReader readers() {
    Ahead<PictureAndTextReader> begun = readers;
    if (begun == null) {
      throw new IllegalStateException("beginBroker() comes first");
    }
    return begun.await();
  }

  private PictureAndTextReader openReaders() {
    try {
      return PictureAndTextReader.open(
          setup.config().limits().bodyBytes(),
          RouteWiring.CONSUMERS,
          setup.data(),
          random::nextLong);
    } catch (ReaderUnavailable e) {
      throw new StartRefused(
          "nothing can be read: " + e.getMessage(),
          "see that this account may start processes, and that "
              + setup.data()
              + " and the memory have room; docs/READING.md says what a reader needs");
    }
  }

  /** The in-VM account's password: made anew at each start and known to this process only. */
  String brokerPassword() {
    return brokerPassword;
  }

  /** Names who is told of refused sends; to be called before the door opens. */
  void tellRefusals(CipherAddressGuard.RefusalListener listener) {
    refusals.set(listener);
  }

  /** The memory that bodies on their way in share. */
  Room room() {
    return room;
  }

  /** What takes messages from the intranet; to be told how to seal before the door opens. */
  Optional<IntranetIntake> intranet() {
    return intranet;
  }

  /** Stops the broker, then the readers and the database. Idempotent. */
  @Override
  public void close() throws Exception {
    try {
      Ahead<EmbeddedBroker> begun = broker;
      if (begun != null) {
        begun.close();
      }
    } finally {
      try {
        Ahead<PictureAndTextReader> reading = readers;
        if (reading != null) {
          reading.close();
        }
      } finally {
        database.close();
      }
    }
  }

  private static Optional<EmbeddedPostgres> database(
      Setup setup, SecureRandom random, Progress progress) throws IOException {
    if (!(setup.config().database() instanceof Database.Embedded)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          EmbeddedPostgres.start(
              setup.data(), random, stage -> progress.at(stage.chinese(), stage.english())));
    } catch (DatabaseFailure failure) {
      throw new StartRefused(failure.where() + ": " + failure.what(), failure.mend());
    }
  }

  private static void stop(Optional<EmbeddedPostgres> server) {
    server.ifPresent(EmbeddedPostgres::close);
  }

  private static OwnKeys open(Setup setup, SecureRandom random, Clock clock) throws IOException {
    GatewayKeys files = new GatewayKeys(setup.keys(), random, clock);
    MasterKey master = files.master(setup.config().masterKeyFile());
    return new OwnKeys(files, master, files.signing(), officers(setup, clock));
  }

  private static OfficerDirectory officers(Setup setup, Clock clock) {
    List<Problem> problems = new ArrayList<>();
    OfficerDirectory directory =
        OfficerDirectory.read(setup.policyAtStart(), setup.config().anchors(), clock, problems);
    if (!problems.isEmpty()) {
      throw new StartRefused(
          problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
          "see above, then start again");
    }
    return directory;
  }

  private EmbeddedBroker.Plan plan(OwnKeys own) throws IOException {
    Map<String, String> officers = officerPasswords(setup, own.officers());
    return new EmbeddedBroker.Plan(
        setup.data().resolve("broker"),
        brokerPassword,
        officers,
        own.officers().readersByAddress(),
        BrokerWiring.releaseAddresses(setup),
        door(own.files()),
        new CipherAddressGuard(
            new CipherEnvelopeVerifier(Set.of(own.signing().certificate())),
            new CipherEnvelopeVerifier(own.officers().receivers()),
            own.officers(),
            this::refused),
        this::refused,
        new DoorWatch(
            DoorLimits.forBodiesOf(setup.config().limits().bodyBytes()), room, this::refused),
        intranet.map(intake -> IntranetSetup.door(setup.config(), officers.keySet(), intake)));
  }

  /** Must not throw: the broker would take that for an error of the guard and let the send pass. */
  private void refused(Map<String, String> facts) {
    CipherAddressGuard.RefusalListener listener = refusals.get();
    if (listener == null) {
      LOG.error("a send was refused before there was a ledger to tell: {}", facts);
    } else {
      listener.refused(facts);
    }
  }

  private EmbeddedBroker.OfficersDoor door(GatewayKeys keys) throws IOException {
    Endpoint amqp = setup.config().amqp();
    char[] password = keys.password("tls.password");
    LocalTls tls =
        LocalTls.create(setup.keys().resolve("tls"), names(amqp), password, clock, random);
    return new EmbeddedBroker.OfficersDoor(
        amqp.host(), amqp.port(), tls.serverKeys(), new String(password));
  }

  /** What clients call this machine; the intranet's port may be known by a name of its own. */
  private List<String> names(Endpoint amqp) {
    Set<String> names = new LinkedHashSet<>(List.of(amqp.host(), "localhost", "127.0.0.1"));
    IntranetDoors doors = setup.config().intranet();
    if (doors != null) {
      names.add(doors.host());
    }
    return List.copyOf(names);
  }

  /**
   * An officer's broker password lies in secrets/amqp-NAME, beside gateway.yaml's other secrets.
   */
  private static Map<String, String> officerPasswords(Setup setup, OfficerDirectory officers) {
    Map<String, String> passwords = new HashMap<>();
    Set<String> names = new TreeSet<>();
    officers.readersByAddress().values().forEach(names::addAll);
    for (String name : names) {
      passwords.put(name, OfficerSecrets.password(setup.configDir(), name));
    }
    return passwords;
  }
}
