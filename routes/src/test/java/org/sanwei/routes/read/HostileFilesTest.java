package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file that means harm ends with a reason to hold, within its budget and a small heap; it
 * writes nothing, and the message after it is read as if nothing had happened.
 */
class HostileFilesTest {
  private static final Duration BUDGET = Duration.ofSeconds(60);
  private static final String HEAP = "-Xmx512m";

  private static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>(HostileArchives.all());
    all.addAll(HostileXml.all());
    all.addAll(HostilePdfs.all());
    all.addAll(HostileOthers.all());
    return all;
  }

  @Test
  void thereAreSixtyOfThemAtLeastAndEachHasItsName() {
    assertThat(all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(all()).extracting(Hostile::name).doesNotHaveDuplicates();
  }

  @Test
  void allOfThemAreHeldInOneSmallProcessThatWritesNothing(@TempDir Path folder) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      WatchKey events = folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY);

      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-XX:+UseSerialGC",
                  "-Djava.io.tmpdir=" + folder,
                  "-Duser.home=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  HostileFilesTest.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(child.getInputStream().readAllBytes(), UTF_8);

      assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(output.lines().filter(line -> line.startsWith("NOT HELD"))).isEmpty();
      assertThat(output.lines().filter(line -> line.startsWith("HARMED"))).isEmpty();
      assertThat(output.lines().filter(line -> line.startsWith("held")).count())
          .isEqualTo(all().size());
      assertThat(events.pollEvents()).isEmpty();
    }
  }

  /** The child: reads all of them, one after the other, and an honest message after each. */
  public static void main(String[] args) throws IOException {
    ReadLimits limits = ReadLimits.DEFAULTS.within(BUDGET);
    for (Hostile hostile : all()) {
      byte[] bytes = hostile.making().make();
      long start = System.nanoTime();
      ReadResult result = Readings.read(hostile.mediaType(), bytes, limits);
      long millis = (System.nanoTime() - start) / 1_000_000;
      List<String> unread = Readings.unread(result);
      boolean held = !unread.isEmpty() && !unread.contains("0:TOO_SLOW");
      System.out.println(
          (held ? "held" : "NOT HELD")
              + " "
              + hostile
              + ", "
              + bytes.length
              + " bytes, "
              + millis
              + " ms: "
              + unread.subList(0, Math.min(4, unread.size())));
      ReadResult next = Readings.read("text/plain", "水位正常".getBytes(UTF_8), limits);
      if (!Readings.text(next, "body").equals("水位正常") || !Readings.unread(next).isEmpty()) {
        System.out.println("HARMED by " + hostile);
      }
    }
  }
}
