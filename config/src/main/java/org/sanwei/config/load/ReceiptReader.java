package org.sanwei.config.load;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.config.policy.ReceiptConfig.MailOut;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.config.policy.Secret;

/** Reads the map {@code receipt} of a channel; without it the channel answers nobody. */
final class ReceiptReader {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Pattern NEVER =
      Pattern.compile("[A-Za-z0-9._+-]{0,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Duration AFTER = Duration.ofSeconds(30);
  private static final Duration LONGEST_AFTER = Duration.ofHours(1);
  private static final Duration KEEP = Duration.ofDays(7);
  private static final Duration LONGEST_KEEP = Duration.ofDays(30);
  private static final int PER_ADDRESS = 5;
  private static final int PER_CHANNEL = 60;
  private static final int MOST_AN_HOUR = 10_000;
  private static final Map<String, Tls> TLS = new LinkedHashMap<>();
  private static final Map<String, Boolean> YES = Map.of("true", true);

  static {
    for (Tls tls : Tls.values()) {
      TLS.put(tls.name().toLowerCase(Locale.ROOT), tls);
    }
  }

  private final SecretFiles secrets;

  ReceiptReader(SecretFiles secrets) {
    this.secrets = secrets;
  }

  @Nullable ReceiptConfig read(
      String channel, ChannelKind kind, ChannelConfig.Source source, Fields fields) {
    Fields receipt = fields.map("receipt", false);
    if (receipt == null) {
      return null;
    }
    Optional<Way> way = way(source);
    if (way.isEmpty()) {
      receipt.problem(
          receipt.start(),
          "channel '" + channel + "' has no way back to its senders",
          "remove  receipt:  here; mailboxes, SMPP and signed posts have one");
      return null;
    }
    citizens(channel, kind, receipt);
    Duration after = duration(receipt, "after", "30s", AFTER, LONGEST_AFTER);
    Duration keep = duration(receipt, "keep", "7d", KEEP, LONGEST_KEEP);
    int perAddress = number(receipt, "perAddress", PER_ADDRESS);
    int perChannel = number(receipt, "perChannel", PER_CHANNEL);
    MailOut mail = null;
    if (way.get() == Way.MAIL) {
      mail = mail(receipt.map("mail", true));
    }
    receipt.done();
    return way.get() == Way.MAIL && mail == null
        ? null
        : new ReceiptConfig(way.get(), after, keep, perAddress, perChannel, mail);
  }

  private static Optional<Way> way(ChannelConfig.Source source) {
    if (source instanceof ChannelConfig.Imap) {
      return Optional.of(Way.MAIL);
    }
    if (source instanceof ChannelConfig.Smpp) {
      return Optional.of(Way.SMS);
    }
    return source instanceof ChannelConfig.Http ? Optional.of(Way.HTTP) : Optional.empty();
  }

  /** Whoever writes to citizens by machine says so twice. */
  private static void citizens(String channel, ChannelKind kind, Fields receipt) {
    boolean open = kind == ChannelKind.SMS || kind == ChannelKind.HOTLINE;
    Boolean said = receipt.optionalChoice("citizens", YES, true);
    if (open && said == null) {
      receipt.problem(
          receipt.start(),
          "channel '" + channel + "' would answer citizens by machine",
          "add  citizens: true  if that is meant, or remove  receipt:");
    }
  }

  private @Nullable MailOut mail(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Endpoint server = GatewayReader.endpoint(fields);
    Tls tls = fields.choice("tls", TLS, Tls.IMPLICIT);
    if (tls == Tls.NONE && fields.has("tls") && !ChannelReader.LOOPBACK.contains(server.host())) {
      fields.problem(
          fields.at("tls"),
          "the password and the senders' addresses would cross the network in the clear",
          "write  tls: implicit  or  tls: starttls; none is for 127.0.0.1 only");
    }
    String from =
        fields.parsed(
            "from",
            "zhiban@office.example",
            "nobody@invalid.invalid",
            text -> ADDRESS.matcher(text).matches() ? text : null);
    String user = fields.optional("user", "zhiban");
    Secret password =
        fields.has("passwordFile") || user != null ? secrets.secret(fields, "passwordFile") : null;
    if (password != null && user == null) {
      fields.problem(fields.at("passwordFile"), "a password without a user", "add  user: zhiban");
    }
    Set<String> never = new HashSet<>();
    never.add(from.toLowerCase(Locale.ROOT));
    for (String one : fields.words("never")) {
      if (!NEVER.matcher(one).matches()) {
        fields.problem(
            fields.at("never"),
            "'" + one + "' is neither an address nor a domain",
            "write  never: [fax@office.example, \"@list.example\"]");
      }
      never.add(one.toLowerCase(Locale.ROOT));
    }
    fields.done();
    return new MailOut(server, tls, from, user, password, never);
  }

  private static Duration duration(
      Fields fields, String key, String example, Duration usual, Duration most) {
    if (!fields.has(key)) {
      return usual;
    }
    Duration given = GatewayReader.duration(fields, key, example);
    if (given.compareTo(most) > 0) {
      fields.problem(
          fields.at(key),
          "'" + fields.full(key) + "' is longer than " + most.toHours() + "h",
          "write  " + key + ": " + example);
    }
    return given;
  }

  private static int number(Fields fields, String key, int usual) {
    return fields.has(key)
        ? (int) GatewayReader.number(fields, key, Integer.toString(usual), 1, MOST_AN_HOUR)
        : usual;
  }
}
