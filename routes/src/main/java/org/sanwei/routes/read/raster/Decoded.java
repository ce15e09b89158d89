package org.sanwei.routes.read.raster;

/** What decoding one page gave. */
public sealed interface Decoded {

  record Page(PageRaster raster) implements Decoded {}

  record Refused(Refusal why) implements Decoded {}
}
