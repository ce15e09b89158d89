package org.sanwei.config.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The defaults that come with the gateway: a gateway.yaml and a policy for a sandbox. */
public final class ShippedConfig {
  /** Every shipped file, relative to a configuration directory. */
  public static final List<String> FILES =
      List.of(
          "gateway.yaml",
          "policy/00-office.yaml",
          "policy/10-state-secret.yaml",
          "policy/20-doubt.yaml",
          "policy/30-work-secret.yaml",
          "policy/35-not-for-public.yaml",
          "policy/40-urgency.yaml",
          "policy/50-events.yaml",
          "policy/55-warnings.yaml",
          "policy/60-clocks.yaml");

  private static final String ROOT = "/sanwei/shipped/";

  private ShippedConfig() {}

  /** Writes the files below {@code dir}; those that are there already are left as they are. */
  public static void copyTo(Path dir) throws IOException {
    for (String name : FILES) {
      Path file = dir.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        // Whole or not at all: half a file of rules would load, and let through what the rest
        // holds.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes(name), StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** One of {@link #FILES}, as shipped. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = ShippedConfig.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + ROOT + name + "; fix: build it again");
      }
      return in.readAllBytes();
    }
  }
}
