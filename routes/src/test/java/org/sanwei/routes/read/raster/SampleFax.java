package org.sanwei.routes.read.raster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The sample pages beside the tests. */
public final class SampleFax {
  private SampleFax() {}

  public static byte[] bytes(String name) {
    try (InputStream in = SampleFax.class.getResourceAsStream("/fax/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no sample " + name);
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The first page of a TIFF. */
  public static PageRaster page(String name) {
    Picture picture = PictureCheck.look(bytes(name), PictureLimits.DEFAULT);
    Decoded decoded = PictureDecoder.decode((Picture.Sound) picture, 0);
    return ((Decoded.Page) decoded).raster();
  }
}
