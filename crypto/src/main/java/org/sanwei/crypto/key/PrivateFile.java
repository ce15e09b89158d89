package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Files that only their owner may read, and that are whole or absent: written beside their place,
 * forced to disk, renamed, and the directory forced. Needs a POSIX file system.
 */
final class PrivateFile {
  /** The ending of a file that is not yet whole. */
  static final String UNFINISHED = ".part";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /** Writes a file that must not be there yet. */
  static void create(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    replace(file, content);
  }

  /** Writes the file, in place of an older one if there is one. */
  static void replace(Path file, byte[] content) throws IOException {
    Path directory = parent(file);
    Path unfinished = directory.resolve(file.getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      writeAll(channel, content);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(directory);
  }

  /** Reads a file of at most {@code maxSizeBytes}; refuses one that others may read. */
  static byte[] read(Path file, int maxSizeBytes) throws IOException {
    requireOwnerOnly(file);
    if (Files.size(file) > maxSizeBytes) {
      throw new BadKeyFile(
          file, "larger than " + maxSizeBytes + " bytes, so no key", "correct the path to it");
    }
    return Files.readAllBytes(file);
  }

  /** Throws BadKeyFile for a file that is missing, or that others may read. */
  static void requireOwnerOnly(Path file) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (NoSuchFileException e) {
      throw new BadKeyFile(file, "no such file", "make it, or correct the path to it");
    }
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new BadKeyFile(
          file,
          "others may read this key (mode " + PosixFilePermissions.toString(permissions) + ")",
          "chmod 600 " + file + ", and replace the key if others had an account here");
    }
  }

  static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
      forceDirectory(parent(directory));
    }
  }

  /**
   * Overwrites with random bytes, forces and deletes. On flash and on copy-on-write file systems
   * old cells may survive: a limit that OPERATIONS names.
   */
  static void wipe(Path file, SecureRandom random) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[Math.toIntExact(channel.size())];
      random.nextBytes(noise);
      writeAll(channel, noise);
    }
    Files.delete(file);
    forceDirectory(parent(file));
  }

  /** Makes renames and deletions in the directory durable. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(true);
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file + " has no directory");
    }
    return parent;
  }
}
