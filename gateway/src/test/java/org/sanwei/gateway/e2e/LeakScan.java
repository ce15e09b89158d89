package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.LiveTree;

/**
 * Looks for words in every file below a directory, in every {@link Writing}; also across the line
 * ends that mail puts into base64 and quoted-printable, in the names of files, and inside what was
 * packed by {@link Packed} programs. What another program packed is not found: that is this scan's
 * limit, and why the database is asked for its rows beside.
 */
final class LeakScan {
  private static final int SLOTS = 1 << 16;
  private static final int FILTER_BITS = 1 << 18;
  private static final int DEEPEST = 2;

  /** Patterns by a hash of their first four bytes. */
  private final @Nullable List<Pattern>[] slots;

  /**
   * One bit for each hash that some pattern has: small enough for the processor's nearest cache.
   */
  private final long[] filter = new long[FILTER_BITS / Long.SIZE];

  private final Packed packed = new Packed();
  private int files;
  private long sizeBytes;

  /** Words that were found, where, and how they were written. */
  record Find(String place, String words, String writing) {}

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
    return below(root, file -> true);
  }

  /** The same of those files that are wanted. */
  List<Find> below(Path root, Predicate<Path> wanted) {
    List<Find> finds = new ArrayList<>();
    files = 0;
    sizeBytes = 0;
    try {
      LiveTree.walk(
          root,
          file -> {
            if (wanted.test(file)) {
              readAndSearch(file, finds);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return finds;
  }

  /** Everything found in a text that {@code place} showed. */
  List<Find> in(String place, String text) {
    List<Find> finds = new ArrayList<>();
    search(place, text.getBytes(StandardCharsets.UTF_8), 0, finds);
    return finds;
  }

  /** The words of all finds. */
  static Set<String> words(Collection<Find> finds) {
    Set<String> words = new TreeSet<>();
    finds.forEach(find -> words.add(find.words()));
    return words;
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
    byte[] first = pattern.bytes;
    int window = 0;
    for (int i = 0; i < 4; i++) {
      window = (window << 8) | (first[i] & 0xff);
    }
    int hash = hash(window);
    filter[hash >>> 6] |= 1L << hash;
    int slot = hash % SLOTS;
    List<Pattern> there = slots[slot];
    if (there == null) {
      there = new ArrayList<>();
      slots[slot] = there;
    }
    there.add(pattern);
  }

  /** As it is, without line ends, and what was packed in it. The array is changed. */
  private void search(String place, byte[] bytes, int depth, List<Find> finds) {
    match(place, bytes, bytes.length, finds);
    if (depth < DEEPEST) {
      packed.in(bytes, part -> search(place + " (packed)", part, depth + 1, finds));
    }
    int shorter = withoutLineEnds(bytes);
    if (shorter < bytes.length) {
      match(place, bytes, shorter, finds);
    }
  }

  private void match(String place, byte[] bytes, int length, List<Find> finds) {
    int window = 0;
    for (int i = 0; i < length; i++) {
      window = (window << 8) | (bytes[i] & 0xff);
      int hash = hash(window);
      if ((filter[hash >>> 6] & (1L << hash)) != 0 && i >= 3) {
        List<Pattern> candidates = slots[hash % SLOTS];
        compare(place, bytes, i - 3, length, candidates == null ? List.of() : candidates, finds);
      }
    }
  }

  private static void compare(
      String place, byte[] bytes, int at, int length, List<Pattern> candidates, List<Find> finds) {
    for (Pattern pattern : candidates) {
      int end = at + pattern.bytes.length;
      if (end <= length && Arrays.equals(bytes, at, end, pattern.bytes, 0, pattern.bytes.length)) {
        finds.add(new Find(place, pattern.words, pattern.writing));
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

  private static int hash(int window) {
    return (window * 0x9E3779B1) >>> 14;
  }

  /** Without the zeros at its end: journals and logs are made longer than what is in them. */
  private static byte[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    // One may belong to the last letter.
    return Arrays.copyOf(bytes, Math.min(bytes.length, end + 1));
  }

  private void readAndSearch(Path file, List<Find> finds) throws IOException {
    byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    search("the name of " + file, name, DEEPEST, finds);
    byte[] bytes = read(file);
    files++;
    sizeBytes += bytes.length;
    search(file.toString(), bytes, 0, finds);
  }
}
