package org.sanwei.routes.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header lines of a mail, as far as a program that handles mails needs them: unfolded, in their
 * order, repeats kept, values undecoded with one byte a character. Lenient and bounded: a head is
 * read up to {@link #MOST_BYTES} and {@link #MOST_FIELDS}, the rest of it is as if it were not
 * there. Never throws for what a mail holds. Immutable.
 */
public final class MailHead {
  /** What no honest mail's head reaches. */
  public static final int MOST_BYTES = 256 * 1024;

  public static final int MOST_FIELDS = 2_000;

  /** One header line; the name in lower case. */
  record Field(String name, String value) {}

  private final List<Field> fields;

  private MailHead(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The head of a whole mail, or of a piece of its beginning. */
  public static MailHead of(byte[] mail) {
    List<Field> fields = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int end = Math.min(mail.length, MOST_BYTES);
    int at = 0;
    while (at < end && fields.size() < MOST_FIELDS) {
      int next = lineEnd(mail, at, end);
      if (next == at) {
        break;
      }
      if (mail[at] != ' ' && mail[at] != '\t') {
        field(line, fields);
        line.setLength(0);
      }
      line.append(new String(mail, at, next - at, ISO_8859_1));
      at = afterBreak(mail, next, end);
    }
    field(line, fields);
    return new MailHead(fields);
  }

  /** Every value of a header, first the topmost; {@code name} in lower case. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  /** True if there is such a header, whatever it says. */
  public boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }

  /** By whom the mail was written, a person or a program. */
  public MailNature nature() {
    return MailSigns.nature(this);
  }

  @Override
  public String toString() {
    return "MailHead[" + fields.size() + " fields]";
  }

  private static void field(StringBuilder line, List<Field> fields) {
    int colon = line.indexOf(":");
    if (colon > 0 && fields.size() < MOST_FIELDS) {
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.add(new Field(name, line.substring(colon + 1).strip()));
    }
  }

  private static int lineEnd(byte[] mail, int from, int end) {
    int at = from;
    while (at < end && mail[at] != '\r' && mail[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int afterBreak(byte[] mail, int at, int end) {
    boolean both = at + 1 < end && mail[at] == '\r' && mail[at + 1] == '\n';
    return Math.min(end, at + (both ? 2 : 1));
  }
}
