package org.sanwei.gateway.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How the launcher starts this jar: its JVM options are part of every figure, so they are the same
 * here and in {@code ./sanwei}.
 */
record Runtimes(Path java, Path jar) {

  /** This process's own Java and jar. */
  static Runtimes own() throws IOException {
    try {
      Path jar =
          Path.of(Runtimes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        throw new IOException(jar + " is no jar: bench measures the built one");
      }
      return new Runtimes(Path.of(System.getProperty("java.home"), "bin", "java"), jar);
    } catch (URISyntaxException e) {
      throw new IOException("the jar's place is no file", e);
    }
  }

  List<String> gateway() {
    return List.of(
        java.toString(),
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-jar",
        jar.toString());
  }

  List<String> command() {
    return List.of(
        java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString());
  }
}
