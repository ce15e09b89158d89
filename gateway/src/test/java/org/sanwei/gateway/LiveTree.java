package org.sanwei.gateway;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The files of a tree that a server writes meanwhile. One that goes away between two looks is
 * passed over: what it held is elsewhere or gone.
 */
public final class LiveTree extends SimpleFileVisitor<Path> {
  private final Look look;

  private LiveTree(Look look) {
    this.look = look;
  }

  /** What is done with a regular file. */
  public interface Look {
    void at(Path file) throws IOException;
  }

  /**
   * Looks at every regular file below {@code root}.
   *
   * @throws IOException of any other kind than that a file is no more
   */
  public static void walk(Path root, Look look) throws IOException {
    Files.walkFileTree(root, new LiveTree(look));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    try {
      if (attributes.isRegularFile()) {
        look.at(file);
      }
    } catch (NoSuchFileException e) {
      return FileVisitResult.CONTINUE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
