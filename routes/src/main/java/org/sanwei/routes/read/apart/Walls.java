package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system puts around a child, as far as it lets us: found out once, by trying.
 * Each is a program of util-linux or coreutils that starts the next one in its own place; only
 * {@code unshare} stays, where it makes a namespace of processes, and whoever ends it ends them
 * all.
 */
final class Walls {
  private static final List<Path> BIN = List.of(Path.of("/usr/bin"), Path.of("/bin"));
  private static final Set<String> PROGRAMS =
      Set.of("env", "unshare", "sh", "setpriv", "prlimit", "nice");
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

  /**
   * Tries each wall on a command that does nothing.
   *
   * @param view what {@link OwnView} says, which needs mounts of its own
   * @param directory to work in
   */
  static Walls probe(ReaderSettings settings, List<String> view, Path directory)
      throws InterruptedException {
    Probe probe = new Probe(directory);
    boolean ownUser = probe.namespaces(view);
    boolean noNetwork = ownUser || probe.add("own network namespace", "unshare", "--net");
    probe.add(
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
    probe.add("limits of files and memory", limits.toArray(String[]::new));
    if (settings.niceness() > 0) {
      probe.add("stands back", "nice", "-n", Integer.toString(settings.niceness()));
    }
    return new Walls(probe.standing, noNetwork);
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

  /** The trying, and what has been found to stand. */
  private static final class Probe {
    /** A stop that the whole group is told of is none of a child's, nor of who started it. */
    private static final List<String> DEAF = List.of("env", "--ignore-signal=HUP,INT,TERM");

    private static final List<String> APART =
        List.of("unshare", "--user", "--map-root-user", "--net", "--ipc");

    /** The first process of a namespace takes all others in it along when it ends. */
    private static final List<String> ALONE =
        List.of("--pid", "--fork", "--kill-child", "--mount-proc");

    private final List<Wall> standing = new ArrayList<>();
    private final Path directory;

    Probe(Path directory) {
      this.directory = directory;
    }

    /** As many as there may be; whether a user of its own is among them. */
    boolean namespaces(List<String> view) throws InterruptedException {
      List<String> alone = new ArrayList<>(DEAF);
      alone.addAll(APART);
      alone.addAll(ALONE);
      List<String> hidden = new ArrayList<>(alone);
      hidden.addAll(view);
      return !view.isEmpty()
              && add(
                  "own network, user, IPC, process and mount namespaces; our data out of sight",
                  hidden)
          || add("own network, user, IPC and process namespaces", alone)
          || add("own network, user and IPC namespaces", APART);
    }

    boolean add(String word, String... command) throws InterruptedException {
      return add(word, List.of(command));
    }

    private boolean add(String word, List<String> command) throws InterruptedException {
      List<String> prefix = new ArrayList<>();
      for (String each : command) {
        Path program = PROGRAMS.contains(each) ? find(each) : null;
        prefix.add(program == null ? each : program.toString());
      }
      if (find(command.get(0)) == null) {
        return false;
      }
      Path nothing = find("true");
      List<String> all = new ArrayList<>();
      standing.forEach(wall -> all.addAll(wall.prefix()));
      all.addAll(prefix);
      all.add(nothing == null ? "true" : nothing.toString());
      return works(all) && standing.add(new Wall(List.copyOf(prefix), word));
    }

    private boolean works(List<String> command) throws InterruptedException {
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(directory.toFile())
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
