package org.sanwei.routes.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading writes no file, not even one that is deleted again: a child JVM's folders are watched.
 */
class NoFilesTest {

  @Test
  void readingAPdfMakesNoFile(@TempDir Path folder) throws Exception {
    WatchedChild child = WatchedChild.run(NoFilesTest.class, folder, Duration.ofMinutes(5));

    assertThat(child.output().strip()).isEqualTo("read 20000 characters, unread []");
    assertThat(child.files()).isEmpty();
  }

  /** The child: reads a PDF large enough that a scratch file would pay. */
  public static void main(String[] args) {
    ReadResult result = Readings.read("application/pdf", Pdfs.chinese("机密".repeat(10_000)));
    long characters =
        Readings.text(result, "1#p1").chars().filter(c -> !Character.isWhitespace(c)).count();
    System.out.println("read " + characters + " characters, unread " + Readings.unread(result));
  }
}
