package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.Eyes;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageReader;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.raster.PageRaster;

/** Files as if each came by a channel, read as what comes is read. */
final class ReadFiles implements AutoCloseable {
  private final String channel;
  private final ExecutorService threads = Executors.newCachedThreadPool(ReadFiles::daemon);
  private final Models models = new Models();
  private final Reader reader = new BoundedReader(threads, ReadLimits.DEFAULTS, models);

  ReadFiles(String channel) {
    this.channel = channel;
  }

  /** Reads one file, once. */
  ReadResult read(Path file) throws IOException {
    return reader.read(arrival(file));
  }

  private RawArrival arrival(Path file) throws IOException {
    return new RawArrival(
        RawArrival.VERSION,
        new ArrivalId("0".repeat(32)),
        new UUID(0, 0),
        "try",
        channel,
        "",
        ChannelKind.FAX,
        Clock.systemUTC().instant(),
        mediaType(file.getFileName().toString()),
        Files.readAllBytes(file),
        new byte[16]);
  }

  private static String mediaType(String name) {
    return name.endsWith(".eml") ? "message/rfc822" : "application/octet-stream";
  }

  private static Thread daemon(Runnable runnable) {
    Thread thread = new Thread(runnable, "reader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    models.close();
  }

  /** Opened by the first picture: most files are none. */
  private static final class Models implements Eyes, AutoCloseable {
    private @Nullable PageReader opened;

    @Override
    public ReadPage whole(PageRaster page, Pace pace) {
      return open().read(page, pace);
    }

    @Override
    public ReadPage head(PageRaster page, Pace pace) {
      return open().readHead(page, pace);
    }

    private synchronized PageReader open() {
      if (opened == null) {
        try {
          // Its own and nobody else's: such a folder is made with 0700.
          Path folder = Files.createTempDirectory("sanwei-try");
          try {
            opened = PageReader.open(folder, Runtime.getRuntime().availableProcessors());
          } finally {
            Files.delete(folder);
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
}
