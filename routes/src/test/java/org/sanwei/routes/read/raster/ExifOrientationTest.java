package org.sanwei.routes.read.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A photograph with one dark corner, which Exif says is to be turned. */
class ExifOrientationTest {
  private static final int WIDE = 96;
  private static final int HIGH = 64;
  private static final long SEED = 9;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1, false, false, false",
    "2, false, true, false",
    "3, false, true, true",
    "4, false, false, true",
    "5, true, false, false",
    "6, true, true, false",
    "7, true, true, true",
    "8, true, false, true"
  })
  void aPictureIsTurnedAsItsCameraWasHeld(
      int orientation, boolean sideways, boolean right, boolean low) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      PageRaster page = decoded(with(exif(orientation, order)));

      assertThat(page.width()).isEqualTo(sideways ? HIGH : WIDE);
      int x = right ? page.width() - 5 : 4;
      int y = low ? page.height() - 5 : 4;
      assertThat(page.grey(x, y)).isLessThan(60);
      assertThat(page.grey(page.width() - 1 - x, page.height() - 1 - y)).isGreaterThan(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "255"})
  void anOrientationThatIsNoneIsIgnored(int orientation) throws IOException {
    PageRaster page = decoded(with(exif(orientation, ByteOrder.BIG_ENDIAN)));

    assertThat(page.width()).isEqualTo(WIDE);
    assertThat(page.grey(4, 4)).isLessThan(60);
  }

  @Test
  void brokenExifIsIgnored() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      byte[] exif = exif(6, ByteOrder.LITTLE_ENDIAN);
      byte[] broken = java.util.Arrays.copyOf(exif, 6 + random.nextInt(exif.length - 6));
      for (int n = random.nextInt(4); n > 0 && broken.length > 6; n--) {
        broken[6 + random.nextInt(broken.length - 6)] = (byte) random.nextInt(256);
      }

      Picture picture = PictureCheck.look(with(broken), PictureLimits.DEFAULT);

      assertThat(picture).as("seed %d, change %d", SEED, i).isInstanceOf(Picture.Sound.class);
      assertThat(((Picture.Sound) picture).orientation()).isBetween(1, 8);
    }
  }

  private static PageRaster decoded(byte[] jpeg) {
    Picture picture = PictureCheck.look(jpeg, PictureLimits.DEFAULT);
    return ((Decoded.Page) PictureDecoder.decode((Picture.Sound) picture, 0)).raster();
  }

  /** Dark in the upper left corner, with this Exif segment. */
  private static byte[] with(byte[] exif) throws IOException {
    BufferedImage image = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDE, HIGH);
    pen.setColor(Color.BLACK);
    pen.fillRect(0, 0, 16, 16);
    pen.dispose();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", plain);
    byte[] bytes = plain.toByteArray();
    ByteBuffer all = ByteBuffer.allocate(bytes.length + 4 + exif.length);
    all.put(bytes, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.length + 2));
    return all.put(exif).put(bytes, 2, bytes.length - 2).array();
  }

  private static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4).order(order);
    exif.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    exif.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x0100).putShort((short) 3).putInt(1).putShort((short) WIDE);
    exif.putShort((short) 0);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    exif.putShort((short) 0).putInt(0);
    return exif.array();
  }
}
