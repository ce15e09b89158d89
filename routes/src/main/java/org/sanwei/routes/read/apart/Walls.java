package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system puts around a child, as far as it lets us: found out once, by trying.
 * Each is a program of util-linux or coreutils that starts the next one in its own place, so that
 * the process that we started is the child itself.
 */
final class Walls {
  private static final List<Path> BIN = List.of(Path.of("/usr/bin"), Path.of("/bin"));
  private static final long PATIENCE_SECONDS = 10;

  /** Enough for jars, pipes and a temporary file or two. */
  private static final int DESCRIPTORS = 256;

  /** Threads of one JVM and of a model's engine; counted within the child's own user only. */
  private static final int THREADS = 256;

  /** What a JVM reserves beside its heap and never uses: classes, code, stacks, arenas. */
  private static final long RESERVED_BYTES = 6L * 1024 * 1024 * 1024;

  /** One wall: what to put before a command, the word for the log. */
  private record Wall(List<String> prefix, String word) {}

  private final List<Wall> standing;
  private final boolean noNetwork;

  private Walls(List<Wall> standing, boolean noNetwork) {
    this.standing = List.copyOf(standing);
    this.noNetwork = noNetwork;
  }

  /** Tries each wall on a command that does nothing. */
  static Walls probe(ReaderSettings settings) throws InterruptedException {
    List<Wall> standing = new ArrayList<>();
    boolean ownUser =
        add(
            standing,
            "own network, user and IPC namespaces",
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--ipc");
    boolean noNetwork = ownUser || add(standing, "own network namespace", "unshare", "--net");
    add(
        standing,
        "no privileges, none to be gained",
        "setpriv",
        "--no-new-privs",
        "--bounding-set=-all",
        "--inh-caps=-all");
    List<String> limits =
        new ArrayList<>(
            List.of(
                "prlimit",
                "--core=0:0",
                "--nofile=" + pair(DESCRIPTORS),
                "--fsize=" + pair(settings.fileBytes()),
                "--as=" + pair(settings.heapBytes() + RESERVED_BYTES)));
    if (ownUser) {
      limits.add("--nproc=" + pair(THREADS));
    }
    add(standing, "limits of files and memory", limits.toArray(String[]::new));
    if (settings.niceness() > 0) {
      add(standing, "stands back", "nice", "-n", Integer.toString(settings.niceness()));
    }
    return new Walls(standing, noNetwork);
  }

  /** Without any, for a machine that is not Linux. */
  static Walls none() {
    return new Walls(List.of(), false);
  }

  boolean noNetwork() {
    return noNetwork;
  }

  /** The command behind every wall that stands. */
  List<String> around(List<String> command) {
    List<String> all = new ArrayList<>();
    standing.forEach(wall -> all.addAll(wall.prefix()));
    all.addAll(command);
    return all;
  }

  /** For the log: which stand. */
  String words() {
    return standing.isEmpty()
        ? "no walls"
        : String.join("; ", standing.stream().map(Wall::word).toList());
  }

  private static boolean add(List<Wall> standing, String word, String... command)
      throws InterruptedException {
    List<String> prefix = new ArrayList<>(List.of(command));
    Path program = find(prefix.get(0));
    if (program == null) {
      return false;
    }
    prefix.set(0, program.toString());
    Path nothing = find("true");
    List<String> all = new ArrayList<>();
    standing.forEach(wall -> all.addAll(wall.prefix()));
    all.addAll(prefix);
    all.add(nothing == null ? "true" : nothing.toString());
    if (!works(all)) {
      return false;
    }
    return standing.add(new Wall(List.copyOf(prefix), word));
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable Path find(String program) {
    return BIN.stream()
        .map(bin -> bin.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static String pair(long limit) {
    return limit + ":" + limit;
  }
}
