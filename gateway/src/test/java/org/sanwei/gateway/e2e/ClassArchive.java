package org.sanwei.gateway.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the built jar as the JVM keeps them after one whole start (class data sharing, JEP
 * 350): some fifty starts of these tests then take half the processor time. Nothing else about a
 * start changes, and a JVM that finds the archive unfit does without it.
 */
final class ClassArchive {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static @Nullable Path made;

  private ClassArchive() {}

  /** The option that lets a JVM of this version use it; made on the first call, by one start. */
  static synchronized String option(String java, String jar, List<String> options) {
    if (made == null) {
      made = make(java, jar, options);
    }
    return "-XX:SharedArchiveFile=" + made;
  }

  private static Path make(String java, String jar, List<String> options) {
    Path directory = Trees.ground().resolve("classes");
    Path archive = directory.resolve("sanwei.jsa");
    try {
      Trees.delete(directory);
      Files.createDirectories(directory);
      URI web = URI.create("http://127.0.0.1:" + Counterparties.freePort());
      Path output = directory.resolve("output.log");
      List<String> command = new ArrayList<>(List.of(java));
      command.addAll(options);
      command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off"));
      command.addAll(List.of("-Xlog:cds+dynamic=off", "-jar", jar, "run", "--sandbox"));
      command.addAll(List.of("--data", directory.resolve("data").toString()));
      command.addAll(List.of("--port", Integer.toString(web.getPort())));
      Process start =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> GatewayProcess.healthy(web) || !start.isAlive());
        start.destroy();
        if (!start.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(archive)) {
          throw new AssertionError("no class archive was made:\n" + Files.readString(output));
        }
      } finally {
        start.destroyForcibly();
      }
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
