package org.sanwei.gateway.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The database's files: made once, complete or not at all, and freed of a process that an earlier
 * run left behind.
 */
record Cluster(Path root, Binaries binaries, Unprivileged user, String password) {
  static final String SUPERUSER = "sanwei";
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

  Path files() {
    return root.resolve("cluster");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** Opens the cluster under {@code root}, making it when there is none. */
  static Cluster open(
      Path root,
      Binaries binaries,
      Unprivileged user,
      SecureRandom random,
      Consumer<Stage> progress) {
    try {
      Cluster cluster = new Cluster(root, binaries, user, password(root, random));
      if (Files.notExists(cluster.files())) {
        progress.accept(Stage.INITIALISING);
        cluster.initialise();
      }
      user.own(cluster.files());
      cluster.stopOrphan(progress);
      return cluster;
    } catch (IOException e) {
      throw new DatabaseFailure(
          DatabaseFailure.Kind.DATA_DIRECTORY,
          root.toString(),
          "cannot read or write: " + e,
          "give the gateway's user this directory and free disk space",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure(
          DatabaseFailure.Kind.START, root.toString(), "interrupted", "start again", e);
    }
  }

  private static String password(Path root, SecureRandom random) throws IOException {
    Path file = root.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    writePrivately(file, password);
    return password;
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Code point order (locale C), but with Unicode's character classes: under plain C the trigram
   * index takes no Chinese character for a letter.
   */
  private void initialise() throws IOException, InterruptedException {
    Path unfinished = root.resolve("cluster.unfinished");
    if (Files.exists(unfinished)) {
      Binaries.delete(unfinished);
    }
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    user.own(unfinished);
    Path passwordForInitdb = root.resolve("password.initdb");
    writePrivately(passwordForInitdb, password + "\n");
    user.own(passwordForInitdb);
    try {
      Finished initdb =
          run(
              List.of(
                  binaries.program("initdb").toString(),
                  "--pgdata=" + unfinished,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + passwordForInitdb,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C.UTF-8",
                  "--lc-messages=C",
                  "--data-checksums"));
      if (initdb.exit() != 0) {
        throw new DatabaseFailure(
            DatabaseFailure.Kind.INITIALISE,
            unfinished.toString(),
            "initdb refused: " + initdb.lastLine(),
            "free 200 MB on this disk, delete this directory, then start again");
      }
    } finally {
      Files.deleteIfExists(passwordForInitdb);
    }
    Files.move(unfinished, files(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The caller holds the directory's lock, so a live postmaster of ours can only be an orphan. A
   * process that merely got its number is left alone.
   */
  private void stopOrphan(Consumer<Stage> progress) throws IOException, InterruptedException {
    Optional<Long> written = writtenProcess();
    Optional<ProcessHandle> alive = written.flatMap(ProcessHandle::of).filter(p -> p.isAlive());
    if (alive.isEmpty()) {
      return;
    }
    if (!isOurs(alive.get().pid())) {
      Files.deleteIfExists(files().resolve("postmaster.pid"));
      return;
    }
    progress.accept(Stage.STOPPING_ORPHAN);
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      signal(alive.get().pid(), signal);
      if (waitFor(alive.get(), ORPHAN_PATIENCE)) {
        return;
      }
    }
    throw new DatabaseFailure(
        DatabaseFailure.Kind.IN_USE,
        files().toString(),
        "the postgres process " + alive.get().pid() + " of an earlier run cannot be stopped",
        "stop it as its own user: kill -QUIT " + alive.get().pid());
  }

  private Optional<Long> writtenProcess() throws IOException {
    Path file = files().resolve("postmaster.pid");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    try {
      return lines.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(lines.get(0).strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(long pid) {
    try {
      String commandLine =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
      String ours =
          new String(
              files().toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      return List.of(commandLine.split("\0", -1)).contains(ours);
    } catch (IOException e) {
      return false;
    }
  }

  /** Through pg_ctl, for a bare Debian has no kill program and Java sends no SIGINT. */
  void signal(long pid, String name) throws IOException, InterruptedException {
    run(List.of(binaries.program("pg_ctl").toString(), "kill", name, Long.toString(pid)));
  }

  static boolean waitFor(ProcessHandle process, Duration patience) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("waiting for a process cannot fail", e);
    }
  }

  private record Finished(int exit, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("no output");
    }
  }

  private Finished run(List<String> program) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(user.command(program)).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.directory(Path.of("/").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), output);
  }
}
