package org.sanwei.gateway.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.wiring.RunningBroker;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.queue.DiskRoom;

/** What posts are taken on: a broker, the keys, the memory of posts, all in one directory. */
final class IntakeGround implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();

  RunningBroker broker;
  SeenPosts seen;
  private final Path directory;
  private final Clock clock;
  private final MasterKey master;
  private final EpochKeys epochs;

  IntakeGround(Path directory, Clock clock) throws IOException {
    this.directory = directory;
    this.clock = clock;
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
    master = MasterKey.createFile(directory.resolve("master.key"), RANDOM);
    epochs =
        EpochKeys.open(directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, RANDOM);
    seen = SeenPosts.open(directory.resolve("posts"), clock);
  }

  Intake intake() {
    return new Intake(seal(), epochs, broker.queue());
  }

  LargeIntake large(DiskRoom disk, long limitBytes) {
    return new LargeIntake(seal(), epochs, broker.queue(), disk, RANDOM, limitBytes);
  }

  private ArrivalSeal seal() {
    return new ArrivalSeal(
        "370900", master.identityKey(), new TimeOrderedIds(clock, RANDOM), RANDOM);
  }

  /** As after a crash of the process: nothing is closed. */
  void rememberAnew() throws IOException {
    seen = SeenPosts.open(directory.resolve("posts"), clock);
  }

  /** On another run of the machine it is as after a power cut, unless it was closed before. */
  void rememberAnew(Continuity.Machine machine) throws IOException {
    seen = SeenPosts.open(directory.resolve("posts"), clock, 1_000, machine);
  }

  void startBrokerAnew() throws IOException {
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
  }

  @Override
  public void close() throws Exception {
    seen.close();
    broker.close();
  }
}
