package org.sanwei.gateway.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a directory whose files are written without a force holds all that was written. A killed
 * process leaves its writes with the kernel, so it does as long as the machine has run on since, or
 * the directory was closed; after a power cut it may not. How long ago that was is measured by the
 * machine's running time: its clock may be wrong when it comes back, and be set right later. One
 * caller at a time; {@link #gapEnded} from any thread.
 */
final class Continuity {
  private static final String FILE = "machine.properties";
  private static final String RUN = "run";
  private static final String CLOSED = "closed";
  private static final String GAP = "gapSecond";

  /** What may be missing matters no longer than this. */
  private final Duration remembered;

  private final Path directory;
  private final Machine machine;
  private volatile @Nullable Long gapSecond;

  private Continuity(
      Path directory, Machine machine, @Nullable Long gapSecond, Duration remembered) {
    this.directory = directory;
    this.machine = machine;
    this.gapSecond = gapSecond;
    this.remembered = remembered;
  }

  /**
   * The machine that this process runs on.
   *
   * @param run names this run of it, from power to power, and survives every process
   * @param secondAtStart how many seconds it had run when {@code nanosAtStart} was read
   */
  record Machine(String run, long secondAtStart, long nanosAtStart) {
    private static final Path RUN = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SECONDS = Path.of("/proc/uptime");

    /**
     * This one, as Linux tells of it (random(4), proc_uptime(5)). Elsewhere one that is nobody
     * else's, so that every restart counts as a power cut.
     */
    static Machine here() {
      long now = System.nanoTime();
      try {
        String run = Files.readString(RUN).strip();
        return new Machine(run, (long) Double.parseDouble(seconds()), now);
      } catch (IOException | NumberFormatException e) {
        return new Machine(UUID.randomUUID().toString(), 0, now);
      }
    }

    private static String seconds() throws IOException {
      return Files.readString(SECONDS).split(" ", 2)[0];
    }

    long second() {
      return secondAtStart + Duration.ofNanos(System.nanoTime() - nanosAtStart).toSeconds();
    }
  }

  private record State(String run, boolean closed, @Nullable Long gapSecond) {
    /** Seconds of another run say nothing, nor those of a container that counts anew (lxcfs). */
    boolean holdsFor(Machine machine) {
      return gapSecond == null
          ? closed || run.equals(machine.run())
          : run.equals(machine.run()) && gapSecond <= machine.second();
    }
  }

  /**
   * Begins a run over a directory that must exist; returns when that is on the disk.
   *
   * @param fresh whether nothing that matters was ever written there
   * @param remembered how long what is written there matters
   */
  static Continuity begin(Path directory, Machine machine, boolean fresh, Duration remembered)
      throws IOException {
    Optional<State> before = read(directory);
    Long gap = fresh ? null : Long.valueOf(machine.second());
    if (before.isPresent() && before.get().holdsFor(machine)) {
      gap = before.get().gapSecond();
    }
    Continuity continuity = new Continuity(directory, machine, gap, remembered);
    continuity.write(new State(machine.run(), false, gap));
    return continuity;
  }

  /**
   * Of what was written before this moment some may be missing; empty when all is there.
   *
   * @param now by the clock as it is now, which need not be as it was then
   */
  Optional<Instant> gapEnded(Instant now) {
    Long second = gapSecond;
    return second == null
        ? Optional.empty()
        : Optional.of(now.minusSeconds(machine.second() - second));
  }

  /** A disk lost what was written until now, though the machine runs on. */
  void gapNow() throws IOException {
    long second = machine.second();
    gapSecond = second;
    write(new State(machine.run(), false, second));
  }

  /** Ends the run, after everything that was written has been forced. */
  void close() throws IOException {
    Long second = gapSecond;
    boolean over = second == null || machine.second() - second > remembered.toSeconds();
    write(new State(machine.run(), true, over ? null : second));
  }

  /** Empty if there is none, or none that can be read: then nothing is known of it. */
  private static Optional<State> read(Path directory) throws IOException {
    Properties said = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(FILE))) {
      said.load(in);
      String gap = said.getProperty(GAP);
      return Optional.of(
          new State(
              said.getProperty(RUN, ""),
              Boolean.parseBoolean(said.getProperty(CLOSED)),
              gap == null ? null : Long.valueOf(gap)));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void write(State fresh) throws IOException {
    Properties said = new Properties();
    said.setProperty(RUN, fresh.run());
    said.setProperty(CLOSED, Boolean.toString(fresh.closed()));
    if (fresh.gapSecond() != null) {
      said.setProperty(GAP, fresh.gapSecond().toString());
    }
    Path beside = directory.resolve(FILE + ".new");
    try (OutputStream out = Files.newOutputStream(beside)) {
      said.store(out, null);
    }
    force(beside);
    Files.move(beside, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    force(directory);
  }

  /** A file's bytes, or a directory's names, are on the disk when it returns. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
