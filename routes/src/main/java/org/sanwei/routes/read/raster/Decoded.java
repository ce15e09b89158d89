package org.sanwei.routes.read.raster;

import org.jspecify.annotations.Nullable;

/** What decoding one page gave. */
public sealed interface Decoded {

  /**
   * A page. {@code otherwise} is the same upon the other ground where something is transparent and
   * both light and dark writing stand on it, else null.
   */
  record Page(PageRaster raster, @Nullable PageRaster otherwise) implements Decoded {}

  record Refused(Refusal why) implements Decoded {}
}
