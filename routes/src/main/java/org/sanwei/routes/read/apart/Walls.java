package org.sanwei.routes.read.apart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  private final boolean dataOutOfSight;

  private Walls(List<Wall> standing, boolean noNetwork, boolean dataOutOfSight) {
    this.standing = List.copyOf(standing);
    this.noNetwork = noNetwork;
    this.dataOutOfSight = dataOutOfSight;
  }

  /**
   * Tries each wall on a command that does nothing, and the view on one that needs what a child
   * needs.
   *
   * @param view what {@link OwnView} says, which needs mounts of its own
   * @param classPath of a child
   * @param directory to work in
   */
  static Walls probe(ReaderSettings settings, List<String> view, String classPath, Path directory)
      throws InterruptedException {
    Probe probe = new Probe(directory, classPath);
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
    return new Walls(probe.standing, noNetwork, probe.hides);
  }

  /** What somebody should know of what does not stand. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!noNetwork) {
      gaps.add(
          "readers are not cut off from the network by the system here (no unshare): keep them in by the"
              + " firewall, see docs/READING.md");
    }
    if (!dataOutOfSight) {
      gaps.add(
          "the data directory is not kept out of the readers' sight by the system here (no mounts of"
              + " their own), see docs/READING.md");
    }
    return gaps;
  }

  /** Without any, for a machine that is not Linux. */
  static Walls none() {
    return new Walls(List.of(), false, false);
  }

  boolean noNetwork() {
    return noNetwork;
  }

  /** Whether a child is one that our process has started, which ends when the child has. */
  boolean oneStartsTheChild() {
    return standing.stream().anyMatch(wall -> wall.prefix().contains(Probe.FORK));
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
    private static final String FORK = "--fork";

    /** All of the class path is there, and the room for a library of native code. */
    private static final String NEEDS =
        """
        PATH=/usr/bin:/bin
        for each; do
          test -r "$each" || exit 1
        done
        dd if=/dev/zero of=room bs=65536 count=16 && rm room
        """;

    /** A stop that the whole group is told of is none of a child's, nor of who started it. */
    private static final List<String> DEAF = List.of("env", "--ignore-signal=HUP,INT,TERM");

    private static final List<String> APART =
        List.of("unshare", "--user", "--map-root-user", "--net", "--ipc");

    /** The first process of a namespace takes all others in it along when it ends. */
    private static final List<String> ALONE =
        List.of("--pid", FORK, "--kill-child", "--mount-proc");

    private final List<Wall> standing = new ArrayList<>();
    private final Path directory;
    private final String classPath;
    private boolean hides;

    Probe(Path directory, String classPath) {
      this.directory = directory;
      this.classPath = classPath;
    }

    /** As many as there may be; whether a user of its own is among them. */
    boolean namespaces(List<String> view) throws InterruptedException {
      List<String> alone = new ArrayList<>(DEAF);
      alone.addAll(APART);
      alone.addAll(ALONE);
      List<String> hidden = new ArrayList<>(alone);
      hidden.addAll(view);
      hides =
          !view.isEmpty()
              && add(
                  "own network, user, IPC, process and mount namespaces; our data out of sight",
                  hidden,
                  needs());
      return hides
          || add("own network, user, IPC and process namespaces", alone, nothing())
          || add("own network, user and IPC namespaces", APART, nothing());
    }

    boolean add(String word, String... command) throws InterruptedException {
      return add(word, List.of(command), nothing());
    }

    private static List<String> nothing() {
      return List.of(path("true"));
    }

    private List<String> needs() {
      List<String> command = new ArrayList<>(List.of(path("sh"), "-c", NEEDS, "sh"));
      Stream.of(classPath.split(File.pathSeparator, -1))
          .filter(each -> Files.exists(Path.of(each)))
          .forEach(command::add);
      return command;
    }

    private static String path(String program) {
      Path found = find(program);
      return found == null ? program : found.toString();
    }

    private boolean add(String word, List<String> command, List<String> trial)
        throws InterruptedException {
      List<String> prefix = new ArrayList<>();
      for (String each : command) {
        prefix.add(PROGRAMS.contains(each) ? path(each) : each);
      }
      if (find(command.get(0)) == null) {
        return false;
      }
      List<String> all = new ArrayList<>();
      standing.forEach(wall -> all.addAll(wall.prefix()));
      all.addAll(prefix);
      all.addAll(trial);
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
