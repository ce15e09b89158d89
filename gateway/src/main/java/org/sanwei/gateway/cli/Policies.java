package org.sanwei.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.gateway.wiring.StartRefused;

/** The policy that a command judges with: of a directory, or the shipped one. */
final class Policies {
  private Policies() {}

  static Policy load(@Nullable Path config) throws IOException {
    if (config != null) {
      return loaded(PolicyLoader.load(config));
    }
    Path shipped = Files.createTempDirectory("sanwei-policy");
    try {
      ShippedConfig.copyTo(shipped);
      return loaded(PolicyLoader.load(shipped));
    } finally {
      delete(shipped);
    }
  }

  private static Policy loaded(Loading<Policy> loading) {
    if (loading instanceof Loading.Loaded<Policy> loaded) {
      return loaded.value();
    }
    throw new StartRefused(
        loading.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
        "mend the problems above; sanwei check lists them too");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
