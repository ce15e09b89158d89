package org.sanwei.gateway.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the gateway and its mailbox and passes every byte on, unless it is told to keep
 * back the command that moves a message away: by then the gateway has fetched the message and means
 * to be answerable for it.
 */
final class MailRelay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "mail-relay");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger kept = new AtomicInteger();
  private final int mailbox;
  private volatile boolean keeping;

  private MailRelay(int mailbox) throws IOException {
    this.mailbox = mailbox;
  }

  /** Starts on a free port of loopback, in front of the IMAP server at {@code mailbox}. */
  static MailRelay before(int mailbox) throws IOException {
    MailRelay relay = new MailRelay(mailbox);
    relay.threads.execute(relay::accept);
    return relay;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Whether moves are kept back, and with them all that follows on their connection. */
  void keepMoves(boolean keep) {
    keeping = keep;
  }

  /** How many moves were kept back so far. */
  int kept() {
    return kept.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listener.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), mailbox);
        threads.execute(() -> pump(client, server, this::commands));
        threads.execute(() -> pump(server, client, InputStream::transferTo));
      } catch (IOException e) {
        // The test is over, or the mailbox is: its client will notice.
      }
    }
  }

  private interface Pump {
    void run(InputStream from, OutputStream to) throws IOException;
  }

  private static void pump(Socket from, Socket to, Pump pump) {
    try (from;
        to) {
      pump.run(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      // Either end is gone, and now the other one is.
      return;
    }
  }

  private void commands(InputStream from, OutputStream to) throws IOException {
    InputStream client = new BufferedInputStream(from);
    boolean passing = true;
    for (byte[] line = line(client); line.length > 0; line = line(client)) {
      if (passing && keeping && moves(line)) {
        passing = false;
        kept.incrementAndGet();
      }
      if (passing) {
        to.write(line);
        to.flush();
      }
    }
  }

  private static boolean moves(byte[] line) {
    String command = new String(line, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
    return command.contains(" COPY ") || command.contains(" MOVE ");
  }

  /** Up to and with the next line end; empty at the end of the stream. */
  private static byte[] line(InputStream from) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = from.read();
    while (b >= 0) {
      line.write(b);
      if (b == '\n') {
        break;
      }
      b = from.read();
    }
    return line.toByteArray();
  }
}
