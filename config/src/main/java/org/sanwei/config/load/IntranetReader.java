package org.sanwei.config.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Broker;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;

/** Reads {@code intranet}: the broker's ports for those that send from the intranet. */
final class IntranetReader {

  /** Null when the key is absent: then the broker has no such ports. */
  @Nullable IntranetDoors read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    String host =
        fields.parsed(
            "host",
            "127.0.0.1",
            "127.0.0.1",
            t -> GatewayReader.HOST.matcher(t).matches() ? t : null);
    if (GatewayReader.ANYWHERE.contains(host)) {
      fields.problem(
          fields.at("host"),
          "'" + host + "' is every address of this machine, and no name for a certificate",
          "write the name or address that integrators connect to, as in  host: gw.office.example");
    }
    boolean tls = Boolean.TRUE.equals(fields.optionalChoice("tls", Words.YES_NO, true));
    if (!tls && !ChannelReader.LOOPBACK.contains(host)) {
      fields.problem(
          fields.at("host"),
          "secrets and messages would cross the network in the clear",
          "write  tls: true; without it the host must be 127.0.0.1");
    }
    IntranetDoors doors =
        new IntranetDoors(
            host, tls, port(fields, "amqp"), port(fields, "stomp"), port(fields, "mqtt"));
    if (doors.amqp() == null && doors.stomp() == null && doors.mqtt() == null) {
      fields.problem(
          fields.start(),
          "'intranet' names no port",
          "add one or more of  amqp: 5672, stomp: 61613, mqtt: 1883, or remove it");
    }
    fields.done();
    return doors;
  }

  private static @Nullable Integer port(Fields fields, String key) {
    return fields.has(key) ? (int) GatewayReader.number(fields, key, "5672", 1, 65535) : null;
  }

  /** Channels that have no port to come in by, and accounts that would have two channels. */
  static void check(
      Fields top, @Nullable IntranetDoors doors, Map<String, ChannelConfig> channels) {
    Map<String, String> taken = new HashMap<>();
    new TreeMap<>(channels)
        .forEach(
            (name, channel) -> {
              if (channel.source() instanceof Broker broker) {
                reachable(top, doors, channel);
                for (String account : new TreeSet<>(broker.integrators())) {
                  String other = taken.putIfAbsent(account, name);
                  if (other != null) {
                    top.problem(
                        top.at("channels"),
                        "integrator '"
                            + account
                            + "' sends by broker to channels '"
                            + other
                            + "' and '"
                            + name
                            + "': nobody could tell which a message is for",
                        "leave it in one of the two, or add a second integrator");
                  }
                }
              }
            });
  }

  private static void reachable(Fields top, @Nullable IntranetDoors doors, ChannelConfig channel) {
    if (doors == null) {
      top.problem(
          top.at("channels"),
          "channel '" + channel.name() + "' comes by the broker, which has no port for it",
          "add  intranet: { host: 127.0.0.1, amqp: 5672 }");
    }
    if (channel.kind() != ChannelKind.INTRANET) {
      top.problem(
          top.at("channels"),
          "channel '" + channel.name() + "' comes by the broker and is not of kind intranet",
          "write  kind: intranet, or post it over HTTP");
    }
  }
}
