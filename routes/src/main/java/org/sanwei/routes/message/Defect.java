package org.sanwei.routes.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is missing from a message, from a closed list: it may stand in the clear on a card
 * and in a notice to the sender, for no word of a sender fits it. {@code have} and {@code of} are
 * counts, both 0 where the kind has none.
 */
public record Defect(Kind kind, int have, int of) {
  private static final int MOST = 99_999;

  public Defect {
    boolean counted = have != 0 || of != 0;
    if (counted != kind.counts || have < 0 || of < 0 || have > MOST || of > MOST) {
      throw new IllegalArgumentException("counts from 0 to " + MOST + " for " + kind + " alone");
    }
  }

  /** What can be missing. Names are stable: they stand in the database and the interface. */
  public enum Kind {
    PAGES_MISSING("页数不全（收%d页，共%d页）", true),
    PAGES_TWICE("有重复的页", false),
    SEGMENTS_MISSING("短信缺段（收%d段，共%d段）", true),
    UNCLEAR("传真不清", false),
    ENCRYPTED("附件加密", false),
    UNSUPPORTED("格式不支持", false),
    DAMAGED("文件损坏", false),
    INCOMPLETE("内容不全", false),
    EMPTY("没有可读的文字", false),
    TOO_LARGE("超过大小", false);

    private final String words;
    private final boolean counts;

    Kind(String words, boolean counts) {
      this.words = words;
      this.counts = counts;
    }

    /** Whether it says how many there are of how many. */
    public boolean counts() {
      return counts;
    }
  }

  /** One of a kind that has no counts. */
  public static Defect of(Kind kind) {
    return new Defect(kind, 0, 0);
  }

  /** So many came of so many. Numbers beyond what a notice says are cut to what it does. */
  public static Defect of(Kind kind, int have, int of) {
    return new Defect(kind, Math.min(MOST, have), Math.min(MOST, of));
  }

  /** What people read. */
  public String words() {
    return kind.counts ? String.format(Locale.ROOT, kind.words, have, of) : kind.words;
  }

  /** As it is stored: {@code PAGES_MISSING:2/5}, {@code ENCRYPTED}. */
  @JsonValue
  public String code() {
    return kind.counts ? kind.name() + ":" + have + "/" + of : kind.name();
  }

  /**
   * Reads {@link #code()}.
   *
   * @throws IllegalArgumentException for what is none; the message holds no character of it
   */
  @JsonCreator
  public static Defect parse(String code) {
    return find(code).orElseThrow(() -> new IllegalArgumentException("no code of a defect"));
  }

  private static Optional<Defect> find(String code) {
    int colon = code.indexOf(':');
    int slash = code.indexOf('/', colon + 1);
    String name = colon < 0 ? code : code.substring(0, colon);
    for (Kind kind : Kind.values()) {
      if (!kind.name().equals(name) || kind.counts != (colon > 0)) {
        continue;
      }
      try {
        return Optional.of(
            kind.counts
                ? new Defect(
                    kind,
                    Integer.parseInt(code, colon + 1, slash, 10),
                    Integer.parseInt(code, slash + 1, code.length(), 10))
                : of(kind));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
