package org.sanwei.config.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Broker;
import org.sanwei.config.policy.ChannelConfig.Http;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Source;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig.Endpoint;

/** Reads one channel of gateway.yaml: a mailbox, signed posts, or messages to our broker. */
final class ChannelReader {
  static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final Map<String, Tls> TLS = new LinkedHashMap<>();

  static {
    for (Tls tls : Tls.values()) {
      TLS.put(tls.name().toLowerCase(Locale.ROOT), tls);
    }
  }

  private final SecretFiles secrets;
  private final Set<String> integrators;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** Reads the map under one key of a channel: one way for messages to come in. */
  private interface Way {
    Source read(String channel, Fields fields);
  }

  ChannelReader(SecretFiles secrets, Set<String> integrators) {
    this.secrets = secrets;
    this.integrators = integrators;
    ways.put("imap", (channel, fields) -> imap(fields));
    ways.put("http", (channel, fields) -> new Http(integrators(channel, fields)));
    ways.put("broker", (channel, fields) -> new Broker(integrators(channel, fields)));
  }

  ChannelConfig read(String name, Fields fields) {
    ChannelKind kind = fields.choice("kind", Words.KINDS, ChannelKind.HAND);
    List<Source> sources = new ArrayList<>();
    ways.forEach(
        (key, way) -> {
          Fields found = fields.map(key, false);
          if (found != null) {
            sources.add(way.read(name, found));
          }
        });
    if (sources.size() != 1) {
      fields.problem(
          fields.start(),
          "channel '" + name + "' must have exactly one of " + String.join(", ", ways.keySet()),
          "add  http: { integrators: [NAME] }  or  imap: { … }");
    }
    return new ChannelConfig(name, kind, sources.isEmpty() ? new Http(Set.of()) : sources.get(0));
  }

  private Set<String> integrators(String name, Fields fields) {
    Set<String> named = Set.copyOf(fields.words("integrators"));
    if (named.isEmpty()) {
      fields.problem(
          fields.start(), "nobody may send to channel '" + name + "'", "add  integrators: [NAME]");
    }
    for (String integrator : named) {
      if (!integrators.contains(integrator)) {
        fields.problem(
            fields.at("integrators"),
            "channel '" + name + "' names integrator '" + integrator + "', which is not there",
            "add it under integrators:, or " + Nearest.hint(integrator, integrators));
      }
    }
    fields.done();
    return named;
  }

  private Source imap(Fields fields) {
    Endpoint server = GatewayReader.endpoint(fields);
    Tls tls = fields.choice("tls", TLS, Tls.IMPLICIT);
    if (tls == Tls.NONE && fields.has("tls") && !LOOPBACK.contains(server.host())) {
      fields.problem(
          fields.at("tls"),
          "the password and the mail would cross the network in the clear",
          "write  tls: implicit  or  tls: starttls; none is for 127.0.0.1 only");
    }
    Imap imap =
        new Imap(
            server,
            tls,
            fields.text("user", "fax", ""),
            secrets.secret(fields, "passwordFile"),
            fields.text("folder", "INBOX", ""),
            fields.text("processed", "Processed", ""),
            GatewayReader.duration(fields, "pollEvery", "2s"));
    if (fields.has("folder") && imap.folder().equals(imap.processed())) {
      fields.problem(
          fields.at("processed"),
          "'folder' and 'processed' are the same, so mail would be taken again and again",
          "write  processed: Processed");
    }
    fields.done();
    return imap;
  }
}
