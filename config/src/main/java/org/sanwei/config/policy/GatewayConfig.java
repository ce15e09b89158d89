package org.sanwei.config.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.sanwei.config.policy.ChannelConfig.Integrator;

/**
 * Everything of gateway.yaml: how to reach what, and where to keep it. Paths are absolute. {@code
 * epoch} is how long one intake key is used; {@code anchors} holds officers' certificates.
 */
public record GatewayConfig(
    String unit,
    String name,
    ZoneId zone,
    Endpoint web,
    Endpoint amqp,
    Database database,
    Path masterKeyFile,
    Path anchors,
    Duration epoch,
    Limits limits,
    Map<String, ChannelConfig> channels,
    Map<String, Integrator> integrators,
    Map<String, OutletConfig> outlets) {
  public GatewayConfig {
    channels = Map.copyOf(channels);
    integrators = Map.copyOf(integrators);
    outlets = Map.copyOf(outlets);
  }

  /** A listening or remote address; a listening port of 0 is chosen at start. */
  public record Endpoint(String host, int port) {}

  /** What one arrival may weigh. */
  public record Limits(long bodyBytes) {}

  /** Where the desk's data is kept. */
  public sealed interface Database {
    /** PostgreSQL started by the gateway, files in the data directory. */
    record Embedded() implements Database {}

    /** A PostgreSQL of its own. */
    record Remote(String url, String user, Secret password) implements Database {}
  }
}
