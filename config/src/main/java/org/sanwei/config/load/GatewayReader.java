package org.sanwei.config.load;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Algorithm;
import org.sanwei.config.policy.ChannelConfig.Integrator;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.config.policy.GatewayConfig.Limits;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.ProbePlan;
import org.sanwei.config.policy.Secret;

/** Reads gateway.yaml key by key; channels and outlets have readers of their own. */
final class GatewayReader {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h|d)");
  static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
  static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
  private static final Map<String, Algorithm> ALGORITHMS = new LinkedHashMap<>();

  static {
    for (Algorithm algorithm : Algorithm.values()) {
      ALGORITHMS.put(algorithm.word(), algorithm);
    }
  }

  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PROBE = Duration.ofHours(1);
  private static final Duration LONGEST_REPEAT = Duration.ofHours(1);

  private final Path dir;
  private final SecretFiles secrets;

  GatewayReader(Path dir, SecretFiles secrets) {
    this.dir = dir;
    this.secrets = secrets;
  }

  GatewayConfig read(Fields top) {
    String unit =
        top.parsed("unit", "\"370500\"", "0", t -> t.matches("[0-9A-Z-]{1,32}") ? t : null);
    String name = top.text("name", "东营市委值班室", "");
    ZoneId zone = top.parsed("zone", "Asia/Shanghai", ZoneId.of("UTC"), GatewayReader::zone);
    WebReader.Web web = new WebReader(dir, secrets).read(top.map("web", true));
    Endpoint amqp = amqp(top.map("amqp", true));
    IntranetDoors intranet = new IntranetReader().read(top.map("intranet", false));
    Database database = database(top);
    Path masterKeyFile =
        dir.resolve(top.text("masterKeyFile", "../keys/master.key", "")).normalize();
    Path anchors = dir.resolve(top.text("anchors", "keys/officers", "")).normalize();
    Duration epoch = duration(top, "epoch", "10m");
    Limits limits = limits(top.map("limits", true));
    Map<String, Integrator> integrators = new LinkedHashMap<>();
    each(top, "integrators", (n, f) -> integrators.put(n, integrator(n, f)));
    Map<String, OutletConfig> outlets = new LinkedHashMap<>();
    OutletReader outletReader = new OutletReader(secrets);
    each(
        top,
        "outlets",
        (n, f) -> {
          OutletConfig outlet = outletReader.read(n, f);
          if (outlet != null) {
            outlets.put(n, outlet);
          }
        });
    Map<String, ChannelConfig> channels = new LinkedHashMap<>();
    ChannelReader channelReader = new ChannelReader(dir, secrets, integrators.keySet(), outlets);
    each(top, "channels", (n, f) -> channels.put(n, channelReader.read(n, f)));
    IntranetReader.check(top, intranet, channels);
    ProbePlan probe = probe(top.map("probe", false));
    Duration repeatsWithin = repeats(top.map("repeats", false));
    boolean shadow = Boolean.TRUE.equals(top.optionalChoice("shadow", Words.YES_NO, true));
    top.done();
    return new GatewayConfig(
        unit,
        name,
        zone,
        web.endpoint(),
        web.door(),
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
        probe,
        repeatsWithin,
        shadow);
  }

  private static Duration repeats(@Nullable Fields fields) {
    if (fields == null) {
      return GatewayConfig.REPEATS_WITHIN;
    }
    Duration within = duration(fields, "within", "10m");
    if (within.compareTo(LONGEST_REPEAT) >= 0) {
      fields.problem(
          fields.at("within"),
          "equal texts an hour apart are two reports, and no repeats",
          "write  within: 10m");
    }
    fields.done();
    return within;
  }

  private static ProbePlan probe(@Nullable Fields fields) {
    if (fields == null) {
      return ProbePlan.BY_HAND;
    }
    LocalTime at =
        fields.has("at")
            ? fields.parsed("at", "\"06:30\"", LocalTime.MIN, GatewayReader::time)
            : null;
    Duration within =
        fields.has("within") ? duration(fields, "within", "5m") : ProbePlan.BY_HAND.within();
    if (within.compareTo(SHORTEST_PROBE) < 0 || within.compareTo(LONGEST_PROBE) > 0) {
      fields.problem(
          fields.at("within"),
          "a probe that has less than 10 seconds, or more than an hour, proves nothing",
          "write  within: 5m");
    }
    fields.done();
    return new ProbePlan(at, within);
  }

  private static @Nullable LocalTime time(String text) {
    try {
      return text.length() == 5 ? LocalTime.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private interface Entry {
    void read(String name, Fields fields);
  }

  private static void each(Fields top, String key, Entry entry) {
    Fields map = top.map(key, true);
    if (map == null) {
      return;
    }
    for (String name : map.names()) {
      Fields fields = map.map(name, true);
      if (!Words.NAME.matcher(name).matches()) {
        map.problem(
            map.at(name),
            "'" + map.full(name) + "' is no name",
            "use a-z, 0-9 and hyphens, 1 to 32");
      }
      if (fields != null) {
        entry.read(name, fields);
        fields.done();
      }
    }
  }

  /** The host is also the name in the broker's certificate, and so must be one. */
  private static Endpoint amqp(@Nullable Fields fields) {
    if (fields == null) {
      return new Endpoint("127.0.0.1", 0);
    }
    Endpoint endpoint = endpoint(fields);
    if (ANYWHERE.contains(endpoint.host())) {
      fields.problem(
          fields.at("host"),
          "'"
              + endpoint.host()
              + "' is every address of this machine, and no name for a certificate",
          "write the name or address that officers connect to, as in  host: gw.office.example");
    }
    fields.done();
    return endpoint;
  }

  /** The keys host and port of a map that may hold others. */
  static Endpoint endpoint(Fields fields) {
    String host =
        fields.parsed("host", "127.0.0.1", "127.0.0.1", t -> HOST.matcher(t).matches() ? t : null);
    long port = number(fields, "port", "8080", 0, 65535);
    return new Endpoint(host, (int) port);
  }

  static long number(Fields fields, String key, String example, long least, long most) {
    String text = fields.text(key, example);
    if (text == null) {
      return least;
    }
    if (text.matches("[0-9]{1,15}")) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    fields.problem(
        fields.at(key),
        "'" + fields.full(key) + "' is '" + text + "'",
        "write a whole number from " + least + " to " + most + ", as in  " + key + ": " + example);
    return least;
  }

  static Duration duration(Fields fields, String key, String example) {
    return fields.parsed(key, example, Duration.ofSeconds(1), GatewayReader::duration);
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Database database(Fields top) {
    Fields fields = top.isMap("database") ? top.map("database", true) : null;
    if (fields == null) {
      return top.choice(
          "database", Map.of("embedded", new Database.Embedded()), new Database.Embedded());
    }
    String url =
        fields.parsed(
            "url",
            "jdbc:postgresql://db.example/sanwei",
            "",
            t -> t.startsWith("jdbc:postgresql:") ? t : null);
    String user = fields.text("user", "sanwei", "");
    Secret password = secrets.secret(fields, "passwordFile");
    fields.done();
    return new Database.Remote(url, user, password);
  }

  /** Where nothing is said: a quarter of a gigabyte, which no page scanner reaches. */
  private static final long LARGE_BODY_BYTES = 256L * 1024 * 1024;

  private static Limits limits(@Nullable Fields fields) {
    if (fields == null) {
      return new Limits(1);
    }
    long bodyBytes = number(fields, "bodyBytes", "26214400", 1, 1L << 30);
    long largeBodyBytes = LARGE_BODY_BYTES;
    if (fields.has("largeBodyBytes")) {
      largeBodyBytes = number(fields, "largeBodyBytes", "268435456", 0, 1L << 30);
    }
    fields.done();
    return new Limits(bodyBytes, largeBodyBytes);
  }

  private Integrator integrator(String name, Fields fields) {
    Algorithm algorithm = fields.choice("algorithm", ALGORITHMS, Algorithm.HMAC_SM3);
    return new Integrator(name, algorithm, secrets.secret(fields, "secretFile"));
  }
}
