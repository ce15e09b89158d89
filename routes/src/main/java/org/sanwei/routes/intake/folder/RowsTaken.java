package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are durable of files that the folder has not let go of: when such a file only grows,
 * the rows of before do not come again. A file that was away at any look is another one, whatever
 * its name and inode: a number of the disk is used again, and equal rows of two files are two
 * reports. In memory; forgetting it costs duplicates, nothing else. For one thread.
 */
final class RowsTaken {
  private static final int MOST = 100;

  private record Known(String inode, long sizeBytes, RowChain rows) {}

  /** Reads the rows of a file from its beginning. */
  @FunctionalInterface
  interface Rows {
    void read(Consumer<Row> each) throws IOException;
  }

  private final Map<Path, Known> known = new LinkedHashMap<>();
  private final Set<Path> seen = new HashSet<>();

  /** Every row of the file as it was looked at is durable. */
  void put(DroppedFile file, RowChain rows) {
    if (known.size() >= MOST) {
      known.remove(known.keySet().iterator().next());
    }
    known.put(file.path(), new Known(file.inode(), file.sizeBytes(), rows));
    seen.add(file.path());
  }

  /**
   * How many of its first rows are durable: those that are there as they were then. When the last
   * of them had no line end and has become longer, it is a row that nobody has.
   */
  long durable(DroppedFile file, Rows rows) throws IOException {
    @Nullable Known before = known.get(file.path());
    if (before == null
        || !before.inode().equals(file.inode())
        || before.sizeBytes() > file.sizeBytes()) {
      return 0;
    }
    RowChain then = before.rows();
    RowChain now = new RowChain();
    long[] same = {0};
    rows.read(
        row -> {
          now.add(row);
          if (now.beginsLike(then)) {
            same[0] = now.rows();
          }
        });
    return same[0];
  }

  /** Whether the rows read so far are still those of which it was said that they are durable. */
  boolean stillBeginsWith(DroppedFile file, RowChain read) {
    @Nullable Known before = known.get(file.path());
    return before != null && read.beginsLike(before.rows());
  }

  void forget(DroppedFile file) {
    known.remove(file.path());
  }

  /** It is in the folder at this look. */
  void present(DroppedFile file) {
    seen.add(file.path());
  }

  /** Ends one look at the whole folder. */
  void lookEnds() {
    known.keySet().retainAll(seen);
    seen.clear();
  }
}
