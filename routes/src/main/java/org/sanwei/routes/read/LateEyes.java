package org.sanwei.routes.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageReader;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Opens the models by the first page: most messages have none, and the models take half a second
 * and 100 MB. Where they do not open, the picture counts as broken.
 */
public final class LateEyes implements Eyes, AutoCloseable {
  private final Path folder;
  private final int threads;
  private @Nullable PageReader opened;

  /**
   * @param folder in which a folder of our own is made while the models open, and removed
   * @param threads that each model may use at a time
   */
  public LateEyes(Path folder, int threads) {
    this.folder = folder;
    this.threads = threads;
  }

  @Override
  public ReadPage whole(PageRaster page, Pace pace) {
    return open().read(page, pace);
  }

  @Override
  public ReadPage head(PageRaster page, Pace pace) {
    return open().readHead(page, pace);
  }

  /** Opens them now, for whoever wants the first page to be as quick as the others. */
  public synchronized PageReader open() {
    if (opened == null) {
      try {
        // Made with 0700: for a native library that nobody else may put there.
        Path own = Files.createTempDirectory(folder, "models");
        try {
          opened = PageReader.open(own, threads);
        } finally {
          Files.deleteIfExists(own);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
