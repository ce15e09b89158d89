package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    WatchedChild child =
        WatchedChild.run(
            HostileFilesTest.class, folder, Duration.ofMinutes(10), HEAP, "-XX:+UseSerialGC");

    assertThat(child.output().lines().filter(line -> line.startsWith("NOT HELD"))).isEmpty();
    assertThat(child.output().lines().filter(line -> line.startsWith("HARMED"))).isEmpty();
    assertThat(child.output().lines().filter(line -> line.startsWith("held")).count())
        .isEqualTo(all().size());
    assertThat(child.files()).isEmpty();
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
