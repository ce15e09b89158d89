package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.sanwei.routes.message.ArrivalId;

/**
 * The last step of a file that is durable: a receipt named by the arrival's id in {@code done/},
 * then the file is deleted, or moved to {@code refused/}. All of it is on the disk when {@link
 * #leave} returns; a crash in between repeats the file, which then is a duplicate.
 */
final class Leaving {
  private final Path folder;

  Leaving(Path folder) {
    this.folder = folder;
  }

  /** Whether an entry is one of the two directories kept here. */
  static boolean isOurs(String name) {
    return name.equals("done") || name.equals("refused");
  }

  /**
   * Makes the two directories.
   *
   * @throws IOException when one is there and is no directory: a link would lead elsewhere
   */
  void prepare() throws IOException {
    for (Path directory : List.of(folder.resolve("done"), folder.resolve("refused"))) {
      try {
        Files.createDirectory(directory);
        force(folder);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException("done or refused is no directory");
        }
      }
    }
  }

  /**
   * Leaves the receipt and lets go of the file; false, and the file stays, when it was written to
   * meanwhile.
   */
  boolean leave(DroppedFile file, FileTaker.Done done) throws IOException {
    writeReceipt(done.id(), done.receipt());
    if (done.keep()) {
      Files.move(file.path(), folder.resolve("refused").resolve(done.id().hex()));
      force(folder.resolve("refused"));
    } else if (file.untouched()) {
      Files.deleteIfExists(file.path());
    } else {
      return false;
    }
    for (DroppedFile companion : done.companions()) {
      // One that was written again since says something that nobody has sealed.
      if (companion.untouched()) {
        Files.deleteIfExists(companion.path());
      }
    }
    force(folder);
    return true;
  }

  private void writeReceipt(ArrivalId id, String receipt) throws IOException {
    Path directory = folder.resolve("done");
    Path unfinished = directory.resolve("." + id.hex() + ".part");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap((receipt + "\n").getBytes(UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(
        unfinished,
        directory.resolve(id.hex() + ".json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force(directory);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
