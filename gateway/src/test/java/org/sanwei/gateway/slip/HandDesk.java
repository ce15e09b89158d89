package org.sanwei.gateway.slip;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.ErasableKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.wiring.RunningBroker;
import org.sanwei.routes.intake.HandIntake;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SlipBody;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything real that slips need: keys, reader, shipped policy, and the gateway's own broker. */
final class HandDesk implements AutoCloseable {
  static final String CHANNEL = "hand-desk";
  static final SlipRules RULES = new SlipRules(Duration.ofDays(7), 3);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The shipped limits on a machine that is busy with other tests. */
  private static final ReadLimits PATIENT =
      new ReadLimits(
          ReadLimits.DEFAULTS.maxDepth(),
          ReadLimits.DEFAULTS.maxParts(),
          ReadLimits.DEFAULTS.maxTextCharacters(),
          ReadLimits.DEFAULTS.maxPages(),
          Duration.ofMinutes(5));

  final Path keyFiles;
  final RunningBroker broker;
  final MasterKey master;
  final EpochKeys epochs;
  final ErasableKeys keys;
  final Judge judge;
  final HandIntake hand;
  private final Clock clock;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final Reader reader = new BoundedReader(threads, PATIENT);

  HandDesk(Path directory, Clock clock) throws IOException {
    this.clock = clock;
    this.keyFiles = directory.resolve("slips");
    this.broker = RunningBroker.start(directory, RunningBroker.noGuard());
    this.master = MasterKey.createFile(directory.resolve("master"), RANDOM);
    this.epochs =
        EpochKeys.open(directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, RANDOM);
    this.keys = ErasableKeys.open(keyFiles, master, clock, RANDOM);
    ShippedConfig.copyTo(directory.resolve("config"));
    this.judge =
        new Judge(
            ((Loading.Loaded<Policy>) PolicyLoader.load(directory.resolve("config"))).value());
    this.hand = hand(broker.queue());
  }

  HandIntake hand(DurableQueue queue) {
    return new HandIntake(
        CHANNEL,
        new Intake(
            Samples.UNIT,
            master.identityKey(),
            epochs,
            queue,
            new TimeOrderedIds(clock, RANDOM),
            RANDOM),
        clock);
  }

  Slips slips(
      JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger, @Nullable HandIntake door) {
    return new Slips(
        jdbc, transaction, keys, reader, judge::judge, ledger, clock, Samples.UNIT, door, RULES);
  }

  /** A call about nothing much; what a test is not about is blank. */
  static SlipBody call(String text) {
    return slip(SlipBody.Way.CALL, "河西县委办", "王芳", text);
  }

  static SlipBody slip(SlipBody.Way way, String unit, String caller, String text) {
    return new SlipBody(
        1, way, unit, caller, "", "2026-11-22T11:58", "", "张明", "", text, false, false, "", "", "");
  }

  /** What lies on the intake queue, oldest first; it is taken off. */
  List<RawArrival> arrivals() throws JMSException {
    List<RawArrival> arrivals = new ArrayList<>();
    ConnectionFactory connections = broker.connections();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(Addresses.INTAKE))) {
      connection.start();
      for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
        byte[] sealed = ((BytesMessage) next).getBody(byte[].class);
        Opened.Message opened = (Opened.Message) epochs.open(sealed);
        arrivals.add(Wire.decode(opened.body(), RawArrival.class));
      }
    }
    return arrivals;
  }

  /** Reads, judges and settles what was handed in, as the routes do. */
  void carryOn(JdbcArrivalRegister register) throws JMSException {
    for (RawArrival arrival : arrivals()) {
      ReadResult read = reader.read(arrival);
      Verdict verdict =
          judge.judge(read.content(), new Arrival(CHANNEL, read.sender(), arrival.receivedAt()));
      Standing standing =
          new Standing(
              arrival.facts(),
              verdict.outcome(),
              verdict.reason(),
              verdict.label(),
              verdict.rules(),
              verdict.policy(),
              0,
              null);
      register.settle(
          verdict.outcome() == Outcome.OPEN
              ? new DeskEntry.OpenItem(
                  standing,
                  read.subject(),
                  read.sender(),
                  read.content().parts(),
                  verdict.evidence(),
                  read.attachments(),
                  arrival.salt())
              : new DeskEntry.Card(standing, Samples.ENVELOPE));
    }
  }

  int keyCount() throws IOException {
    try (var files = Files.list(keyFiles)) {
      return (int) files.count();
    }
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    broker.close();
  }
}
