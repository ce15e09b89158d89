package org.sanwei.routes.read.raster;

import java.util.List;

/** The look at a picture's own statements, before any decoder sees it. */
public final class PictureCheck {
  private PictureCheck() {}

  /** What the file is. Never throws, whatever the bytes. */
  public static Picture look(byte[] bytes, PictureLimits limits) {
    try {
      return known(bytes, limits);
    } catch (Bytes.No no) {
      return new Picture.Refused(no.why());
    } catch (Bytes.Torn torn) {
      return new Picture.Refused(Refusal.BROKEN);
    }
  }

  private static Picture known(byte[] bytes, PictureLimits limits) {
    Bytes in = new Bytes(bytes, true);
    if (in.startsWith(0, "II*\0") || in.startsWith(0, "MM\0*")) {
      List<PageShape> pages = new TiffDirectories(bytes, limits).pages();
      return new Picture.Sound(PictureFormat.TIFF, pages, bytes);
    }
    if (in.startsWith(0, "II+\0") || in.startsWith(0, "MM\0+")) {
      return new Picture.Refused(Refusal.UNSUPPORTED);
    }
    if (in.startsWith(0, PngChunks.SIGNATURE)) {
      return new PngChunks(bytes, limits).picture();
    }
    if (in.startsWith(0, "\u00FF\u00D8\u00FF")) {
      return new JpegSegments(bytes, limits).picture();
    }
    if (in.startsWith(0, "GIF87a") || in.startsWith(0, "GIF89a")) {
      List<PageShape> pages = new GifBlocks(bytes, limits).pages();
      return new Picture.Sound(PictureFormat.GIF, pages, bytes);
    }
    if (in.startsWith(0, "BM")) {
      return bitmap(in, bytes, limits);
    }
    return new Picture.Refused(Refusal.NOT_A_PICTURE);
  }

  private static Picture bitmap(Bytes in, byte[] bytes, PictureLimits limits) {
    long header = in.intAt(14);
    boolean old = header == 12;
    if (!old && (header < 40 || header > 124)) {
      return new Picture.Refused(Refusal.UNSUPPORTED);
    }
    long width = old ? in.shortAt(18) : (int) in.intAt(18);
    long height = old ? in.shortAt(20) : Math.abs((long) (int) in.intAt(22));
    if (!limits.holds(width, height)) {
      return new Picture.Refused(width < 1 || height < 1 ? Refusal.BROKEN : Refusal.TOO_LARGE);
    }
    if (!old && in.intAt(30) > 3) {
      return new Picture.Refused(Refusal.UNSUPPORTED);
    }
    if (!in.has(in.intAt(10), 1)) {
      return new Picture.Refused(Refusal.BROKEN);
    }
    PageShape shape = new PageShape((int) width, (int) height, 0, 0, false);
    return new Picture.Sound(PictureFormat.BMP, List.of(shape), bytes);
  }
}
