package org.sanwei.gateway.e2e;

import java.io.InputStream;

/** Many bytes that lie in memory only once: a block, again and again, each time numbered. */
final class Repeated extends InputStream {
  private final byte[] block;
  private final long sizeBytes;
  private long at;

  Repeated(byte[] block, long sizeBytes) {
    this.block = block.clone();
    this.sizeBytes = sizeBytes;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int size) {
    if (at == sizeBytes) {
      return -1;
    }
    int inBlock = (int) (at % block.length);
    if (inBlock == 0) {
      long number = at / block.length;
      block[0] = (byte) (number >>> 8);
      block[1] = (byte) number;
    }
    int some = (int) Math.min(Math.min(size, block.length - inBlock), sizeBytes - at);
    System.arraycopy(block, inBlock, into, offset, some);
    at += some;
    return some;
  }
}
