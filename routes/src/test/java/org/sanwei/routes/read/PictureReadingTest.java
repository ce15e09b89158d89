package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.read.ocr.PageReader;

/** Faxes read by the real models, as parts, facts and pictures of a message. */
class PictureReadingTest {
  private static ExecutorService threads;
  private static PageReader models;
  private static Reader reader;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    threads = Executors.newCachedThreadPool();
    models = PageReader.open(folder, 1);
    reader = new BoundedReader(threads, ReadLimits.DEFAULTS, Eyes.of(models));
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    models.close();
  }

  @Test
  void aFaxIsReadAsAPartWithItsLinesAndItsPicture() {
    ReadResult read = reader.read(Readings.arrival("image/tiff", fax("05.fine.tif")));

    assertThat(read.content().unread()).isEmpty();
    PagePicture picture = read.pictures().get(0);
    Part page = part(read, picture.text());
    assertThat(page.place()).isEqualTo(Place.ATTACHMENT);
    assertThat(page.text()).contains("特急").contains("山体滑坡");
    assertThat(String.join("\n", inText(picture))).isEqualTo(page.text());
    assertThat(read.pages()).isEqualTo(1);
    assertThat(read.content().facts())
        .anySatisfy(facts -> assertThat(facts.confidence()).isGreaterThan(80));
    assertThat(read.waiting()).isFalse();
  }

  @Test
  void aFaxInsideAPageIsReadLikeAnyOther() {
    String fax = Base64.getEncoder().encodeToString(fax("05.std.tif"));
    String page = "<p>见下图</p><img src=\"data:image/tiff;base64," + fax + "\">";

    ReadResult read = reader.read(Readings.arrival("text/html", page.getBytes(UTF_8)));

    assertThat(part(read, "1/1#p1").text()).contains("特急");
    assertThat(read.content().unread()).noneMatch(u -> u.why() == UnreadReason.PICTURE);
    assertThat(read.pictures()).extracting(PagePicture::part).containsExactly("1/1");
  }

  @Test
  void withoutSightAPictureWaitsAndIsUnread() {
    ReadResult read = reader.read(Readings.arrival("image/tiff", fax("05.fine.tif")), Depth.TEXT);

    assertThat(read.waiting()).isTrue();
    assertThat(read.content().unread()).containsExactly(new Unread("1", UnreadReason.PICTURE));
    assertThat(read.pages()).isEqualTo(1);
  }

  @Test
  void theHeadAloneTellsHowUrgentItIsAndTheRestWaits() {
    ReadResult read = reader.read(Readings.arrival("image/tiff", fax("05.std.tif")), Depth.HEADS);

    assertThat(read.waiting()).isTrue();
    assertThat(read.content().parts()).extracting(Part::text).anyMatch(t -> t.contains("特急"));
    assertThat(read.content().unread()).contains(new Unread("1", UnreadReason.PICTURE));
    assertThat(read.pictures()).isEmpty();
  }

  @Test
  void whereThereAreNoEyesAPictureIsUnread() {
    ReadResult read =
        new BoundedReader(threads, ReadLimits.DEFAULTS)
            .read(Readings.arrival("image/tiff", fax("05.fine.tif")));

    assertThat(read.content().unread()).containsExactly(new Unread("1", UnreadReason.PICTURE));
    assertThat(read.waiting()).isFalse();
  }

  private static List<String> inText(PagePicture picture) {
    return picture.lines().stream().filter(PageLine::inText).map(PageLine::text).toList();
  }

  private static Part part(ReadResult read, String name) {
    return read.content().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static byte[] fax(String name) {
    try (InputStream in = PictureReadingTest.class.getResourceAsStream("/fax/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
