package org.sanwei.gateway.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user that postgres runs as, for it refuses to be root. Every command gets a prefix that sets
 * the user and asks the kernel to interrupt the child when the thread that started it ends, so a
 * killed gateway seldom leaves an orphan.
 */
enum Unprivileged {
  /** We are an ordinary user already. */
  OURSELVES,
  /** We are root: the files belong to nobody, and so does the process. */
  NOBODY,
  /**
   * We are root and the data directory lies where nobody may not pass (under /root, say): a user
   * namespace in which root is called nobody and has no privileges outside.
   */
  NAMESPACE;

  private static final String USER = "nobody";
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  static Unprivileged forFilesIn(Path directory) {
    if (!isRoot()) {
      return OURSELVES;
    }
    Optional<Path> wall = firstThatOthersMayNotEnter(directory);
    if (wall.isEmpty()) {
      return NOBODY;
    }
    if (namespacesWork()) {
      return NAMESPACE;
    }
    throw new DatabaseFailure(
        DatabaseFailure.Kind.DATA_DIRECTORY,
        wall.get().toString(),
        "started as root, and the database's user '" + USER + "' may not enter this directory",
        "start as an ordinary user, or choose a data directory that others may enter, such as"
            + " --data /var/lib/sanwei");
  }

  /** The command as it is to be run, prefix first. */
  List<String> command(List<String> program) {
    List<String> command = new ArrayList<>();
    if (this == NAMESPACE) {
      command.addAll(List.of("unshare", "--user", "--map-user=65534", "--map-group=65534", "--"));
    }
    if (this != OURSELVES || Files.isExecutable(SETPRIV)) {
      command.addAll(List.of("setpriv", "--no-new-privs", "--pdeathsig=INT"));
      if (this == NOBODY) {
        command.addAll(List.of("--reuid=" + USER, "--regid=nogroup", "--clear-groups"));
      }
      command.add("--");
    }
    command.addAll(program);
    return command;
  }

  /**
   * Gives a file, or a directory with all that is in it, to that user. Costs one look when it is
   * theirs already.
   */
  void own(Path tree) throws IOException {
    if (this == OURSELVES) {
      return;
    }
    UserPrincipal owner =
        tree.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(this == NOBODY ? USER : "root");
    if (Files.getOwner(tree).equals(owner)) {
      return;
    }
    // the top last: an interrupted walk is seen as unfinished by the next start
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.setOwner(path, owner);
      }
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static Optional<Path> firstThatOthersMayNotEnter(Path directory) {
    try {
      for (Path at = directory.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return Optional.of(at);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(directory);
    }
  }

  private static boolean namespacesWork() {
    try {
      Process probe =
          new ProcessBuilder(NAMESPACE.command(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
