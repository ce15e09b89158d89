package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Directory trees of tests. */
final class Trees {
  private Trees() {}

  /** Where this JVM's tests make theirs: tests of another run beside them. */
  static Path ground() {
    return Path.of("target", "e2e", System.getProperty("sanwei.fork", "fork-1")).toAbsolutePath();
  }

  /** Removes a tree if it is there. */
  static void delete(Path root) {
    try {
      FileSystemUtils.deleteRecursively(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a directory's own files. */
  static long sizeBytes(Path directory) throws IOException {
    long sizeBytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        sizeBytes += Files.size(file);
      }
    }
    return sizeBytes;
  }
}
