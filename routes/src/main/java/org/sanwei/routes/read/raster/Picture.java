package org.sanwei.routes.read.raster;

import java.util.List;

/** What the look at a file, before decoding, has found. */
public sealed interface Picture {

  /**
   * A picture within the limits. {@code bytes} are those to decode: its ancillary parts are gone.
   * {@code orientation} is Exif's, 1 to 8, 1 where the decoded picture stands as it should.
   */
  record Sound(PictureFormat format, List<PageShape> pages, byte[] bytes, int orientation)
      implements Picture {
    public Sound {
      pages = List.copyOf(pages);
    }

    /** One that stands as it should. */
    public Sound(PictureFormat format, List<PageShape> pages, byte[] bytes) {
      this(format, pages, bytes, 1);
    }
  }

  /** A picture that no decoder may see. */
  record Refused(Refusal why) implements Picture {}
}
