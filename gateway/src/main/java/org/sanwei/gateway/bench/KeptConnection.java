package org.sanwei.gateway.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept, for one thread at a time. It does as little as can be: what
 * a client on the same processors costs is taken from what is measured.
 */
final class KeptConnection implements Closeable {
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;
  private static final int MOST_ANSWER_BYTES = 16 * 1024;
  private static final int PATIENCE_MILLIS = 30_000;

  private final URI to;
  private final byte[] answer = new byte[MOST_ANSWER_BYTES];
  private Socket socket;

  KeptConnection(URI to) throws IOException {
    this.to = to;
    this.socket = open(to);
  }

  private static Socket open(URI to) throws IOException {
    Socket socket = new Socket(to.getHost(), to.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /**
   * Sends a request that is whole already and reads the answer to it. A server that ends the
   * connection after so many of them is connected to anew.
   *
   * @return the answer's status
   * @throws IOException when the connection is lost, or the answer says not where it ends
   */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int length = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      length = more(in, length);
      headEnd = headEnd(length);
    }
    String head = new String(answer, 0, headEnd, StandardCharsets.ISO_8859_1);
    int announced = announced(head);
    while (announced >= 0 ? length < headEnd + announced : !lastChunk(length)) {
      length = more(in, length);
    }
    if (head.contains("Connection: close\r\n")) {
      socket.close();
      socket = open(to);
    }
    return Integer.parseInt(head, STATUS_AT, STATUS_AT + STATUS_DIGITS, 10);
  }

  private int more(InputStream in, int length) throws IOException {
    int read = in.read(answer, length, answer.length - length);
    if (read <= 0) {
      throw new EOFException("the answer ended early, or is longer than " + answer.length);
    }
    return length + read;
  }

  private int headEnd(int length) {
    for (int at = 3; at < length; at++) {
      if (answer[at] == '\n' && answer[at - 2] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  /** The length of what follows the head, or -1 when it comes in chunks. */
  private static int announced(String head) throws IOException {
    for (String line : head.split("\r\n")) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        return Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      if (lower.equals("transfer-encoding: chunked")) {
        return -1;
      }
    }
    throw new IOException("the answer does not say where it ends");
  }

  private boolean lastChunk(int length) {
    return length >= 7
        && answer[length - 5] == '0'
        && answer[length - 6] == '\n'
        && answer[length - 1] == '\n'
        && answer[length - 3] == '\n';
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
