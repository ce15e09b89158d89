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

  @Test
  void aGifIsReadOnlyAsOneFrameThatFillsTheScreen() {
    assertThat(PictureCheck.look(gif(20, 10, 1), LIMITS)).isInstanceOf(Picture.Sound.class);
    assertThat(refusal(gif(20, 10, 2))).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(refusal(gif(20, 9, 1))).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(refusal(gif(19, 10, 1))).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void aJpegOfFourColoursIsReadOnlyWhenItSaysWhichEndIsWhite() {
    assertThat(PictureCheck.look(jpeg(4, true), LIMITS)).isInstanceOf(Picture.Sound.class);
    assertThat(PictureCheck.look(jpeg(3, false), LIMITS)).isInstanceOf(Picture.Sound.class);
    assertThat(refusal(jpeg(4, false))).isEqualTo(Refusal.UNSUPPORTED);
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

  /** Frames of this size on a screen of 20 by 10. */
  private static byte[] gif(int width, int height, int frames) {
    ByteBuffer gif = ByteBuffer.allocate(14 + 14 * frames).order(ByteOrder.LITTLE_ENDIAN);
    gif.put("GIF89a".getBytes(StandardCharsets.ISO_8859_1));
    gif.putShort((short) 20).putShort((short) 10).put(new byte[3]);
    for (int i = 0; i < frames; i++) {
      gif.put((byte) 0x2C).putInt(0).putShort((short) width).putShort((short) height);
      gif.put(new byte[] {0, 2, 1, 0, 0});
    }
    return gif.put((byte) 0x3B).array();
  }

  private static byte[] jpeg(int components, boolean adobe) {
    ByteBuffer jpeg = ByteBuffer.allocate(100);
    jpeg.putShort((short) 0xFFD8);
    if (adobe) {
      jpeg.putShort((short) 0xFFEE).putShort((short) 14);
      jpeg.put("Adobe".getBytes(StandardCharsets.ISO_8859_1)).put(new byte[7]);
    }
    jpeg.putShort((short) 0xFFC0).putShort((short) (8 + 3 * components)).put((byte) 8);
    jpeg.putShort((short) 10).putShort((short) 10).put((byte) components);
    jpeg.put(new byte[3 * components]);
    jpeg.putShort((short) 0xFFDA).putShort((short) 4).putShort((short) 0).put(new byte[5]);
    jpeg.putShort((short) 0xFFD9);
    return Arrays.copyOf(jpeg.array(), jpeg.position());
  }
}
