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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Whether a directory whose files are written without a force holds all that was written. A killed
 * process leaves its writes with the kernel, so it does as long as the machine has run on since, or
 * the directory was closed; after a power cut it may not. For one thread.
 */
final class Continuity {
  /** Linux names each run of a machine (random(4)); it survives every process. */
  private static final Path MACHINE_RUN = Path.of("/proc/sys/kernel/random/boot_id");

  private static final String FILE = "machine.properties";
  private static final String RUN = "run";
  private static final String CLOSED = "closed";
  private static final String GAP = "gap";

  private final Path directory;
  private final State state;

  private Continuity(Path directory, State state) {
    this.directory = directory;
    this.state = state;
  }

  private record State(String run, boolean closed, Instant gap) {}

  /**
   * This run of this machine; where the system has no name for it, one that is nobody else's, so
   * that every restart counts as a power cut.
   */
  static String machineRun() {
    try {
      return Files.readString(MACHINE_RUN).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }

  /**
   * Begins a run over a directory that must exist; returns when that is on the disk.
   *
   * @param fresh whether nothing was ever written there
   * @param now when a gap ends, should there be one
   */
  static Continuity begin(Path directory, String machineRun, boolean fresh, Instant now)
      throws IOException {
    Instant gap =
        read(directory)
            .filter(before -> before.closed() || before.run().equals(machineRun))
            .map(State::gap)
            .orElse(fresh ? Instant.EPOCH : now);
    Continuity continuity = new Continuity(directory, new State(machineRun, false, gap));
    continuity.write(continuity.state);
    return continuity;
  }

  /** Of what was written before this moment some may be missing; the epoch if nothing ever was. */
  Instant gap() {
    return state.gap();
  }

  /** Ends the run, after everything that was written has been forced. */
  void close() throws IOException {
    write(new State(state.run(), true, state.gap()));
  }

  /** Empty if there is none, or none that can be read: then nothing is known of it. */
  private static Optional<State> read(Path directory) throws IOException {
    Properties said = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(FILE))) {
      said.load(in);
      return Optional.of(
          new State(
              said.getProperty(RUN, ""),
              Boolean.parseBoolean(said.getProperty(CLOSED)),
              Instant.parse(said.getProperty(GAP, ""))));
    } catch (NoSuchFileException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private void write(State fresh) throws IOException {
    Properties said = new Properties();
    said.setProperty(RUN, fresh.run());
    said.setProperty(CLOSED, Boolean.toString(fresh.closed()));
    said.setProperty(GAP, fresh.gap().toString());
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
