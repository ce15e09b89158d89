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
import java.util.Optional;
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

  /**
   * The same of what does not lie in memory. When {@code content} throws, or the program is told to
   * end, nothing of it stays; when it is killed, its {@link #removeHalf half} does.
   */
  static void write(Path file, Content content) {
    Path part = half(file);
    Path directory = directory(file);
    Thread atTheEnd = new Thread(() -> discard(part), "half-written-file");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(part);
      Runtime.getRuntime().addShutdownHook(atTheEnd);
      try {
        fill(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        forget(atTheEnd);
        Files.deleteIfExists(part);
      }
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written", e);
    }
  }

  /**
   * Removes what a killed program has left of this file, and says where it was; empty when there is
   * nothing.
   */
  static Optional<Path> removeHalf(Path file) {
    Path part = half(file);
    try {
      return Files.deleteIfExists(part) ? Optional.of(part) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(part + " could not be removed", e);
    }
  }

  private static Path half(Path file) {
    return directory(file).resolve(file.getFileName() + ".part");
  }

  private static Path directory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new CipherDeskTrouble(file + " is no file", "name a file");
    }
    return directory;
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // Nobody is left to be told; the next one that writes this file says that it was there.
      return;
    }
  }

  private static void forget(Thread atTheEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook does what is to be done.
      return;
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
