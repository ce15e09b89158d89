package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What the children of a command left that was killed before it could end them. */
public final class LeftBehind {
  private LeftBehind() {}

  /**
   * Overwrites and removes it.
   *
   * @param folder of the command, in which nobody works any more
   */
  public static void clear(ReaderSettings settings, Path folder) throws IOException {
    Path fallback = folder.resolve("reader").resolve("work-" + settings.name());
    if (Files.isDirectory(fallback, LinkOption.NOFOLLOW_LINKS)) {
      Quarters.open(folder, fallback, settings.name()).close();
    }
  }
}
