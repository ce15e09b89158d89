package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a watched folder as it was when it was looked at; links are not followed. {@code
 * inode} names the file on this machine together with its device.
 */
record DroppedFile(
    Path path, boolean regular, String inode, long sizeBytes, String modified, int links, int uid) {

  private static final int STEP_BYTES = 64 * 1024;

  /** How the entry stands now; empty when it is gone. */
  static Optional<DroppedFile> look(Path path) {
    try {
      Map<String, Object> facts = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
      return Optional.of(
          new DroppedFile(
              path,
              fact(facts, "isRegularFile", Boolean.class),
              fact(facts, "dev", Long.class) + ":" + fact(facts, "ino", Long.class),
              fact(facts, "size", Long.class),
              fact(facts, "lastModifiedTime", FileTime.class).toInstant().toString(),
              fact(facts, "nlink", Integer.class),
              fact(facts, "uid", Integer.class)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static <T> T fact(Map<String, Object> facts, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(facts.get(name), name));
  }

  /** Whether it is the same file with the same size and time as at {@code other}. */
  boolean sameAs(DroppedFile other) {
    return inode.equals(other.inode)
        && sizeBytes == other.sizeBytes
        && modified.equals(other.modified);
  }

  /** Whether nothing has happened to the file since it was looked at. */
  boolean untouched() {
    return look(path).filter(this::sameAs).isPresent();
  }

  /** For reading; never through a link. */
  SeekableByteChannel open() throws IOException {
    return Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** Where the bytes of a file go that does not lie in memory; false when it takes no more. */
  interface Sink {
    boolean take(byte[] bytes, int offset, int size);
  }

  /**
   * Gives all its bytes; false when it is not what was looked at any more, or nobody takes more.
   */
  boolean copyTo(Sink sink) throws IOException {
    try (SeekableByteChannel channel = open();
        InputStream in = Channels.newInputStream(channel)) {
      byte[] step = new byte[STEP_BYTES];
      long given = 0;
      for (int read = in.read(step); read >= 0; read = in.read(step)) {
        given += read;
        if (given > sizeBytes || !sink.take(step, 0, read)) {
          return false;
        }
      }
      return given == sizeBytes && untouched();
    }
  }

  /** All its bytes, or empty when it is not what was looked at any more. */
  Optional<byte[]> bytes() throws IOException {
    try (SeekableByteChannel channel = open();
        InputStream in = Channels.newInputStream(channel)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(sizeBytes) + 1);
      return bytes.length == sizeBytes && untouched() ? Optional.of(bytes) : Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "DroppedFile[" + sizeBytes + " bytes]";
  }
}
