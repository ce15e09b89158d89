package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;

/**
 * Fax files as fax servers write them: one strip a page, resolution and page number in the tags.
 */
final class Tiffs {
  private Tiffs() {}

  /** Group 4 at 204 by 196, or Group 3 at 204 by 98. */
  static byte[] fax(List<BufferedImage> pages, boolean fine) {
    return written(pages, fine ? "CCITT T.6" : "CCITT T.4", 204, fine ? 196 : 98);
  }

  /** Group 4, as a scanner writes black and white pages. */
  static byte[] scan(List<BufferedImage> pages, int dotsPerInch) {
    return written(pages, "CCITT T.6", dotsPerInch, dotsPerInch);
  }

  private static byte[] written(
      List<BufferedImage> pages, String compression, int across, int down) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < pages.size(); i++) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        BufferedImage page = pages.get(i);
        IIOMetadata tags = tags(writer, page, param, across, down, i, pages.size());
        writer.writeToSequence(new IIOImage(page, null, tags), param);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata tags(
      ImageWriter writer,
      BufferedImage page,
      ImageWriteParam param,
      int across,
      int down,
      int number,
      int count)
      throws IOException {
    IIOMetadata plain = writer.getDefaultImageMetadata(new ImageTypeSpecifier(page), param);
    TIFFDirectory directory = TIFFDirectory.createFromMetadata(plain);
    rational(directory, BaselineTIFFTagSet.TAG_X_RESOLUTION, across);
    rational(directory, BaselineTIFFTagSet.TAG_Y_RESOLUTION, down);
    shorts(directory, BaselineTIFFTagSet.TAG_RESOLUTION_UNIT, 2);
    shorts(directory, BaselineTIFFTagSet.TAG_PAGE_NUMBER, number, count);
    TIFFTag rows = tag(BaselineTIFFTagSet.TAG_ROWS_PER_STRIP);
    directory.addTIFFField(new TIFFField(rows, page.getHeight()));
    return directory.getAsMetadata();
  }

  private static void rational(TIFFDirectory directory, int number, long value) {
    directory.addTIFFField(
        new TIFFField(tag(number), TIFFTag.TIFF_RATIONAL, 1, new long[][] {{value, 1}}));
  }

  private static void shorts(TIFFDirectory directory, int number, int... values) {
    char[] data = new char[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = (char) values[i];
    }
    directory.addTIFFField(new TIFFField(tag(number), TIFFTag.TIFF_SHORT, data.length, data));
  }

  private static TIFFTag tag(int number) {
    return BaselineTIFFTagSet.getInstance().getTag(number);
  }
}
