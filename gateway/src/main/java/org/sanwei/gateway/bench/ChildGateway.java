package org.sanwei.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sandbox of its own on a data directory, as {@code ./sanwei run} starts it. */
final class ChildGateway implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String READER = "zhiban";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Path data;
  private final URI web;
  private final Duration start;

  private ChildGateway(Process process, Path data, int port) throws IOException {
    long begun = System.nanoTime();
    this.process = process;
    this.data = data;
    this.web = URI.create("http://127.0.0.1:" + port);
    try {
      awaitAnswer(begun);
      this.start = Duration.ofNanos(System.nanoTime() - begun);
      awaitSandbox(begun);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Starts it and returns when its log-in page answers. */
  static ChildGateway start(Runtimes runtime, Path data) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(runtime.gateway());
    command.addAll(
        List.of("run", "--sandbox", "--data", data.toString(), "--rate", "0", "--port", "" + port));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling(data.getFileName() + ".out").toFile())
            .start();
    return new ChildGateway(process, data, port);
  }

  /** From the start of the process to the first answer. */
  Duration startTime() {
    return start;
  }

  Footprint footprint() throws IOException {
    return Footprint.of(process.toHandle());
  }

  /** Turns the drill's traffic. */
  void traffic(int perMinute) throws IOException {
    URI phones = URI.create(sandbox().path("phones").asText());
    HttpRequest put =
        HttpRequest.newBuilder(phones.resolve("/traffic"))
            .header("X-Sanwei-Drill", "bench")
            .timeout(PATIENCE)
            .PUT(BodyPublishers.ofString(Integer.toString(perMinute)))
            .build();
    int status = send(put).statusCode();
    if (status != 200) {
      throw new IOException("the sandbox's traffic cannot be turned: HTTP " + status);
    }
  }

  /** The account line: what arrived and how much of it waits. */
  JsonNode account() throws IOException {
    String login = READER + ":" + sandbox().path("logins").path(READER).asText();
    HttpRequest get =
        HttpRequest.newBuilder(web.resolve("/api/v1/accounts"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .timeout(PATIENCE)
            .build();
    HttpResponse<String> answer = send(get);
    if (answer.statusCode() != 200) {
      throw new IOException("the account does not answer: HTTP " + answer.statusCode());
    }
    return json.readTree(answer.body()).path("total");
  }

  /** Stops it as Ctrl-C does. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the gateway did not stop within " + LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the gateway stops", e);
    }
  }

  private void awaitAnswer(long begun) throws IOException {
    while (!answers()) {
      pause(begun);
    }
  }

  /** The people and the ports are written when everything is up. */
  private void awaitSandbox(long begun) throws IOException {
    while (!Files.exists(data.resolve("sandbox.json"))
        || !Files.readString(out()).contains("started in")) {
      pause(begun);
    }
  }

  private Path out() {
    return data.resolveSibling(data.getFileName() + ".out");
  }

  private boolean answers() {
    try {
      return send(HttpRequest.newBuilder(web.resolve("/login")).timeout(PATIENCE).build())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void pause(long begun) throws IOException {
    if (!process.isAlive() || System.nanoTime() - begun > LONGEST_START.toNanos()) {
      throw new IOException("the gateway did not start; what it said is in " + out());
    }
    Pause.of(POLL);
  }

  private JsonNode sandbox() throws IOException {
    return json.readTree(data.resolve("sandbox.json").toFile());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
