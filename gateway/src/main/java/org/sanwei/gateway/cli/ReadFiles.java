package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.gateway.wiring.StartRefused;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.apart.ReaderProcesses;
import org.sanwei.routes.read.apart.ReaderSettings;

/**
 * Files as if each came by a channel, read as what comes is read: by a child process behind the
 * gateway's own walls, one after the other for all files. What it needs stands in a folder of its
 * own under the temporary one and is removed at the end, be it that somebody stops the command.
 */
final class ReadFiles implements AutoCloseable {
  /** What a gateway with much memory takes of one message; a larger file is held unread. */
  static final long LARGEST_BYTES = 64L << 20;

  static final ReaderSettings SETTINGS = ReaderSettings.files(LARGEST_BYTES);

  private final String channel;
  private final OwnFolder folder;
  private final Thread atStop = new Thread(this::end, "end-readers");
  private boolean ended;
  private final CompletableFuture<ReaderProcesses> readers;

  /**
   * Begins to start the child, and does not wait for it.
   *
   * @param warnings where it is said if the system does not cut the child off from the network
   */
  ReadFiles(String channel, PrintWriter warnings) throws IOException {
    this.channel = channel;
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    OwnFolder.removeLeft(temporary, Clock.systemUTC().instant());
    this.folder = OwnFolder.in(temporary);
    this.readers = CompletableFuture.supplyAsync(() -> open(folder.path(), warnings));
    Runtime.getRuntime().addShutdownHook(atStop);
  }

  private static ReaderProcesses open(Path folder, PrintWriter warnings) {
    ReaderProcesses readers =
        ReaderProcesses.openForCommand(SETTINGS, folder, new SecureRandom()::nextLong);
    if (!readers.counts().ownNetwork()) {
      warnings.println(
          "注意：本机不许建网络命名空间，读文件的子进程没有断网 / the reader is not cut off from the network here");
    }
    return readers;
  }

  /** Reads one file, once. */
  ReadResult read(Path file) throws IOException {
    return Files.size(file) > LARGEST_BYTES ? tooLarge() : reader().read(arrival(file));
  }

  /** What it needs on the disk while it is open. */
  Path folder() {
    return folder.path();
  }

  private ReaderProcesses reader() {
    try {
      return readers.join();
    } catch (CompletionException e) {
      throw new StartRefused(
          "nothing can be read: " + (e.getCause() == null ? e : e.getCause()).getMessage(),
          "see that this account may start processes, and that the temporary folder and the memory"
              + " have room");
    }
  }

  private static ReadResult tooLarge() {
    List<Unread> unread = List.of(new Unread("0", UnreadReason.TOO_LARGE));
    return new ReadResult(new Content(List.of(), unread), "", "", List.of(), 0, null, null);
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

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atStop);
    } catch (IllegalStateException e) {
      // The command is being stopped, and it was that which ended the readers.
      return;
    }
  }

  /** Once; whoever comes second waits until it is done. */
  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      readers
          .handle(
              (opened, failed) -> {
                if (failed == null) {
                  opened.close();
                }
                return opened;
              })
          .join();
    } finally {
      folder.close();
    }
  }
}
