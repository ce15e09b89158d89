package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

  /** Writes a new file, or replaces one, as a whole; mode 0600; on the disk when it returns. */
  static void write(Path file, byte[] bytes) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new CipherDeskTrouble(file + " is no file", "name a file");
    }
    Path part = directory.resolve(file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written", e);
    }
  }
}
