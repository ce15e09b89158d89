package org.sanwei.gateway.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** A request whose body stops coming does not keep its thread, on a real web server. */
class SilentBodiesTest {

  @Test
  void aBodyThatStopsComingIsBrokenOff() throws Exception {
    Reading servlet = new Reading();
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
    new SilentBodies(Duration.ofMillis(200)).customize(factory);
    WebServer server =
        factory.getWebServer(context -> context.addServlet("reading", servlet).addMapping("/*"));
    server.start();
    try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nten bytes."
                  .getBytes(US_ASCII));

      // The server's own limit is a minute; nothing else would end this before.
      assertThat(servlet.ended.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    } finally {
      server.stop();
    }
  }

  private static final class Reading extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient CompletableFuture<Exception> ended = new CompletableFuture<>();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        request.getInputStream().readAllBytes();
        ended.completeExceptionally(new AssertionError("it came whole"));
      } catch (IOException e) {
        ended.complete(e);
        throw e;
      }
    }
  }
}
