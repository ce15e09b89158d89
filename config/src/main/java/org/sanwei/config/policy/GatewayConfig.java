package org.sanwei.config.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Integrator;

/**
 * Everything of gateway.yaml: how to reach what, and where to keep it. Paths are absolute. {@code
 * epoch} is how long one intake key is used; {@code anchors} holds officers' certificates; {@code
 * repeatsWithin} is how far apart equal messages may come and be shown as possible repeats; with
 * {@code shadow} everything runs and nothing is sent to anybody outside.
 */
public record GatewayConfig(
    String unit,
    String name,
    ZoneId zone,
    Endpoint web,
    WebDoor webDoor,
    Endpoint amqp,
    @Nullable IntranetDoors intranet,
    Database database,
    Path masterKeyFile,
    Path anchors,
    Duration epoch,
    Limits limits,
    Map<String, ChannelConfig> channels,
    Map<String, Integrator> integrators,
    Map<String, OutletConfig> outlets,
    ProbePlan probe,
    Duration repeatsWithin,
    boolean shadow) {
  /** Where gateway.yaml does not say it. */
  public static final Duration REPEATS_WITHIN = Duration.ofMinutes(10);

  /** With probes by the button only. */
  public GatewayConfig(
      String unit,
      String name,
      ZoneId zone,
      Endpoint web,
      WebDoor webDoor,
      Endpoint amqp,
      @Nullable IntranetDoors intranet,
      Database database,
      Path masterKeyFile,
      Path anchors,
      Duration epoch,
      Limits limits,
      Map<String, ChannelConfig> channels,
      Map<String, Integrator> integrators,
      Map<String, OutletConfig> outlets) {
    this(
        unit,
        name,
        zone,
        web,
        webDoor,
        amqp,
        intranet,
        database,
        masterKeyFile,
        anchors,
        epoch,
        limits,
        channels,
        integrators,
        outlets,
        ProbePlan.BY_HAND,
        REPEATS_WITHIN,
        false);
  }

  public GatewayConfig {
    // In the file's order: where two channels fit, the first is meant, at each start the same.
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    integrators = Map.copyOf(integrators);
    outlets = Map.copyOf(outlets);
  }

  /** The same, but that one arrival may weigh so much. */
  public GatewayConfig limitedTo(Limits others) {
    return new GatewayConfig(
        unit,
        name,
        zone,
        web,
        webDoor,
        amqp,
        intranet,
        database,
        masterKeyFile,
        anchors,
        epoch,
        others,
        channels,
        integrators,
        outlets,
        probe,
        repeatsWithin,
        shadow);
  }

  /** A listening or remote address; a listening port of 0 is chosen at start. */
  public record Endpoint(String host, int port) {}

  /**
   * How the pages are protected on the wire. Without either they are for loopback only. {@code
   * proxies} are the addresses of TLS proxies whose word on the caller's address is taken.
   */
  public record WebDoor(@Nullable WebTls tls, Set<String> proxies) {
    /** Plain HTTP. */
    public static final WebDoor PLAIN = new WebDoor(null, Set.of());

    public WebDoor {
      proxies = Set.copyOf(proxies);
    }
  }

  /** A PKCS#12 key store with one key, and its password. */
  public record WebTls(Path keyStore, Secret password) {}

  /**
   * Where the broker takes messages from the intranet: a port for each protocol, null for one that
   * is not spoken. Without {@code tls} on loopback only.
   */
  public record IntranetDoors(
      String host,
      boolean tls,
      @Nullable Integer amqp,
      @Nullable Integer stomp,
      @Nullable Integer mqtt) {}

  /**
   * What one arrival may weigh: in the heap, and in pieces that are held unread. A {@code
   * largeBodyBytes} of 0, and one that is not above {@code bodyBytes}, takes nothing in pieces.
   */
  public record Limits(long bodyBytes, long largeBodyBytes) {
    /** With nothing in pieces. */
    public Limits(long bodyBytes) {
      this(bodyBytes, 0);
    }
  }

  /** Where the desk's data is kept. */
  public sealed interface Database {
    /** PostgreSQL started by the gateway, files in the data directory. */
    record Embedded() implements Database {}

    /** A PostgreSQL of its own. */
    record Remote(String url, String user, Secret password) implements Database {}
  }
}
