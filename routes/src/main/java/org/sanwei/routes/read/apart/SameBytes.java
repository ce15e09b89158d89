package org.sanwei.routes.read.apart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** Takes what ought to be in a file, and throws as soon as something else is in it. */
final class SameBytes extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream file;

  /** The file is another one. */
  static final class Differs extends IOException {
    private static final long serialVersionUID = 1L;
  }

  SameBytes(Path file) throws IOException {
    this.file =
        new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER);
  }

  @Override
  public void write(int b) throws IOException {
    if (file.read() != (b & 0xFF)) {
      throw new Differs();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    byte[] there = file.readNBytes(length);
    if (!Arrays.equals(bytes, from, from + length, there, 0, there.length)) {
      throw new Differs();
    }
  }

  /** To be called when all has been written. */
  void end() throws IOException {
    if (file.read() >= 0) {
      throw new Differs();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
