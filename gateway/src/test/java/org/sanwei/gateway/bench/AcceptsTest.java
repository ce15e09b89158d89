package org.sanwei.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The parts that the figures of intake are made of. */
class AcceptsTest {
  @Test
  void theMiddleOfSeveralIsNotMovedByOneThatIsFarOff() {
    Middle odd = Middle.of(List.of(900.0, 3.0, 1.0), value -> value);
    Middle even = Middle.of(List.of(4.0, 1.0, 2.0, 900.0), value -> value);

    assertThat(odd).isEqualTo(new Middle(3, 1, 900));
    assertThat(even.value()).isEqualTo(3);
    assertThat(odd.range(1)).isEqualTo("1.0–900.0");
  }

  @Test
  void aRoundEndsWithItsNumberAndSaysHowManyWereDone() throws IOException {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger emptied = new AtomicInteger();
    try (Rounds rounds = new Rounds(3, 50, Duration.ofMinutes(1), emptied::incrementAndGet)) {
      Pace pace = rounds.round(done::incrementAndGet);

      assertThat(pace.count()).isEqualTo(50);
      assertThat(done).hasValue(50);
      assertThat(pace.perSecond()).isPositive();
      assertThat(emptied).hasValue(1);
    }
  }

  @Test
  void anAnswerIsReadToItsEndWhetherMeasuredOrInChunks() throws Exception {
    String measured = "HTTP/1.1 202 \r\nContent-Length: 2\r\n\r\n{}";
    String chunked = "HTTP/1.1 202 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    String last = "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> serving =
          CompletableFuture.runAsync(() -> answer(server, measured, chunked, last));
      URI to = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      try (KeptConnection connection = new KeptConnection(to)) {
        assertThat(connection.exchange(new byte[] {'?'})).isEqualTo(202);
        assertThat(connection.exchange(new byte[] {'?'})).isEqualTo(202);
        assertThat(connection.exchange(new byte[] {'?'})).isEqualTo(503);
      }
      serving.join();
    }
  }

  /** A byte is a question; the last answer ends the connection, and the client comes anew. */
  private static void answer(ServerSocket server, String... answers) {
    try (Socket first = server.accept()) {
      InputStream in = first.getInputStream();
      for (String each : answers) {
        if (in.read() < 0) {
          return;
        }
        for (byte one : each.getBytes(StandardCharsets.US_ASCII)) {
          first.getOutputStream().write(one);
        }
      }
      server.accept().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
