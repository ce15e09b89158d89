package org.sanwei.routes.read.apart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a child sees of the files, where it may have mounts of its own: of the data directory
 * nothing but its jar, which it cannot change, and of the place where children work its own
 * directory, in which it has all the room there is. Made by the child's start itself, in the
 * directory in which it is to work, before it gives its privileges up; what is covered then it
 * cannot uncover.
 */
final class OwnView {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;
  private static final int OPTIONS = 5;

  /**
   * The directory a child works in and the one with the jar are held open while all that is above
   * them is covered, wherever they lie, and let go before the child begins.
   */
  private static final String SCRIPT =
      """
      set -e
      PATH=/usr/bin:/bin
      own=$PWD
      exec 3<. 4<"$2"
      mount -t tmpfs -o size=64k,mode=0700 none "$1"
      case "$3/" in
        "$1"/*) ;;
        *) mount -t tmpfs -o size=64k,mode=0700 none "$3" ;;
      esac
      mkdir -p "$own" "$2"
      mount -c --bind /proc/self/fd/3 "$own"
      for jar in /proc/self/fd/4/*.jar; do
        [ -f "$jar" ] || continue
        seen=$2/${jar##*/}
        : >"$seen"
        mount -c --bind "$jar" "$seen"
        mount -c -o "remount,bind,ro$4" "$seen"
      done
      exec 3<&- 4<&-
      cd "$own"
      shift 4
      exec env -u PWD -u OLDPWD -u SHLVL -u _ "$@"
      """;

  /** What a mount forbids, no namespace below it may allow: to be said again with every change. */
  private static final Set<String> KEPT_FLAGS =
      Set.of("nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime");

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
    String flags = flags(Files.readAllLines(MOUNTS), kept);
    return List.of(
        "sh", "-c", SCRIPT, "sh", covered.toString(), kept.toString(), beside.toString(), flags);
  }

  /**
   * What the mount of a directory forbids, each word with a comma before it.
   *
   * @param mounts as /proc/self/mountinfo has them, one a line
   */
  static String flags(List<String> mounts, Path directory) {
    Path longest = Path.of("/");
    String options = "";
    for (String mount : mounts) {
      List<String> fields = List.of(mount.split(" ", -1));
      Path point = Path.of(plain(fields.get(POINT)));
      if (directory.startsWith(point) && point.startsWith(longest)) {
        longest = point;
        options = fields.get(OPTIONS);
      }
    }
    return Stream.of(options.split(",", -1))
        .filter(KEPT_FLAGS::contains)
        .map(flag -> "," + flag)
        .collect(Collectors.joining());
  }

  /** As the kernel writes what would end a field or a line. */
  private static String plain(String point) {
    return point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
