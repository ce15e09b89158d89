package org.sanwei.gateway.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.sanwei.routes.read.apart.LeftBehind;
import org.springframework.util.FileSystemUtils;

/**
 * What a command needs on the disk while it runs: a folder of mode 0700 with a file in it that is
 * locked for as long, by which another command knows that it is in use. The system gives the lock
 * up however the command ends.
 */
final class OwnFolder implements AutoCloseable {
  private static final String NAME = "sanwei-files";
  private static final String LOCK = "in-use";

  /** A younger one may not have been locked yet. */
  private static final Duration TO_LOCK = Duration.ofMinutes(10);

  /** One without a lock is of an earlier version, or its command was killed at its first step. */
  private static final Duration WITHOUT_LOCK = Duration.ofDays(1);

  private final Path path;
  private final FileChannel lock;

  private OwnFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static OwnFolder in(Path temporary) throws IOException {
    Path path = Files.createTempDirectory(temporary, NAME);
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    OwnFolder folder = new OwnFolder(path, channel);
    if (channel.tryLock() == null) {
      folder.close();
      throw new IOException(path + " is in use by somebody else");
    }
    return folder;
  }

  Path path() {
    return path;
  }

  /** Removes those of ours in which no command runs any more, and what its readers left. */
  static void removeLeft(Path temporary, Instant now) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, NAME + "*")) {
      for (Path each : all) {
        removeIfLeft(each, now);
      }
    } catch (IOException e) {
      // It is searched by the next command.
      return;
    }
  }

  private static void removeIfLeft(Path folder, Instant now) {
    try {
      if (isOurs(folder) && isLeft(folder, now)) {
        LeftBehind.clear(ReadFiles.SETTINGS, folder);
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      // The next command tries again; this one does without.
      return;
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && self.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isLeft(Path folder, Instant now) throws IOException {
    Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    Duration age = Duration.between(made, now);
    Path lock = folder.resolve(LOCK);
    return Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
        ? age.compareTo(TO_LOCK) > 0 && isFree(lock)
        : age.compareTo(WITHOUT_LOCK) > 0;
  }

  private static boolean isFree(Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Never throws; what stays is removed by a later command. */
  @Override
  public void close() {
    try {
      FileSystemUtils.deleteRecursively(path);
      lock.close();
    } catch (IOException e) {
      // What stays is found by a later command.
      return;
    }
  }
}
