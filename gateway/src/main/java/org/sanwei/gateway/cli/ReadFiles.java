package org.sanwei.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.LateEyes;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;

/** Files as if each came by a channel, read as what comes is read. */
final class ReadFiles implements AutoCloseable {
  private final String channel;
  private final ExecutorService threads = Executors.newCachedThreadPool(ReadFiles::daemon);
  private final LateEyes eyes =
      new LateEyes(
          Path.of(System.getProperty("java.io.tmpdir")),
          Runtime.getRuntime().availableProcessors());
  private final Reader reader = new BoundedReader(threads, ReadLimits.DEFAULTS.forPictures(), eyes);

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
    eyes.close();
  }
}
