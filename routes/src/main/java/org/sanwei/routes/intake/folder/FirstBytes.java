package org.sanwei.routes.intake.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream's first bytes: what is written behind them while it is read belongs to the next look.
 */
final class FirstBytes extends FilterInputStream {
  private long left;

  FirstBytes(InputStream in, long bytes) {
    super(in);
    this.left = bytes;
  }

  @Override
  public int read() throws IOException {
    int b = left > 0 ? super.read() : -1;
    left -= b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = left > 0 ? super.read(into, from, (int) Math.min(length, left)) : -1;
    left -= Math.max(n, 0);
    return n;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long n = super.skip(Math.min(bytes, left));
    left -= n;
    return n;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), left);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
