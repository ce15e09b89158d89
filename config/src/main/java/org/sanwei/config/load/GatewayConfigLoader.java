package org.sanwei.config.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.policy.GatewayConfig;

/**
 * Reads {@code gateway.yaml} of a configuration directory. Never throws for what the file holds.
 * The fixed shape of the file is that of {@code config/shipped/gateway.yaml}.
 */
public final class GatewayConfigLoader {
  /** The file's name in its directory. */
  public static final String FILE = "gateway.yaml";

  private GatewayConfigLoader() {}

  /** With every secret read: for those who start the gateway. */
  public static Loading<GatewayConfig> load(Path config) {
    return load(config, true);
  }

  /**
   * Without looking at the secret files, which {@code check} need not be allowed to read; the
   * secrets in the result are empty.
   */
  public static Loading<GatewayConfig> lint(Path config) {
    return load(config, false);
  }

  private static Loading<GatewayConfig> load(Path config, boolean withSecrets) {
    List<Problem> problems = new ArrayList<>();
    Path dir = config.toAbsolutePath().normalize();
    Fields top = YamlFile.read(dir.resolve(FILE), FILE, problems);
    if (top == null) {
      return new Loading.Refused<>(problems);
    }
    GatewayConfig read = new GatewayReader(dir, new SecretFiles(dir, withSecrets)).read(top);
    return problems.isEmpty()
        ? new Loading.Loaded<>(read)
        : new Loading.Refused<>(PolicyLoader.sorted(problems));
  }
}
