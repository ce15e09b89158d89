package org.sanwei.routes.intake.mail;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a mailbox is worked through, under one UIDVALIDITY. Mails that came since the first
 * contact are taken in their order: all up to {@code newUpTo} are dealt with. Those that lay there
 * before are taken from the newest down: all from {@code oldDownTo} up are dealt with. What was
 * passed and is not finished is {@code left}. Holds no content. For one thread.
 */
final class Cursor {
  /** Bounds the file that is written for each mail. */
  static final int MOST_LEFT = 1_000;

  /** Mails that are put off find no place above this, so that one that failed still does. */
  static final int MOST_PUT_OFF = 900;

  /** Instead of a day. */
  static final String ALL = "all";

  private static final String HEAD = "sanwei mailbox cursor 1";
  private static final String END = "end";

  private final String mailbox;
  private final long uidValidity;
  private final String since;
  private final long first;
  private long newUpTo;
  private long oldDownTo;
  private final TreeMap<Long, Left> left = new TreeMap<>();

  /** The first contact: everything below {@code uidNext} is old. */
  Cursor(String mailbox, long uidValidity, String since, long uidNext) {
    this.mailbox = mailbox;
    this.uidValidity = uidValidity;
    this.since = since;
    this.first = uidNext;
    this.newUpTo = uidNext - 1;
    this.oldDownTo = uidNext;
  }

  /** A digest that tells mailboxes apart. */
  String mailbox() {
    return mailbox;
  }

  long uidValidity() {
    return uidValidity;
  }

  /** From when on old mails are taken, as it was when the old ones were begun with. */
  String since() {
    return since;
  }

  long newUpTo() {
    return newUpTo;
  }

  void newUpTo(long uid) {
    newUpTo = Math.max(newUpTo, uid);
  }

  long oldDownTo() {
    return oldDownTo;
  }

  void oldDownTo(long uid) {
    oldDownTo = Math.min(oldDownTo, uid);
  }

  boolean oldDone() {
    return oldDownTo <= 1;
  }

  /** By UID. */
  TreeMap<Long, Left> left() {
    return left;
  }

  /**
   * The same place with another beginning of old mail. An earlier one than before means that the
   * old ones are worked through again.
   */
  Cursor from(String newSince) {
    Cursor other = new Cursor(mailbox, uidValidity, newSince, first);
    other.newUpTo = newUpTo;
    boolean earlier = !since.equals(ALL) && (newSince.equals(ALL) || newSince.compareTo(since) < 0);
    other.oldDownTo = earlier ? first : oldDownTo;
    other.left.putAll(left);
    return other;
  }

  /** As lines of text. */
  String encoded() {
    StringBuilder out = new StringBuilder(200 + 90 * left.size());
    line(out, HEAD);
    line(out, "mailbox " + mailbox);
    line(out, "uidvalidity " + uidValidity);
    line(out, "since " + since);
    line(out, "first " + first);
    line(out, "newUpTo " + newUpTo);
    line(out, "oldDownTo " + oldDownTo);
    left.forEach(
        (uid, each) ->
            line(
                out,
                String.join(
                        " ",
                        "left",
                        uid.toString(),
                        each.why().name(),
                        Integer.toString(each.tries()),
                        each.next().toString(),
                        Boolean.toString(each.booked()))
                    + (each.putOffSince() == null ? "" : " " + each.putOffSince())));
    line(out, END);
    return out.toString();
  }

  private static void line(StringBuilder out, String line) {
    out.append(line).append('\n');
  }

  /** Empty for what is no whole cursor. */
  static Optional<Cursor> decode(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.size() < 8
        || !lines.get(0).equals(HEAD)
        || !lines.get(lines.size() - 1).equals(END)) {
      return Optional.empty();
    }
    try {
      Cursor cursor =
          new Cursor(
              value(lines.get(1), "mailbox "),
              Long.parseLong(value(lines.get(2), "uidvalidity ")),
              value(lines.get(3), "since "),
              Long.parseLong(value(lines.get(4), "first ")));
      cursor.newUpTo(Long.parseLong(value(lines.get(5), "newUpTo ")));
      cursor.oldDownTo(Long.parseLong(value(lines.get(6), "oldDownTo ")));
      for (String line : lines.subList(7, lines.size() - 1)) {
        String[] word = value(line, "left ").split(" ", -1);
        cursor.left.put(
            Long.parseLong(word[0]),
            new Left(
                Left.Why.valueOf(word[1]),
                Integer.parseInt(word[2]),
                Instant.parse(word[3]),
                Boolean.parseBoolean(word[4]),
                word.length > 5 ? Instant.parse(word[5]) : null));
      }
      return Optional.of(cursor);
    } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String value(String line, String key) {
    if (!line.startsWith(key)) {
      throw new IllegalArgumentException("not a cursor's line");
    }
    return line.substring(key.length());
  }
}
