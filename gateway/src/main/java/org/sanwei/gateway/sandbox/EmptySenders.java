package org.sanwei.gateway.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a mail server that does not know the empty sender (GreenMail 2.1 takes {@code MAIL
 * FROM:<>}, which RFC 5321 §4.5.5 asks for, and then acts as if no sender had been named): gives it
 * one, and passes everything else on as it is. On loopback; two threads a connection.
 */
public final class EmptySenders implements AutoCloseable {
  private static final byte[] NAMED =
      ("MAIL FROM:<empty@" + SandboxMail.DOMAIN + ">\r\n").getBytes(ISO_8859_1);
  private static final int PIECE_BYTES = 8 * 1024;

  private final ServerSocket door;
  private final int behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("smtp-door"));

  private EmptySenders(ServerSocket door, int behind) {
    this.door = door;
    this.behind = behind;
  }

  /**
   * Opens the door.
   *
   * @param port 0 for a free one
   * @param behind the mail server's port on loopback
   */
  public static EmptySenders start(int port, int behind) {
    try {
      EmptySenders senders =
          new EmptySenders(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), behind);
      senders.threads.execute(senders::serve);
      return senders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return door.getLocalPort();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        join(door.accept());
      } catch (IOException e) {
        // The door was closed, or a client went at once.
        continue;
      }
    }
  }

  private void join(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
      open.add(client);
      open.add(server);
      threads.execute(() -> pass(client, server, true));
      threads.execute(() -> pass(server, client, false));
    } catch (IOException e) {
      // The server is not there: its client shall know.
      client.close();
    }
  }

  private void pass(Socket from, Socket to, boolean commands) {
    try (from;
        to) {
      if (commands) {
        lines(new BufferedInputStream(from.getInputStream()), to.getOutputStream());
      } else {
        pieces(from.getInputStream(), to.getOutputStream());
      }
    } catch (IOException e) {
      // One side hung up, and so both do.
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void lines(InputStream in, OutputStream out) throws IOException {
    boolean mail = false;
    for (byte[] line = line(in); line.length > 0; line = line(in)) {
      String text = new String(line, ISO_8859_1).strip().toUpperCase(Locale.ROOT);
      out.write(!mail && text.startsWith("MAIL FROM:<>") ? NAMED : line);
      if (in.available() == 0) {
        out.flush();
      }
      mail = mail ? !text.equals(".") : text.equals("DATA");
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static void pieces(InputStream in, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      out.write(piece, 0, n);
      out.flush();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdown();
    }
  }
}
