package org.sanwei.routes.read;

import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageReader;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.raster.PageRaster;

/** What recognises text on a page. Safe from many threads. */
public interface Eyes {
  /** Reads a page as far as the pace allows. */
  ReadPage whole(PageRaster page, Pace pace);

  /** Reads a page's head alone; its doubts are of no use. */
  ReadPage head(PageRaster page, Pace pace);

  /** By the models; the caller keeps the reader and closes it. */
  static Eyes of(PageReader reader) {
    return new Eyes() {
      @Override
      public ReadPage whole(PageRaster page, Pace pace) {
        return reader.read(page, pace);
      }

      @Override
      public ReadPage head(PageRaster page, Pace pace) {
        return reader.readHead(page, pace);
      }
    };
  }
}
