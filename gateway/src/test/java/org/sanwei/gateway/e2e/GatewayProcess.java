package org.sanwei.gateway.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar sanwei.jar run} as a child process on one office's files. Dies with the tests'
 * own process.
 */
final class GatewayProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int TOLD_LINES = 30;

  private static final List<String> JVM =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Office office;
  private @Nullable Process process;

  GatewayProcess(Office office) {
    this.office = office;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (process != null) {
                    process.destroyForcibly();
                  }
                }));
  }

  /** Starts it, and waits until it says that it is healthy. */
  void start(String... options) throws IOException {
    launch(options);
    awaitReady();
  }

  /** Starts it and does not wait. */
  void launch(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(JVM);
    if (Stream.of(options).noneMatch(option -> option.startsWith("-javaagent"))) {
      // A JVM 17 that has both dies of it.
      command.add(ClassArchive.option(java(), jar(), JVM));
    }
    command.add("-Djava.io.tmpdir=" + office.temporary());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar(), "run"));
    command.addAll(List.of("--config", office.config().toString()));
    command.addAll(List.of("--data", office.data().toString()));
    process =
        new ProcessBuilder(command)
            // What a JVM leaves behind when it dies lies there.
            .directory(office.temporary().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(office.output().toFile()))
            .start();
  }

  void awaitReady() {
    boolean ready;
    try {
      await()
          .atMost(START_PATIENCE)
          .pollInterval(POLL)
          .until(() -> healthy(web()) || !running().isAlive());
      ready = running().isAlive();
    } catch (ConditionTimeoutException e) {
      ready = false;
    }
    if (!ready) {
      throw new AssertionError(
          "the gateway ended, or has no health in "
              + START_PATIENCE
              + "; it said:\n"
              + lastWords());
    }
  }

  /** {@code kill -9}, wherever it is; returns when the process is gone. */
  void kill9() {
    running().toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Ctrl-C as an administrator would; gives the exit code. */
  int stop() {
    running().destroy();
    awaitEnd();
    return running().exitValue();
  }

  /** {@code java -jar sanwei.jar ARGUMENTS} beside it, to its end; gives what it printed. */
  Finished run(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(java(), "-jar", jar()), Stream.of(arguments)).toList();
    Path out = Files.createTempFile("e2e-command", ".out");
    try {
      Process child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!child.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        child.destroyForcibly();
        throw new AssertionError("the command did not end: " + List.of(arguments));
      }
      return new Finished(child.exitValue(), Files.readString(out));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      Files.delete(out);
    }
  }

  /** How a command ended and what it printed. */
  record Finished(int exit, String output) {}

  /** The process as the system knows it. */
  ProcessHandle handle() {
    return running().toHandle();
  }

  /** Whether it runs still. */
  boolean alive() {
    return running().isAlive();
  }

  URI web() {
    return office.web();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }

  /** Whether the gateway that serves there says so. */
  static boolean healthy(URI web) {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve("/actuator/health"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitEnd() {
    try {
      if (!running().waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the gateway did not end; it said:\n" + lastWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Process running() {
    return Objects.requireNonNull(process, "start() comes first");
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(office.output());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String jar() {
    return Objects.requireNonNull(
        System.getProperty("sanwei.jar"), "failsafe names the built jar in sanwei.jar");
  }
}
