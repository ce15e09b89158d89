package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in every file below a directory, in every {@link Writing}; also across the line
 * ends that mail puts into base64 and quoted-printable, and in the names of files. Text that a
 * program compressed is not found: that is this scan's limit.
 */
final class LeakScan {
  private static final int SLOTS = 1 << 16;

  /** Patterns by a hash of their first four bytes. */
  private final @Nullable List<Pattern>[] slots;

  private int files;
  private long sizeBytes;

  /** Words that were found, where, and how they were written. */
  record Find(Path file, String words, String writing) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pattern(byte[] bytes, String words, String writing) {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no arrays of generic types
  LeakScan(Collection<Canary> canaries) {
    slots = (List<Pattern>[]) new List[SLOTS];
    for (Canary canary : canaries) {
      for (Map.Entry<String, byte[]> way : Writing.ways(canary.words()).entrySet()) {
        add(new Pattern(way.getValue(), canary.words(), way.getKey()));
      }
    }
  }

  /** Everything found below {@code root}. A file that goes away meanwhile is not looked at. */
  List<Find> below(Path root) {
    List<Find> finds = new ArrayList<>();
    files = 0;
    sizeBytes = 0;
    try {
      Files.walkFileTree(root, new Reading(finds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return finds;
  }

  /** How many files the last scan read, so that a scan of nothing does not pass for a clean one. */
  int files() {
    return files;
  }

  /** How many bytes those had. */
  long sizeBytes() {
    return sizeBytes;
  }

  private void add(Pattern pattern) {
    int slot = slot(first4(pattern.bytes));
    List<Pattern> there = slots[slot];
    if (there == null) {
      there = new ArrayList<>();
      slots[slot] = there;
    }
    there.add(pattern);
  }

  private void search(Path file, byte[] bytes, int length, List<Find> finds) {
    int window = 0;
    for (int i = 0; i < length; i++) {
      window = (window << 8) | (bytes[i] & 0xff);
      List<Pattern> candidates = slots[slot(window)];
      if (candidates != null && i >= 3) {
        compare(file, bytes, i - 3, length, candidates, finds);
      }
    }
  }

  private static void compare(
      Path file, byte[] bytes, int at, int length, List<Pattern> candidates, List<Find> finds) {
    for (Pattern pattern : candidates) {
      int end = at + pattern.bytes.length;
      if (end <= length && Arrays.equals(bytes, at, end, pattern.bytes, 0, pattern.bytes.length)) {
        finds.add(new Find(file, pattern.words, pattern.writing));
      }
    }
  }

  /** Takes out line ends, and the equals signs with which quoted-printable joins lines. */
  private static int withoutLineEnds(byte[] bytes) {
    int kept = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      boolean joins =
          b == '=' && i + 1 < bytes.length && (bytes[i + 1] == '\r' || bytes[i + 1] == '\n');
      if (b != '\r' && b != '\n' && !joins) {
        bytes[kept++] = b;
      }
    }
    return kept;
  }

  private static int first4(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  private static int slot(int window) {
    return (window * 0x9E3779B1) >>> 16;
  }

  /** Reads every file twice: as it is, and without line ends. */
  private final class Reading extends SimpleFileVisitor<Path> {
    private final List<Find> finds;

    Reading(List<Find> finds) {
      this.finds = finds;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()) {
        return FileVisitResult.CONTINUE;
      }
      byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
      search(file, name, name.length, finds);
      byte[] bytes = Files.readAllBytes(file);
      files++;
      sizeBytes += bytes.length;
      search(file, bytes, bytes.length, finds);
      int shorter = withoutLineEnds(bytes);
      if (shorter < bytes.length) {
        search(file, bytes, shorter, finds);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
