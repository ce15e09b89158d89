package org.sanwei.routes.read.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureCheckTest {
  private static final PictureLimits LIMITS = PictureLimits.DEFAULT;

  @Test
  void aFaxOfTwoHundredByOneHundredSaysHowTallItsSamplesAre() {
    Picture picture = PictureCheck.look(SampleFax.bytes("00.std.tif"), LIMITS);

    assertThat(picture)
        .isInstanceOfSatisfying(
            Picture.Sound.class,
            sound -> {
              assertThat(sound.pages()).hasSize(1);
              assertThat(sound.pages().get(0).tallness()).isEqualTo(2);
              assertThat(sound.pages().get(0).faxCoded()).isTrue();
            });
  }

  @Test
  void whatIsNoPictureIsNone() {
    assertThat(refusal("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(Refusal.NOT_A_PICTURE);
    assertThat(refusal(new byte[0])).isEqualTo(Refusal.NOT_A_PICTURE);
  }

  @Test
  void aTiffWhoseDirectoriesLoopIsBroken() {
    ByteBuffer tiff = tiff(8, 10, 10, 1);
    tiff.putInt(8 + 2 + 5 * 12, 8);

    assertThat(refusal(tiff.array())).isEqualTo(Refusal.BROKEN);
  }

  @Test
  void aTiffOfSixtyThousandSquaredIsTooLarge() {
    assertThat(refusal(tiff(8, 60_000, 60_000, 1).array())).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void aTiffWhoseStripLiesBehindItsEndIsBroken() {
    ByteBuffer tiff = tiff(8, 10, 10, 1);
    tiff.putInt(8 + 2 + 4 * 12 + 8, 1_000_000);

    assertThat(refusal(tiff.array())).isEqualTo(Refusal.BROKEN);
  }

  @Test
  void aCompressionThatNobodyKnowsIsNotRead() {
    assertThat(refusal(tiff(8, 10, 10, 34712).array())).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void aSmallPngOfThirtyThousandSquaredIsTooLarge() {
    assertThat(refusal(png(30_000, 30_000, ""))).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void aMovingPngIsNotRead() {
    assertThat(refusal(png(10, 10, "acTL"))).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void aPngLosesWhatIsNoPictureBeforeItIsDecoded() {
    Picture picture = PictureCheck.look(png(10, 10, "zTXt"), LIMITS);

    assertThat(picture)
        .isInstanceOfSatisfying(
            Picture.Sound.class,
            sound ->
                assertThat(new String(sound.bytes(), StandardCharsets.ISO_8859_1))
                    .contains("IDAT")
                    .doesNotContain("zTXt"));
  }

  @Test
  void aSampleThatEndsAnywhereIsNeverMoreThanRefused() {
    byte[] whole = SampleFax.bytes("00.fine.tif");
    for (int length = 0; length < whole.length; length += 997) {
      Picture picture = PictureCheck.look(Arrays.copyOf(whole, length), LIMITS);
      assertThat(picture).isInstanceOf(Picture.Refused.class);
    }
  }

  private static Refusal refusal(byte[] bytes) {
    Picture picture = PictureCheck.look(bytes, LIMITS);
    assertThat(picture).isInstanceOf(Picture.Refused.class);
    return ((Picture.Refused) picture).why();
  }

  /** One directory of five entries; the strip is the file itself. */
  private static ByteBuffer tiff(int directory, int width, int height, int compression) {
    ByteBuffer tiff = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(directory);
    tiff.position(directory);
    tiff.putShort((short) 5);
    entry(tiff, 256, width);
    entry(tiff, 257, height);
    entry(tiff, 259, compression);
    entry(tiff, 279, 20);
    entry(tiff, 273, 100);
    tiff.putInt(0);
    return tiff;
  }

  private static void entry(ByteBuffer tiff, int tag, int value) {
    tiff.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }

  private static byte[] png(int width, int height, String extra) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(PngChunks.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk(png, "IHDR", header.array());
    if (!extra.isEmpty()) {
      chunk(png, extra, new byte[20]);
    }
    chunk(png, "IDAT", new byte[10]);
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String name, byte[] body) {
    png.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    png.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    png.writeBytes(body);
    png.writeBytes(new byte[4]);
  }
}
