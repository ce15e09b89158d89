package org.sanwei.routes.read.apart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a child sees of the files, where it may have mounts of its own: of the data directory
 * nothing but its jar, which it cannot change, and of the place where children work its own
 * directory. Made by the child's start itself, in the directory in which it is to work, before it
 * gives its privileges up; what is covered then it cannot uncover.
 */
final class OwnView {
  /**
   * Of the data directory, the one with the jar in it, and the place where children work. A
   * directory is held by standing in it while what is above it is covered.
   */
  private static final String SCRIPT =
      """
      set -e
      PATH=/usr/bin:/bin
      own=$PWD
      case "$own" in
        "$3"/*)
          mount -t tmpfs -o size=64k,mode=0700 none "$3"
          mkdir -p "$own"
          mount -c --bind . "$own" ;;
      esac
      cd "$2"
      mount -t tmpfs -o size=64k,mode=0700 none "$1"
      mkdir "$2"
      mount -c --bind . "$2"
      case "$own" in
        "$2"/*) mount -c --bind "$own" "$own" ;;
      esac
      mount -c -o remount,bind,ro "$2"
      cd "$own"
      shift 3
      exec env -u PWD -u OLDPWD -u SHLVL -u _ "$@"
      """;

  private OwnView() {}

  /**
   * What to put before a command; empty where what a child needs lies in what would be covered.
   *
   * @param data the gateway's data directory
   * @param directory in it, with the jar
   * @param work where children work
   * @param classPath of a child
   */
  static List<String> before(Path data, Path directory, Path work, String classPath)
      throws IOException {
    Path covered = data.toRealPath();
    Path kept = directory.toRealPath();
    Path beside = work.toRealPath().getParent();
    if (beside == null) {
      return List.of();
    }
    List<Path> needed = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Stream.of(classPath.split(File.pathSeparator)).map(Path::of).forEach(needed::add);
    for (Path each : needed) {
      Path real = Files.exists(each) ? each.toRealPath() : each;
      boolean lost = real.startsWith(covered) || real.startsWith(beside);
      if (lost && !real.startsWith(kept)) {
        return List.of();
      }
    }
    return List.of(
        "sh", "-c", SCRIPT, "sh", covered.toString(), kept.toString(), beside.toString());
  }
}
