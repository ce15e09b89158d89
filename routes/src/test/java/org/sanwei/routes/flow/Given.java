package org.sanwei.routes.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.label.Line;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.Recipients;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.queue.DiskRoom;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.reply.ReturnKeeper;

/**
 * Everything real that a hop needs, with the shipped policy; defaults for what a test is not about.
 */
public final class Given implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  public final Clock clock = Clock.systemUTC();
  public final MasterKey master;
  public final EpochKeys epochs;
  public final PersonalKey gateway = key("gateway");
  public final PersonalKey officer = key("officer-a");
  public final PersonalKey stranger = key("stranger");
  public final Judge judge;
  private final ExecutorService readers = Executors.newCachedThreadPool();

  public Given(Path directory) throws IOException {
    Files.createDirectories(directory);
    master = MasterKey.createFile(directory.resolve("master.key"), RANDOM);
    epochs =
        EpochKeys.open(directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, RANDOM);
    ShippedConfig.copyTo(directory.resolve("config"));
    judge =
        new Judge(
            ((Loading.Loaded<Policy>) PolicyLoader.load(directory.resolve("config"))).value());
  }

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Instant.now().minusSeconds(60), Duration.ofDays(2), RANDOM);
  }

  public ArrivalSteps steps(ArrivalRegister register) {
    return steps(register, new BoundedReader(readers, ReadLimits.DEFAULTS));
  }

  /** With a reader of the test's own. */
  public ArrivalSteps steps(ArrivalRegister register, Reader reader) {
    return new ArrivalSteps(
        epochs,
        epochs,
        register,
        ReturnKeeper.NOTHING,
        reader,
        () -> judge,
        new Departures(new CipherEnvelopeSealer(gateway, RANDOM), recipients(), clock, "370500"),
        master.identityKey(),
        clock,
        Recognition.NONE);
  }

  public ReadResult read(RawArrival arrival) {
    return new BoundedReader(readers, ReadLimits.DEFAULTS).read(arrival);
  }

  public Recipients recipients() {
    return new Recipients() {
      @Override
      public Line serving(Line line) {
        return line;
      }

      @Override
      public List<OfficerCertificate> of(Line line) {
        return List.of(officer.certificate());
      }

      @Override
      public Set<OfficerCertificate> receivers() {
        return Set.of(officer.certificate());
      }

      @Override
      public List<OfficerCertificate> spill() {
        return List.of(officer.certificate());
      }
    };
  }

  public Intake intake(DurableQueue queue) {
    return new Intake(
        "370500", master.identityKey(), epochs, queue, new TimeOrderedIds(clock, RANDOM), RANDOM);
  }

  /** For bodies of at most so many bytes. */
  public LargeIntake largeIntake(DurableQueue queue, long limitBytes) {
    return largeIntake(queue, bytes -> true, limitBytes);
  }

  /** The same on a disk that may be full. */
  public LargeIntake largeIntake(DurableQueue queue, DiskRoom disk, long limitBytes) {
    ArrivalSeal seal =
        new ArrivalSeal("370500", master.identityKey(), new TimeOrderedIds(clock, RANDOM), RANDOM);
    return new LargeIntake(seal, epochs, queue, disk, RANDOM, limitBytes);
  }

  /** Takes a body whole, as the way in of a channel does. */
  public static ArrivalId large(LargeIntake intake, String type, byte[] head, byte[] body) {
    try (LargeIntake.Taking taking = intake.tryBegin(body.length).orElseThrow()) {
      taking.write(body, 0, body.length);
      LargeBody manifest = taking.end(type, head);
      Taken taken =
          new Taken(
              "fax-mail",
              ChannelKind.FAX,
              SourceIdentity.post("drill", "key", "k", manifest.sm3()),
              Instant.now(),
              LargeBody.MEDIA_TYPE,
              manifest.encoded());
      taking.accept(taken, intake.idOf(taken));
      return intake.idOf(taken);
    }
  }

  /** A short message, as an integrator would post it, under a key of its own. */
  public static ArrivalId post(Intake intake, String key, String text) {
    byte[] body =
        ("{\"sender\":\"13900000001\",\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    return intake.accept(
        new Taken(
            "sms-post",
            ChannelKind.SMS,
            SourceIdentity.post("drill", "key", key, "digest"),
            Instant.now(),
            "application/vnd.sanwei.sms+json",
            body));
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
