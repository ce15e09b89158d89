package org.sanwei.routes.read;

import jakarta.mail.internet.SharedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A part of an array, without a copy of it: a mail's parts lie in the mail. {@code to} is behind
 * the last byte.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record Slice(byte[] array, int from, int to) {

  static Slice whole(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  int length() {
    return to - from;
  }

  /** The bytes alone; a copy, unless they are the whole array. */
  byte[] bytes() {
    return length() == array.length ? array : Arrays.copyOfRange(array, from, to);
  }

  /** A part of it; both places are counted from its beginning. */
  Slice part(int first, int end) {
    return new Slice(array, from + first, from + end);
  }

  /** What the mail library reads; the parts that it makes of it are slices too. */
  InputStream stream() {
    return new Stream(this);
  }

  /** What is left of a stream of ours, or a copy of what is left of another one. */
  static Slice rest(InputStream in) throws IOException {
    return in instanceof Stream stream ? stream.rest() : whole(in.readAllBytes());
  }

  private static final class Stream extends ByteArrayInputStream implements SharedInputStream {
    private final int start;

    Stream(Slice slice) {
      super(slice.array, slice.from, slice.length());
      start = slice.from;
    }

    Slice rest() {
      return new Slice(buf, pos, count);
    }

    @Override
    public long getPosition() {
      return (long) pos - start;
    }

    @Override
    public InputStream newStream(long first, long end) {
      int last = end == -1 ? count : (int) Math.min(count, start + end);
      return new Stream(new Slice(buf, (int) Math.min(last, start + first), last));
    }
  }
}
