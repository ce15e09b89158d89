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

  private PictureDecoder() {}

  /** The page of this position, from 0. Whatever a decoder does with the bytes, this answers. */
  public static Decoded decode(Picture.Sound picture, int page) {
    PageShape shape = picture.pages().get(page);
    try {
      Decoded.Page raw = read(picture, page, shape);
      PageRaster stands = shaped(raw.raster(), shape).oriented(picture.orientation());
      PageRaster otherwise = raw.otherwise();
      return new Decoded.Page(stands, otherwise == null ? null : shaped(otherwise, shape));
    } catch (IOException | RuntimeException broken) {
      return new Decoded.Refused(Refusal.BROKEN);
    } catch (OutOfMemoryError | StackOverflowError tooMuch) {
      return new Decoded.Refused(Refusal.TOO_LARGE);
    }
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
        return new Decoded.Page(Samples.ofFourColours(raw, shape.dpi() / step), null);
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
    boolean much = shrink / step(shape) < LEAST_SHRINK;
    return much && SmallWriting.lost(raw, shrink) ? page.asMuchShrunk() : page;
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
