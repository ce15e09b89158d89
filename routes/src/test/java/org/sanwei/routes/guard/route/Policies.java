package org.sanwei.routes.guard.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.springframework.util.FileSystemUtils;

/** The policy that is shipped, and what tests make of it. */
public final class Policies {
  private Policies() {}

  /** As it is shipped. */
  public static Policy shipped() {
    return shipped("", "");
  }

  /** As it is shipped, with other words in its first file. */
  public static Policy shipped(String from, String to) {
    try {
      Path directory = Files.createTempDirectory("policy");
      try {
        return load(directory, from, to);
      } finally {
        FileSystemUtils.deleteRecursively(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Policy load(Path directory, String from, String to) throws IOException {
    ShippedConfig.copyTo(directory);
    Path office = directory.resolve("policy/00-office.yaml");
    String text = Files.readString(office);
    if (!text.contains(from)) {
      throw new IllegalStateException("the shipped policy has no '" + from + "'");
    }
    if (!from.isEmpty()) {
      Files.writeString(office, text.replace(from, to));
    }
    Loading<Policy> loading = PolicyLoader.load(directory);
    if (loading instanceof Loading.Loaded<Policy> loaded) {
      return loaded.value();
    }
    throw new IllegalStateException(loading.problems().toString());
  }
}
