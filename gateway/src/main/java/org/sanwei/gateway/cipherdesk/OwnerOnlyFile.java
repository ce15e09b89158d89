package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only the officer may read, whole on the disk before anybody is told. */
final class OwnerOnlyFile {
  private OwnerOnlyFile() {}

  /** What goes into a file. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  /** Writes a new file, or replaces one, as a whole; mode 0600; on the disk when it returns. */
  static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /** The same of what does not lie in memory. When {@code content} throws, nothing of it stays. */
  static void write(Path file, Content content) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new CipherDeskTrouble(file + " is no file", "name a file");
    }
    Path part = directory.resolve(file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(part);
      try {
        fill(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written", e);
    }
  }

  private static void fill(Path part, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      content.to(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }
}
