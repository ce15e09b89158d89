package org.sanwei.gateway.wiring;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** STOMP 1.2 frames over a socket: one connection, one thread. */
public final class StompClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private int receipts;

  private StompClient(Socket socket, Duration patience) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** A frame of the server's: its command and everything after it. */
  public record Frame(String command, String rest) {}

  public static StompClient connect(int port, String user, String password) throws IOException {
    StompClient client = open(port);
    client.write(
        "CONNECT\naccept-version:1.2\nhost:localhost\nlogin:"
            + user
            + "\npasscode:"
            + password
            + "\n\n");
    Frame answer = client.read();
    if (!answer.command().equals("CONNECTED")) {
      client.close();
      throw new IOException(answer.command());
    }
    return client;
  }

  public static StompClient open(int port) throws IOException {
    return open(port, Duration.ofSeconds(20));
  }

  /** One that waits so long for an answer, where none is expected. */
  public static StompClient open(int port, Duration patience) throws IOException {
    return new StompClient(new Socket("127.0.0.1", port), patience);
  }

  /** Sends a frame with a receipt asked for; the answer is RECEIPT or ERROR. */
  public Frame ask(String command, String headers, String body) throws IOException {
    write(command + "\n" + headers + "receipt:r" + ++receipts + "\n\n" + body);
    return read();
  }

  public Frame send(String destination, String headers, String body) throws IOException {
    return ask("SEND", "destination:" + destination + "\n" + headers, body);
  }

  /** The same with octets of any kind. */
  public Frame ask(String command, String headers, byte[] body) throws IOException {
    String head =
        command + "\n" + headers + "content-length:" + body.length + "\nreceipt:r" + ++receipts;
    socket.getOutputStream().write((head + "\n\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(body);
    socket.getOutputStream().write(0);
    socket.getOutputStream().flush();
    return read();
  }

  public void write(String frame) throws IOException {
    socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** A frame of which more is to come. */
  void begin(String part) throws IOException {
    out().write(part.getBytes(StandardCharsets.UTF_8));
    out().flush();
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  public Frame read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int b = in.read();
    while (b == '\n' || b == '\r') {
      b = in.read();
    }
    while (b > 0) {
      bytes.write(b);
      b = in.read();
    }
    if (b < 0) {
      throw new EOFException("the server closed the connection");
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return new Frame(text.substring(0, end).strip(), text.substring(end + 1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
