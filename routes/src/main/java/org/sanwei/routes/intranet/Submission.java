package org.sanwei.routes.intranet;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, whatever the protocol: bytes, how to read them, and the key under which it
 * may send the same again. Nothing else that it wrote beside the body is kept.
 *
 * @param key null when the client gave none
 */
record Submission(String mediaType, byte[] body, @Nullable String key) {
  /** The same JSON as a signed post's. */
  static final String POST = "application/vnd.sanwei.intranet+json";

  /** No reader reads this: what bears it is held, and never unpacked. */
  static final String UNREAD = "application/vnd.sanwei.broker-message";

  static final String TEXT = "text/plain; charset=utf-8";

  private static final Set<String> KEYS =
      Set.of("sanwei-idempotency-key", "sanwei_idempotency_key");
  private static final Set<String> JSON = Set.of("application/json", "text/json", POST);
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,63}");
  private static final Pattern CHARSET = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  /** Whether a property of this name is the sender's key. JMS allows no hyphen in a name. */
  static boolean isKey(String property) {
    return KEYS.contains(property);
  }

  /** A text, declared as {@code declared} or not at all. */
  static Submission text(String text, @Nullable String declared, @Nullable String key) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String type = plain(declared);
    if (JSON.contains(type) || (type.isEmpty() && startsAnObject(body))) {
      return new Submission(POST, body, key);
    }
    // It is UTF-8 here whatever it was on the wire.
    return new Submission(type.startsWith("text/") ? type + "; charset=utf-8" : TEXT, body, key);
  }

  /** Bytes, declared as {@code declared} or not at all. */
  static Submission bytes(byte[] body, @Nullable String declared, @Nullable String key) {
    String type = plain(declared);
    if (JSON.contains(type) || (undeclared(type) && startsAnObject(body))) {
      return new Submission(POST, body, key);
    }
    if (type.isEmpty()) {
      return new Submission("application/octet-stream", body, key);
    }
    if (type.startsWith("application/vnd.sanwei.")) {
      // Those are ours to give.
      return new Submission(UNREAD, body, key);
    }
    return new Submission(type + charset(declared), body, key);
  }

  /** What is neither text nor bytes, as it was encoded. */
  static Submission unread(byte[] encoded, @Nullable String key) {
    return new Submission(UNREAD, encoded, key);
  }

  private static boolean undeclared(String type) {
    return type.isEmpty() || type.equals("application/octet-stream");
  }

  /** The type without its parameters; empty when there is none, or none that is well formed. */
  private static String plain(@Nullable String declared) {
    if (declared == null) {
      return "";
    }
    int end = declared.indexOf(';');
    String type =
        (end < 0 ? declared : declared.substring(0, end))
            .strip()
            .toLowerCase(java.util.Locale.ROOT);
    return TYPE.matcher(type).matches() ? type : "";
  }

  private static String charset(@Nullable String declared) {
    int at =
        declared == null ? -1 : declared.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
    if (declared == null || at < 0) {
      return "";
    }
    String value = declared.substring(at + "charset=".length()).replace("\"", "").strip();
    int end = value.indexOf(';');
    value = end < 0 ? value : value.substring(0, end).strip();
    return CHARSET.matcher(value).matches() ? "; charset=" + value : "";
  }

  private static boolean startsAnObject(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "Submission[" + body.length + " bytes]";
  }
}
