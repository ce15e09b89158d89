package org.sanwei.routes.read.ocr;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.SampleFax;

class PageReaderTest {
  private static final Pace FREE = Pace.untilInterrupted();

  @Test
  void aMarkInAFrameAndTheMachinesLineAreRead() {
    ReadPage page = Reader.shared().read(SampleFax.page("13.fine.tif"), FREE);

    assertThat(page.kind()).isEqualTo(PageKind.TEXT);
    assertThat(page.lines())
        .anyMatch(l -> l.text().equals("机密") && (l.zone() == Zone.STAMP || l.zone().head()))
        .anyMatch(l -> l.text().equals("明传电报") && l.zone() == Zone.TITLE);
    assertThat(page.faxHeader())
        .isEqualTo(new FaxHeader("0871-65123042", "2026-07-09 09:43", 1, 1));
    assertThat(page.text()).doesNotContain("FROM");
    ShownPage shown = requireNonNull(page.shown());
    assertThat(shown.width()).isLessThanOrEqualTo(1240);
    assertThat(shown.png()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void aPageThatLiesOnItsSideOrOnItsHeadIsTurnedFirst() {
    PageRaster upright = SampleFax.page("04.fine.tif");
    for (int quarters = 1; quarters <= 3; quarters++) {
      ReadPage page = Reader.shared().read(upright.turned(quarters), FREE);

      assertThat(page.turned()).isEqualTo(4 - quarters);
      assertThat(page.text()).contains("机密★长期");
    }
  }

  @Test
  void theHeadAloneTellsTheUrgency() {
    ReadPage page = Reader.shared().readHead(SampleFax.page("04.fine.tif"), FREE);

    assertThat(page.text()).contains("特急").doesNotContain("2026年7月");
    assertThat(page.shown()).isNull();
  }

  @Test
  void whatTheTimeDoesNotSufficeForIsCutShort() {
    AtomicInteger asked = new AtomicInteger();
    Pace little = () -> asked.incrementAndGet() < 4;

    ReadPage page = Reader.shared().read(SampleFax.page("04.fine.tif"), little);

    assertThat(page.doubts()).contains(Doubt.CUT_SHORT);
    assertThat(page.cutShort()).isTrue();
  }

  @Test
  void aReaderThatIsClosedInTheMiddleOfAPageEndsThatPageAndNotTheProcess(@TempDir Path folder)
      throws Exception {
    PageReader reader = PageReader.open(folder, 1);
    PageRaster raster = SampleFax.page("04.fine.tif");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<ReadPage> reading = thread.submit(() -> reader.read(raster, FREE));
      await().until(() -> reader.inferenceNanos() > 0);

      reader.close();

      assertThatThrownBy(reading::get).hasRootCauseMessage("the models are closed");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aBlankPageWithSpecksIsBlankAndNoDoubt() {
    byte[] grey = new byte[1728 * 2200];
    Arrays.fill(grey, (byte) 255);
    Random random = new Random(5);
    for (int i = 0; i < 4000; i++) {
      grey[random.nextInt(grey.length)] = 0;
    }

    ReadPage page = Reader.shared().read(new PageRaster(1728, 2200, grey, null, 204), FREE);

    assertThat(page.kind()).isEqualTo(PageKind.BLANK);
    assertThat(page.lines()).isEmpty();
    assertThat(page.doubts()).isEmpty();
    assertThat(page.confidence()).isNull();
  }

  @Test
  void onALongStripSmallWritingMayBeLost() {
    byte[] grey = new byte[260 * 2600];
    Arrays.fill(grey, (byte) 255);

    ReadPage page = Reader.shared().read(new PageRaster(260, 2600, grey, null, 0), FREE);

    assertThat(page.doubts()).containsExactly(Doubt.SHRUNK);
  }

  @Test
  void somethingRedThatNobodyCanReadIsADoubtOnASmallPictureToo() {
    byte[] grey = new byte[320 * 320];
    byte[] red = new byte[grey.length];
    Arrays.fill(grey, (byte) 255);
    for (int y = 130; y < 170; y++) {
      for (int x = 80; x < 160; x++) {
        boolean ink = (x / 5 + y / 7) % 2 == 0;
        grey[y * 320 + x] = (byte) (ink ? 90 : 255);
        red[y * 320 + x] = (byte) (ink ? 180 : 0);
      }
    }

    ReadPage page = Reader.shared().read(new PageRaster(320, 320, grey, red, 0), FREE);

    assertThat(page.doubts()).contains(Doubt.STAMP_UNREAD);
  }

  @Test
  void aTinyPictureIsRead() {
    ReadPage page = Reader.shared().read(new PageRaster(1, 1, new byte[] {0}, null, 0), FREE);

    assertThat(page.lines()).isEmpty();
  }

  @Test
  void aFolderThatOthersMayEnterIsNoPlaceForALibrary(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> NativeLibrary.requirePrivate(folder)).isInstanceOf(IOException.class);
  }
}
