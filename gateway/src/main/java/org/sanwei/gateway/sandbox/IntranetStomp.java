package org.sanwei.gateway.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An integrator's side of the broker's intranet address, by STOMP 1.2: one connection a message.
 * Safe from any thread.
 */
public final class IntranetStomp {
  private static final int WAIT_MILLIS = (int) Duration.ofSeconds(20).toMillis();
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final int port;
  private final IntegratorKey key;

  /**
   * @param port on loopback
   */
  public IntranetStomp(int port, IntegratorKey key) {
    this.port = port;
    this.key = key;
  }

  /**
   * Sends one JSON body and waits for the receipt.
   *
   * @return false when the broker refused it
   * @throws IOException when it is unknown whether the gateway took it
   */
  public boolean send(byte[] body, String idempotencyKey) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      write(
          out,
          "CONNECT\naccept-version:1.2\nhost:gateway\nlogin:%s\npasscode:%s\n\n"
              .formatted(key.id(), key.passcode()),
          new byte[0]);
      if (!answer(in).equals("CONNECTED")) {
        return false;
      }
      write(
          out,
          "SEND\ndestination:intranet.in\ncontent-type:application/json\ncontent-length:%d\n"
                  .formatted(body.length)
              + "sanwei-idempotency-key:%s\nreceipt:1\n\n".formatted(idempotencyKey),
          body);
      return answer(in).equals("RECEIPT");
    }
  }

  private static void write(OutputStream out, String head, byte[] body) throws IOException {
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.write(0);
    out.flush();
  }

  /** The command of the next frame. */
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int b = in.read();
    while (b == '\n' || b == '\r') {
      b = in.read();
    }
    while (b > 0 && frame.size() < MAX_ANSWER_BYTES) {
      frame.write(b);
      b = in.read();
    }
    if (b != 0) {
      throw new IOException("the broker closed the connection");
    }
    return frame.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
  }
}
