package org.sanwei.routes.intake.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.intake.LeastRate;

/**
 * Plain sockets to one server that can be told how fast an answer must come. A socket's own limit
 * is for a server that says nothing; this is for one that drips. TLS is laid over them by whoever
 * asked for them. One answer at a time.
 */
final class PacedSockets extends SocketFactory {
  private final Clock clock;
  private volatile @Nullable LeastRate rate;

  PacedSockets(Clock clock) {
    this.clock = clock;
  }

  /** What may fail because the connection does. */
  interface Asking<T> {
    T answer() throws MailboxLost;
  }

  /** The answer, of which bytes must come at this rate until it is whole. */
  <T> T at(LeastRate wanted, Asking<T> asking) throws MailboxLost {
    rate = wanted;
    try {
      return asking.answer();
    } finally {
      rate = null;
    }
  }

  /** A least rate from now on. */
  LeastRate pace(int bytesEachSecond, Duration pause) {
    return new LeastRate(bytesEachSecond, pause, clock);
  }

  private void came(int bytes) throws SocketTimeoutException {
    LeastRate wanted = rate;
    if (wanted != null && !wanted.kept(Math.max(0, bytes))) {
      throw new SocketTimeoutException("the answer comes too slowly");
    }
  }

  @Override
  public Socket createSocket() {
    return new Paced();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw unconnected();
  }

  /** Whoever asks connects it too, with a time limit of his own. */
  private static UnsupportedOperationException unconnected() {
    return new UnsupportedOperationException("only sockets that are not connected yet");
  }

  private final class Paced extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int read = super.read();
          came(read < 0 ? 0 : 1);
          return read;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
          int read = super.read(into, offset, most);
          came(read);
          return read;
        }
      };
    }
  }
}
