package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Policy;

/**
 * What one start is about: the checked configuration, where its data lies, and the port of the
 * pages. {@code sandbox} marks every page and text 演练; {@code signed} is how its policy came to be
 * taken.
 */
public record Setup(
    Path configDir,
    Path data,
    Deployment deployment,
    boolean sandbox,
    int webPort,
    PolicyStart signed) {

  /** What gateway.yaml says. */
  public GatewayConfig config() {
    return deployment.gateway();
  }

  /** What the policy of this start says: for what cannot change while the gateway runs. */
  public Policy policyAtStart() {
    return deployment.policy();
  }

  /** Where the gateway keeps its own keys: beside the master key, outside the data directory. */
  public Path keys() {
    return keysOf(config());
  }

  static Path keysOf(GatewayConfig config) {
    Path keys = config.masterKeyFile().toAbsolutePath().normalize().getParent();
    if (keys == null) {
      throw new StartRefused(
          "masterKeyFile " + config.masterKeyFile() + " has no directory",
          "name a file in a directory of its own");
    }
    return keys;
  }
}
