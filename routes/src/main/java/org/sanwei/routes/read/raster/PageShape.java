package org.sanwei.routes.read.raster;

/**
 * What a file says of one of its pages. {@code across} and {@code down} are dots an inch, 0 where
 * the file is silent; {@code faxCoded} tells that the page is one of black and white in a fax code.
 */
public record PageShape(int width, int height, int across, int down, boolean faxCoded) {
  private static final int FAX_WIDTH = 1728;
  private static final int LOW_FAX_HEIGHT = 1250;
  static final int UNKNOWN_DPI = 0;

  /** How many times taller than a square each sample is, rounded: 2 for a fax of 204×98. */
  int tallness() {
    if (across > 0 && down > 0) {
      return Math.max(1, Math.min(4, Math.round((float) across / down)));
    }
    return faxCoded && width == FAX_WIDTH && height <= LOW_FAX_HEIGHT ? 2 : 1;
  }

  int dpi() {
    if (across >= 60 && across <= 1200) {
      return across;
    }
    return faxCoded && width == FAX_WIDTH ? 204 : UNKNOWN_DPI;
  }
}
