package org.sanwei.routes.read.ocr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One reader for all tests of this package: loading the models takes longest. */
final class Reader {
  private static final PageReader READER = open();

  private Reader() {}

  static PageReader shared() {
    return READER;
  }

  private static PageReader open() {
    try {
      Path folder = Files.createTempDirectory("sanwei-ocr-test-");
      try {
        return PageReader.open(folder, 1);
      } finally {
        Files.delete(folder);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
