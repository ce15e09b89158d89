package org.sanwei.routes.read.raster;

import java.util.List;

/** What the look at a file, before decoding, has found. */
public sealed interface Picture {

  /**
   * A picture within the limits. {@code bytes} are those to decode: its ancillary parts are gone.
   */
  record Sound(PictureFormat format, List<PageShape> pages, byte[] bytes) implements Picture {
    public Sound {
      pages = List.copyOf(pages);
    }
  }

  /** A picture that no decoder may see. */
  record Refused(Refusal why) implements Picture {}
}
