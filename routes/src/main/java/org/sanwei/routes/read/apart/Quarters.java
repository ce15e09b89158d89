package org.sanwei.routes.read.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where children work: each in a directory of its own, mode 0700, in memory where the machine has a
 * memory file system. A directory is overwritten and removed when its child has ended, and at the
 * start whatever an earlier gateway on the same data left behind. Thread-safe.
 */
final class Quarters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Quarters.class);
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(OURS_ALONE);

  private final Path base;
  private final AtomicLong count = new AtomicLong();

  private Quarters(Path base) {
    this.base = base;
  }

  /**
   * @param data the gateway's data directory, which one gateway uses at a time
   * @param directory to fall back to, within it
   * @param pool of children, each of which has a base of its own
   */
  static Quarters open(Path data, Path directory, String pool) throws IOException {
    Path inMemory = MEMORY.resolve("sanwei-reader-" + name(data) + "-" + pool);
    Path base = usable(inMemory) ? inMemory : directory;
    makePrivate(base);
    Quarters quarters = new Quarters(base);
    quarters.clear();
    return quarters;
  }

  /** A directory of mode 0700, made unless it is there. */
  static void makePrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory, PRIVATE);
    }
    Files.setPosixFilePermissions(directory, OURS_ALONE);
  }

  Path base() {
    return base;
  }

  boolean inMemory() {
    return base.startsWith(MEMORY);
  }

  /** An empty directory for one child. */
  Path make() throws IOException {
    return Files.createDirectory(base.resolve(Long.toString(count.incrementAndGet())), PRIVATE);
  }

  /** What is in it is overwritten first. Never throws; what stays is gone at the next start. */
  void remove(Path directory) {
    try {
      scrub(directory);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("a reader's directory was not removed: {}", e.getClass().getSimpleName());
    }
  }

  /** After the last child's end. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(base);
    } catch (IOException e) {
      LOG.warn("a reader's directory was not empty at the end; it is cleared at the next start");
    }
  }

  private void clear() throws IOException {
    try (var left = Files.list(base)) {
      for (Path each : left.toList()) {
        scrub(each);
      }
    }
  }

  /** Links are removed, never followed. */
  private static void scrub(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes is)
              throws IOException {
            Files.setPosixFilePermissions(dir, OURS_ALONE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            if (is.isRegularFile()) {
              overwrite(file, is.size());
            }
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failed)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void overwrite(Path file, long size) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(1 << 16, size));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      for (long at = 0; at < size; at += zeros.capacity()) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
        channel.write(zeros, at);
      }
    }
  }

  /** A memory file system that lets us write, where nobody else has taken our name. */
  private static boolean usable(Path inMemory) {
    try {
      return Files.isWritable(MEMORY)
          && Files.getFileStore(MEMORY).type().equals("tmpfs")
          && !forbidsPrograms()
          && (Files.notExists(inMemory, LinkOption.NOFOLLOW_LINKS) || isOurs(inMemory));
    } catch (IOException e) {
      return false;
    }
  }

  /** Libraries of native code are unpacked to where a child works, and must be run from there. */
  private static boolean forbidsPrograms() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> List.of(line.split(" ", -1)))
        .filter(fields -> fields.size() > 3 && fields.get(1).equals(MEMORY.toString()))
        .anyMatch(fields -> List.of(fields.get(3).split(",", -1)).contains("noexec"));
  }

  private static boolean isOurs(Path directory) throws IOException {
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && self.equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static String name(Path data) throws IOException {
    byte[] path = data.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(path), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
