package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.sanwei.crypto.Sm3;

/** Digest over the rows of a file in their order: after the last one, and after the one before. */
final class RowChain {
  private long rows;
  private byte[] last = new byte[0];
  private byte[] butLast = new byte[0];

  void add(Row row) {
    byte[] content =
        row instanceof Row.Bad bad ? bad.raw() : ((Row.Good) row).post().toString().getBytes(UTF_8);
    butLast = last;
    last = Sm3.of(last, Sm3.of(content));
    rows++;
  }

  long rows() {
    return rows;
  }

  /** Whether these rows are all of {@code other}, or all but its last. */
  boolean beginsLike(RowChain other) {
    return rows > 0
        && ((rows == other.rows && Arrays.equals(last, other.last))
            || (rows == other.rows - 1 && Arrays.equals(last, other.butLast)));
  }
}
