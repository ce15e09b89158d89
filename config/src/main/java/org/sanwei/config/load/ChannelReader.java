package org.sanwei.config.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Broker;
import org.sanwei.config.policy.ChannelConfig.FileDrop;
import org.sanwei.config.policy.ChannelConfig.Http;
import org.sanwei.config.policy.ChannelConfig.Slips;
import org.sanwei.config.policy.ChannelConfig.Smpp;
import org.sanwei.config.policy.ChannelConfig.Source;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.OutletConfig;

/**
 * Reads one channel of gateway.yaml: a mailbox, signed posts, a folder, an outlet's sessions,
 * messages to our broker, or slips that people fill in.
 */
final class ChannelReader {
  static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final Duration SEGMENTS_WAIT = Duration.ofMinutes(2);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration SHORTEST_KEEP = Duration.ofHours(1);
  private static final Duration LONGEST_KEEP = Duration.ofDays(31);

  private final SecretFiles secrets;
  private final Set<String> integrators;
  private final Map<String, OutletConfig> outlets;
  private final Map<String, String> channelOfOutlet = new HashMap<>();
  private @Nullable String slips;
  private final Map<String, Path> folders = new LinkedHashMap<>();
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** Reads the map under one key of a channel: one way for messages to come in. */
  private interface Way {
    Source read(String channel, ChannelKind kind, Fields fields);
  }

  /** Relative paths of folders are relative to {@code dir}. */
  ChannelReader(
      Path dir, SecretFiles secrets, Set<String> integrators, Map<String, OutletConfig> outlets) {
    this.secrets = secrets;
    this.integrators = integrators;
    this.outlets = outlets;
    FolderReader folderReader = new FolderReader(dir);
    ways.put("imap", (channel, kind, fields) -> new ImapReader(secrets).read(fields));
    ways.put("http", (channel, kind, fields) -> new Http(integrators(channel, fields)));
    ways.put("folder", (channel, kind, fields) -> new FileDrop(folderReader.read(fields)));
    ways.put("smpp", this::smpp);
    ways.put("broker", (channel, kind, fields) -> new Broker(integrators(channel, fields)));
    ways.put("slips", this::slips);
  }

  ChannelConfig read(String name, Fields fields) {
    ChannelKind kind = fields.choice("kind", Words.KINDS, ChannelKind.HAND);
    List<Source> sources = new ArrayList<>();
    ways.forEach(
        (key, way) -> {
          Fields found = fields.map(key, false);
          if (found != null) {
            sources.add(way.read(name, kind, found));
          }
        });
    if (sources.size() != 1) {
      fields.problem(
          fields.start(),
          "channel '" + name + "' must have exactly one of " + String.join(", ", ways.keySet()),
          "add  http: { integrators: [NAME] },  imap: { … },  folder: { … },  smpp: { outlet: NAME }  or"
              + "  slips: { keep: 7d, open: 20 }");
    }
    for (Source source : sources) {
      if (source instanceof FileDrop drop) {
        FolderReader.check(name, kind, drop.folder(), fields);
        alone(name, drop.folder().path(), fields);
      }
    }
    Source source = sources.isEmpty() ? new Http(Set.of()) : sources.get(0);
    return new ChannelConfig(
        name, kind, source, new ReceiptReader(secrets).read(name, kind, source, fields));
  }

  /** A folder within another's, or the same, would be taken twice or lose its receipts. */
  private void alone(String name, Path folder, Fields fields) {
    folders.forEach(
        (other, theirs) -> {
          if (folder.startsWith(theirs) || theirs.startsWith(folder)) {
            fields.problem(
                fields.at("folder"),
                "channels '" + other + "' and '" + name + "' watch one folder, or one within it",
                "give each a folder of its own, neither inside the other");
          }
        });
    folders.put(name, folder);
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

  private Source smpp(String name, ChannelKind kind, Fields fields) {
    if (kind != ChannelKind.SMS) {
      fields.problem(
          fields.start(),
          "channel '" + name + "' takes texts over SMPP and is not of kind sms",
          "write  kind: sms");
    }
    String outlet = fields.text("outlet", "sms", "");
    if (fields.has("outlet")) {
      outletOf(name, outlet, fields);
    }
    Duration wait =
        fields.has("segmentsWait")
            ? GatewayReader.duration(fields, "segmentsWait", "2m")
            : SEGMENTS_WAIT;
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      fields.problem(
          fields.at("segmentsWait"),
          "a half message would keep its intake key, and what it says, for more than an hour",
          "write  segmentsWait: 2m");
    }
    fields.done();
    return new Smpp(outlet, wait);
  }

  private void outletOf(String name, String outlet, Fields fields) {
    Set<String> known = new TreeSet<>();
    outlets.forEach(
        (other, config) -> {
          if (config instanceof OutletConfig.Smpp) {
            known.add(other);
          }
        });
    if (!known.contains(outlet)) {
      fields.problem(
          fields.at("outlet"),
          "channel '" + name + "' names '" + outlet + "', which is no outlet of kind smpp",
          "add it under outlets: with  kind: smpp , or " + Nearest.hint(outlet, known));
    }
    String other = channelOfOutlet.putIfAbsent(outlet, name);
    if (other != null) {
      fields.problem(
          fields.at("outlet"),
          "channels '"
              + other
              + "' and '"
              + name
              + "' both take the texts of outlet '"
              + outlet
              + "'",
          "keep one of the two, or give the other an outlet of its own");
    }
  }

  private Source slips(String name, ChannelKind kind, Fields fields) {
    if (kind != ChannelKind.HAND) {
      fields.problem(
          fields.start(),
          "channel '" + name + "' takes slips that people fill in and is not of kind hand",
          "write  kind: hand");
    }
    if (slips != null) {
      fields.problem(
          fields.start(),
          "channels '" + slips + "' and '" + name + "' both take slips: the desk has one page",
          "keep one of the two");
    }
    slips = name;
    Duration keep = GatewayReader.duration(fields, "keep", "7d");
    if (fields.has("keep")
        && (keep.compareTo(SHORTEST_KEEP) < 0 || keep.compareTo(LONGEST_KEEP) > 0)) {
      fields.problem(
          fields.at("keep"),
          "an unfinished slip is kept for an hour to 31 days",
          "write  keep: 7d");
    }
    int open = (int) GatewayReader.number(fields, "open", "20", 1, 50);
    fields.done();
    return new Slips(keep, open);
  }
}
