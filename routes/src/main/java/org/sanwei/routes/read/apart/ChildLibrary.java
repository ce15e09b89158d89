package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The class path of children. A jar of ours is held against what it was made of once for each
 * process of ours, and again as soon as anybody has touched it: its name says nothing. Thread-safe.
 */
final class ChildLibrary {
  /** The last of them no program can set to what it was. */
  private static final String TRACES = "unix:dev,ino,size,mode,ctime";

  private final @Nullable Path directory;
  private ChildClassPath.@Nullable Made made;
  private Map<String, Object> traces = Map.of();

  private ChildLibrary(@Nullable Path directory) {
    this.directory = directory;
  }

  /** With a jar in this directory, which is of mode 0700. */
  static ChildLibrary in(Path directory) {
    return new ChildLibrary(directory);
  }

  /** This process's own class path, as it is. */
  static ChildLibrary ofThisProcess() {
    return new ChildLibrary(null);
  }

  /** For a child that is about to be started. */
  synchronized String classPath() throws IOException {
    if (directory == null) {
      return ChildClassPath.own();
    }
    if (made == null || !traces.equals(traces(made.jar()))) {
      made = ChildClassPath.of(directory);
      traces = traces(made.jar());
    }
    return made.classPath();
  }

  private static Map<String, Object> traces(Path jar) throws IOException {
    return Files.exists(jar, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAttributes(jar, TRACES, LinkOption.NOFOLLOW_LINKS)
        : Map.of();
  }
}
