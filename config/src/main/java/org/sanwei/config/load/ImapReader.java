package org.sanwei.config.load;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.GatewayConfig.Endpoint;

/** Reads the mailbox of a channel. */
final class ImapReader {
  /** Of one mail. Chinese mail services stop at 50 MB, which base64 has made larger by then. */
  static final long MAIL_BYTES = 64L * 1024 * 1024;

  /** What a queue carries in one piece (routes.message.Wire) with room for its frame. */
  static final long MOST_MAIL_BYTES = 120L * 1024 * 1024;

  /** Long enough for the longest holiday; a mailbox that nobody empties holds years. */
  static final Since PEEKED = new Since.DaysBefore(7);

  private static final int MOST_DAYS = 3650;
  private static final Map<String, Tls> TLS = new LinkedHashMap<>();

  static {
    for (Tls tls : Tls.values()) {
      TLS.put(tls.name().toLowerCase(Locale.ROOT), tls);
    }
  }

  private final SecretFiles secrets;

  ImapReader(SecretFiles secrets) {
    this.secrets = secrets;
  }

  Imap read(Fields fields) {
    Endpoint server = GatewayReader.endpoint(fields);
    Tls tls = tls(fields, server);
    String user = fields.text("user", "fax", "");
    var password = secrets.secret(fields, "passwordFile");
    String folder = fields.text("folder", "INBOX", "");
    Boolean moves = fields.optionalChoice("take", Map.of("move", true, "peek", false), true);
    boolean move = moves == null || moves;
    String processed = move ? processed(fields, folder) : untouched(fields);
    Duration pollEvery = GatewayReader.duration(fields, "pollEvery", "2s");
    Since since =
        fields.has("since")
            ? fields.parsed("since", "2026-11-01", PEEKED, ImapReader::since)
            : move ? new Since.Everything() : PEEKED;
    long mailBytes =
        fields.has("mailBytes")
            ? GatewayReader.number(fields, "mailBytes", "67108864", 1024, MOST_MAIL_BYTES)
            : MAIL_BYTES;
    Boolean exact = fields.optionalChoice("sizes", Map.of("exact", true, "estimated", false), true);
    fields.done();
    return new Imap(
        server,
        tls,
        user,
        password,
        folder,
        processed,
        pollEvery,
        since,
        mailBytes,
        exact == null || exact);
  }

  private static Tls tls(Fields fields, Endpoint server) {
    Tls tls = fields.choice("tls", TLS, Tls.IMPLICIT);
    if (tls == Tls.NONE && fields.has("tls") && !ChannelReader.LOOPBACK.contains(server.host())) {
      fields.problem(
          fields.at("tls"),
          "the password and the mail would cross the network in the clear",
          "write  tls: implicit  or  tls: starttls; none is for 127.0.0.1 only");
    }
    return tls;
  }

  private static String processed(Fields fields, String folder) {
    String processed = fields.text("processed", "Processed", "");
    if (fields.has("folder") && folder.equals(processed)) {
      fields.problem(
          fields.at("processed"),
          "'folder' and 'processed' are the same, so mail would be taken again and again",
          "write  processed: Processed");
    }
    return processed;
  }

  private static @Nullable String untouched(Fields fields) {
    if (fields.has("processed")) {
      fields.problem(
          fields.at("processed"),
          "with  take: peek  nothing is moved, so 'processed' says nothing",
          "remove it, or write  take: move");
    }
    return null;
  }

  /** {@code all}, a day, or a number of days before the first contact as in {@code 7d}. */
  private static @Nullable Since since(String text) {
    if (text.equals("all")) {
      return new Since.Everything();
    }
    if (text.endsWith("d") && text.length() < 6) {
      try {
        int days = Integer.parseInt(text.substring(0, text.length() - 1));
        return days >= 0 && days <= MOST_DAYS ? new Since.DaysBefore(days) : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    try {
      return new Since.Day(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
