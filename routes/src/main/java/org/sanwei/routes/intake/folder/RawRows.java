package org.sanwei.routes.intake.folder;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into rows as bytes: at line ends, and in a CSV not at those between quotes. Line
 * ends, quotes and the delimiters that we allow are never part of a letter in UTF-8 or GB18030, so
 * the encoding need not be known. A quote that is never closed costs its own line only; a file made
 * of such quotes is cut at every line end, so that reading it takes no longer than its length asks.
 */
final class RawRows {
  private final PushbackInputStream in;
  private final int maxBytes;
  private final int delimiter;
  private final boolean quotes;
  private long line = 1;

  private long looked;
  private long again;

  /** Bytes up to which a line end is a row's end, whatever quotes say. */
  private long linewise;

  /** So many unclosed quotes are looked for row by row before lines alone count. */
  private static final int ROWS_LOOKED_AT_AGAIN = 16;

  /** One row without its line end. {@code whole} is false for a piece of an overlong line. */
  record RawRow(long line, byte[] bytes, boolean whole) {
    boolean blank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t') {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "RawRow[line " + line + "]";
    }
  }

  private enum At {
    START,
    BARE,
    QUOTED,
    AFTER_QUOTE
  }

  private RawRows(InputStream in, int maxBytes, int delimiter, boolean quotes) {
    this.in = new PushbackInputStream(new BufferedInputStream(in), maxBytes + 2);
    this.maxBytes = maxBytes;
    this.delimiter = delimiter;
    this.quotes = quotes;
  }

  static RawRows ofCsv(InputStream in, int maxBytes, char delimiter) {
    return new RawRows(in, maxBytes, delimiter, true);
  }

  static RawRows ofLines(InputStream in, int maxBytes) {
    return new RawRows(in, maxBytes, -1, false);
  }

  /** How many bytes were read so far, those that were read again too. */
  long lookedAt() {
    return looked;
  }

  /** The next row that is not empty, or null at the end. */
  @Nullable RawRow next() throws IOException {
    while (true) {
      RawRow row = any();
      if (row == null || !row.blank()) {
        return row;
      }
    }
  }

  private @Nullable RawRow any() throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream(256);
    At at = At.START;
    int lines = 0;
    int b;
    while ((b = in.read()) >= 0) {
      boolean end = b == '\n' || b == '\r';
      looked++;
      linewise--;
      if (end && (at != At.QUOTED || linewise >= 0)) {
        return row(row, lines + lineEnd(b), true);
      }
      if (row.size() == maxBytes) {
        in.unread(b);
        linewise++;
        return at == At.QUOTED && linewise <= 0 ? firstLine(row) : row(row, lines, false);
      }
      row.write(b);
      lines += end && b == '\n' ? 1 : 0;
      at = quotes ? after(at, b) : At.BARE;
    }
    if (row.size() == 0) {
      return null;
    }
    return at == At.QUOTED && lines > 0 ? firstLine(row) : row(row, lines, true);
  }

  private At after(At at, int b) {
    if (at == At.QUOTED) {
      return b == '"' ? At.AFTER_QUOTE : At.QUOTED;
    }
    if (b == delimiter) {
      return At.START;
    }
    boolean opens = b == '"' && (at == At.START || at == At.AFTER_QUOTE);
    return opens ? At.QUOTED : At.BARE;
  }

  /** The rest is looked at again: the quote that was not closed belongs to this line alone. */
  private RawRow firstLine(ByteArrayOutputStream gathered) throws IOException {
    byte[] all = gathered.toByteArray();
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    if (end == all.length) {
      return row(gathered, 0, false);
    }
    int rest = all.length - end - 1;
    in.unread(all, end + 1, rest);
    long once = looked - again;
    again += rest;
    if (again > once + ROWS_LOOKED_AT_AGAIN * (long) maxBytes) {
      linewise = rest;
    }
    ByteArrayOutputStream first = new ByteArrayOutputStream(end);
    first.writeBytes(Arrays.copyOf(all, end));
    return row(first, 1, true);
  }

  private int lineEnd(int b) throws IOException {
    if (b == '\r') {
      int next = in.read();
      if (next >= 0 && next != '\n') {
        in.unread(next);
      }
    }
    return 1;
  }

  private RawRow row(ByteArrayOutputStream bytes, int lines, boolean whole) {
    RawRow row = new RawRow(line, bytes.toByteArray(), whole);
    line += lines;
    return row;
  }
}
