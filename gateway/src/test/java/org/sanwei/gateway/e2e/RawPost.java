package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.sanwei.gateway.e2e.Integrator.Post;

/**
 * A signed post by hand, of which as much is sent as the test wants and whose answer lies unread.
 */
final class RawPost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final byte[] body;

  /** Sends the head; returns when the gateway says that it wants the body. */
  RawPost(Integrator source, Post post) throws IOException {
    body = post.body();
    socket = new Socket(InetAddress.getLoopbackAddress(), source.gateway().getPort());
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    StringBuilder head = new StringBuilder("POST " + Integrator.path(post) + " HTTP/1.1\r\n");
    for (Map.Entry<String, String> header : source.headers(post).entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Host: 127.0.0.1\r\nExpect: 100-continue\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    send(head.toString().getBytes(StandardCharsets.US_ASCII), 0, head.length());
    byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
    assertThat(new String(goOn, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
  }

  void sendFirstHalf() throws IOException {
    send(body, 0, body.length / 2);
  }

  void sendSecondHalf() throws IOException {
    send(body, body.length / 2, body.length - body.length / 2);
  }

  private void send(byte[] bytes, int from, int length) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes, from, length);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
