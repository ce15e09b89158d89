package org.sanwei.routes.read.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * An entry's bytes, and why they are not all of it or not what the archive says; {@code why} is
 * null when nothing is wrong.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
public record Expanded(byte[] bytes, @Nullable UnreadReason why) {
  private static final int BUFFER = 1 << 16;

  /** Of what is too large no more is judged than this: a mark stands at the beginning. */
  private static final int BEGINNING_BYTES = 4 * 1024 * 1024;

  static Expanded tooLarge(byte[] some) {
    byte[] beginning = some.length > BEGINNING_BYTES ? Arrays.copyOf(some, BEGINNING_BYTES) : some;
    return new Expanded(beginning, UnreadReason.TOO_LARGE);
  }

  static Expanded none(UnreadReason why) {
    return new Expanded(new byte[0], why);
  }

  /** Everything of a stream that the allowance lets through. */
  static Expanded of(InputStream in, long packedBytes, Allowance allowance) {
    Counted out = new Counted(allowance, packedBytes);
    try {
      byte[] buffer = new byte[BUFFER];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        out.write(buffer, 0, got);
      }
      return new Expanded(out.bytes(), null);
    } catch (TooMuch e) {
      return tooLarge(out.bytes());
    } catch (IOException e) {
      return new Expanded(out.bytes(), UnreadReason.BROKEN);
    }
  }

  /** Thrown by {@link Counted} when the allowance is used up. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Keeps what is written to it as long as the allowance lasts. */
  static final class Counted extends java.io.OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Allowance allowance;
    private final long packedBytes;

    Counted(Allowance allowance, long packedBytes) {
      this.allowance = allowance;
      this.packedBytes = packedBytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!allowance.take(length, (long) kept.size() + length, packedBytes)) {
        throw new TooMuch();
      }
      kept.write(bytes, from, length);
    }

    byte[] bytes() {
      return kept.toByteArray();
    }
  }
}
