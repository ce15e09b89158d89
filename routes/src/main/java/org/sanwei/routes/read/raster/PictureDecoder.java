package org.sanwei.routes.read.raster;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a page of a picture that was looked at, with the readers of the JDK and in memory. */
public final class PictureDecoder {
  /** The longest side of a raster; larger pages are shrunk to it. */
  public static final int LONGEST_SIDE = 2600;

  private static final long PLAIN_PIXELS = 16_000_000L;
  private static final double LEAST_SHRINK = 0.5;
  private static final double LEAST_DPI = 190;
  private static final int A4_SIDE = 7100;
  private static final double A4_FORM = Math.sqrt(2);
  private static final double A4_FORM_OFF = 0.03;

  private PictureDecoder() {}

  /** The page of this position, from 0. Whatever a decoder does with the bytes, this answers. */
  public static Decoded decode(Picture.Sound picture, int number) {
    PageShape shape = picture.pages().get(number);
    try {
      Decoded.Page raw = read(picture, number, shape);
      PageRaster page = shaped(raw.raster(), shape);
      PageRaster otherwise = raw.otherwise();
      if (mirrors(picture.orientation())) {
        // No camera says so, and not every program would believe it: both ways are read.
        return new Decoded.Page(page.oriented(picture.orientation()), page);
      }
      return new Decoded.Page(
          page.oriented(picture.orientation()),
          otherwise == null ? null : shaped(otherwise, shape));
    } catch (IOException | RuntimeException broken) {
      return new Decoded.Refused(Refusal.BROKEN);
    } catch (OutOfMemoryError | StackOverflowError tooMuch) {
      return new Decoded.Refused(Refusal.TOO_LARGE);
    }
  }

  private static boolean mirrors(int orientation) {
    return orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
  }

  private static Decoded.Page read(Picture.Sound picture, int page, PageShape shape)
      throws IOException {
    ImageReader reader = reader(picture.format());
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.setInput(in, false, true);
      if (reader.getWidth(page) != shape.width() || reader.getHeight(page) != shape.height()) {
        throw new IOException("the decoder sees another picture");
      }
      int step = step(shape);
      if (picture.format() == PictureFormat.JPEG && fourColours(picture.bytes())) {
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        Raster raw = reader.readRaster(page, how);
        PageRaster seen = Samples.ofFourColours(raw, shape.dpi() / step);
        // Samples that were passed over may have been thin strokes.
        return new Decoded.Page(step > 1 ? seen.asMuchShrunk() : seen, null);
      }
      if (step > 1) {
        PageRaster raw = Bands.read(reader, page, shape, step, PLAIN_PIXELS);
        return new Decoded.Page(raw, null);
      }
      BufferedImage image = reader.read(page);
      PageRaster raw = Samples.of(image, shape.dpi());
      return new Decoded.Page(raw, Samples.ofOtherGround(image, shape.dpi()));
    } finally {
      reader.dispose();
    }
  }

  private static int step(PageShape shape) {
    int step = 1;
    while ((long) shape.width() * shape.height() / ((long) step * step) > PLAIN_PIXELS) {
      step++;
    }
    return step;
  }

  private static PageRaster shaped(PageRaster raw, PageShape shape) {
    int wide = raw.width();
    int high = raw.height() * shape.tallness();
    double shrink = Math.min(1, (double) LONGEST_SIDE / Math.max(wide, high));
    PageRaster page =
        raw.resized(
            (int) Math.max(1, Math.round(wide * shrink)),
            (int) Math.max(1, Math.round(high * shrink)));
    double whole = shrink / step(shape);
    boolean kept =
        whole >= LEAST_SHRINK || likeAScan(shape, whole) && !SmallWriting.lost(raw, shrink);
    return kept && !raw.muchShrunk() ? page : page.asMuchShrunk();
  }

  /**
   * What is left of a scan of 600 dots an inch is one of 200, no worse than others. Where the file
   * does not say how large it is, the form of a sheet of A4 does.
   */
  private static boolean likeAScan(PageShape shape, double shrink) {
    if (shape.dpi() != PageShape.UNKNOWN_DPI) {
      return shape.dpi() * shrink >= LEAST_DPI;
    }
    int longer = Math.max(shape.width(), shape.height());
    double form = (double) longer / Math.min(shape.width(), shape.height());
    return longer <= A4_SIDE && Math.abs(form - A4_FORM) < A4_FORM_OFF;
  }

  private static boolean fourColours(byte[] jpeg) {
    for (int at = 2; at + 9 < jpeg.length; ) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker >= 0xC0 && marker <= 0xC2) {
        return jpeg[at + 9] == 4;
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return false;
  }

  private static ImageReader reader(PictureFormat format) throws IOException {
    ImageIO.setUseCache(false);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.readerName());
    if (!readers.hasNext()) {
      throw new IOException("no reader");
    }
    return readers.next();
  }
}
