package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading writes no file, not even one that is deleted again: a child JVM's folders are watched.
 */
class NoFilesTest {

  @Test
  void readingAPdfMakesNoFile(@TempDir Path folder) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      WatchKey events = folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY);

      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.io.tmpdir=" + folder,
                  "-Duser.home=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  NoFilesTest.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(child.getInputStream().readAllBytes(), UTF_8);

      assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(output.strip()).isEqualTo("read 20000 characters, unread []");
      assertThat(events.pollEvents()).isEmpty();
    }
  }

  /** The child: reads a PDF large enough that a scratch file would pay. */
  public static void main(String[] args) {
    ReadResult result = Readings.read("application/pdf", Pdfs.chinese("机密".repeat(10_000)));
    long characters =
        Readings.text(result, "1#p1").chars().filter(c -> !Character.isWhitespace(c)).count();
    System.out.println("read " + characters + " characters, unread " + Readings.unread(result));
  }
}
