package org.sanwei.routes.read.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private static final long SEED = 20261123;

  @Test
  void aFaxOfLowResolutionBecomesAPageOfSquareSamples() {
    PageRaster low = SampleFax.page("00.std.tif");
    PageRaster fine = SampleFax.page("00.fine.tif");

    assertThat(low.width()).isEqualTo(fine.width());
    assertThat(low.height()).isEqualTo(fine.height());
    assertThat(low.dpi()).isEqualTo(204);
    assertThat(low.inColour()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void redIsSeenAsRedAndAsDark(String format) throws IOException {
    byte[] bytes = written(format, 60, 40);

    Picture picture = PictureCheck.look(bytes, PictureLimits.DEFAULT);
    Decoded decoded = PictureDecoder.decode((Picture.Sound) picture, 0);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Page.class,
            page -> {
              assertThat(page.raster().redness(30, 20)).isGreaterThan(150);
              assertThat(page.raster().grey(30, 20)).isLessThan(130);
              assertThat(page.raster().grey(2, 2)).isGreaterThan(240);
              assertThat(page.raster().redness(2, 2)).isLessThan(20);
            });
  }

  @Test
  void aLargePageIsShrunk() throws IOException {
    byte[] bytes = written("png", 5000, 4000);

    Picture.Sound picture = (Picture.Sound) PictureCheck.look(bytes, PictureLimits.DEFAULT);
    PageRaster page = ((Decoded.Page) PictureDecoder.decode(picture, 0)).raster();

    assertThat(page.width()).isBetween(2000, PictureDecoder.LONGEST_SIDE);
    assertThat(page.redness(page.width() / 2, page.height() / 2)).isGreaterThan(150);
  }

  @ParameterizedTest(name = "letters of {0} on a page {1} wide: lost {2}")
  @CsvSource({
    "12, 5400, true",
    "12, 5000, false",
    "40, 5400, false",
    "9, 7000, true",
    "14, 7000, true",
    "30, 7000, false"
  })
  void aPageSaysThatWritingWasLostWhereItWas(int size, int width, boolean lost) throws IOException {
    assertThat(decoded(lettered(size, width)).muchShrunk()).isEqualTo(lost);
  }

  @Test
  void rulesAndPatchesOfColourAreNoWriting() throws IOException {
    assertThat(decoded(written("png", 7000, 4960)).muchShrunk()).isFalse();
  }

  @Test
  void whatIsNoScanOfASheetLosesWritingHoweverItLooks() throws IOException {
    assertThat(decoded(written("png", 5400, 400)).muchShrunk()).isTrue();
    assertThat(decoded(written("png", 7000, 3000)).muchShrunk()).isTrue();
  }

  @Test
  void aLargePictureThatCanBeSeenThroughIsReadUponOneGroundAndDoubted() throws IOException {
    BufferedImage image = new BufferedImage(4100, 4100, BufferedImage.TYPE_INT_ARGB);
    ByteArrayOutputStream through = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", through)).isTrue();
    Graphics2D pen = image.createGraphics();
    pen.fillRect(0, 0, 4100, 4100);
    pen.dispose();
    ByteArrayOutputStream opaque = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", opaque)).isTrue();

    assertThat(decoded(through.toByteArray()).muchShrunk()).isTrue();
    assertThat(decoded(opaque.toByteArray()).muchShrunk()).isFalse();
  }

  @Test
  void ofAPageThatIsReadInBandsEverySampleCounts() throws IOException {
    PageRaster page = decoded(written("png", 7000, 4960));

    assertThat(page.width()).isEqualTo(PictureDecoder.LONGEST_SIDE);
    for (int y = 700; y < 1150; y++) {
      assertThat(page.redness(1300, y)).as("row %d", y).isGreaterThan(150);
      assertThat(page.grey(300, y)).as("row %d", y).isEqualTo(255);
    }
  }

  @Test
  void whiteOnNothingIsSeen() {
    BufferedImage image = new BufferedImage(30, 30, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(10, 10, 0xFFFFFFFF);
    PageRaster white = Samples.of(image, 0);
    image.setRGB(10, 10, 0xFF000000);
    PageRaster black = Samples.of(image, 0);

    assertThat(white.grey(10, 10) - white.grey(0, 0)).isEqualTo(255);
    assertThat(black.grey(0, 0) - black.grey(10, 10)).isEqualTo(255);
  }

  @ParameterizedTest(name = "light {0}, dark {1}: both grounds {2}")
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void whatIsLightAndDarkOnNothingIsSeenUponBoth(boolean light, boolean dark, boolean both)
      throws IOException {
    BufferedImage image = new BufferedImage(900, 900, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < 40; i++) {
      pen.setColor(light && (i % 2 == 0 || !dark) ? Color.WHITE : Color.BLACK);
      pen.fillRect(100 + i * 16, 200, 6, 60);
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    Picture.Sound picture =
        (Picture.Sound) PictureCheck.look(bytes.toByteArray(), PictureLimits.DEFAULT);

    Decoded.Page page = (Decoded.Page) PictureDecoder.decode(picture, 0);

    PageRaster otherwise = page.otherwise();
    assertThat(otherwise != null).isEqualTo(both);
    if (otherwise != null) {
      assertThat(page.raster().grey(0, 0) + otherwise.grey(0, 0)).isEqualTo(255);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00.std.tif", "04.fine.tif", "png", "jpeg", "gif", "bmp"})
  void bytesThatWereChangedAreReadOrRefusedAndNothingElse(String what) throws IOException {
    byte[] sound = what.endsWith(".tif") ? SampleFax.bytes(what) : written(what, 60, 40);
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      byte[] changed = sound.clone();
      for (int n = 0; n < 1 + i % 8; n++) {
        int reach = i % 2 == 0 ? changed.length : Math.min(200, changed.length);
        changed[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Picture picture = PictureCheck.look(changed, new PictureLimits(5_000_000, 5_000, 3));
      if (picture instanceof Picture.Sound) {
        Decoded decoded = PictureDecoder.decode((Picture.Sound) picture, 0);
        assertThat(decoded).as("seed %d, change %d", SEED, i).isNotNull();
      }
    }
  }

  private static PageRaster decoded(byte[] bytes) {
    Picture.Sound picture = (Picture.Sound) PictureCheck.look(bytes, PictureLimits.DEFAULT);
    return ((Decoded.Page) PictureDecoder.decode(picture, 0)).raster();
  }

  /** One line of small squares, as high and as wide apart. */
  private static byte[] lettered(int size, int width) throws IOException {
    int height = (int) Math.round(width / Math.sqrt(2));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.BLACK);
    for (int i = 0; i < 60; i++) {
      int x = 300 + i * size * 3 / 2;
      pen.drawRect(x, 1500, size, size - 1);
      pen.fillRect(x + size / 2, 1500, Math.max(1, size / 6), size);
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] written(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(220, 20, 20));
    pen.fillRect(width / 3, height / 3, width / 3, height / 3);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }
}
