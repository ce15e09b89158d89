package org.sanwei.gateway.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.MailNature;

/**
 * One arrival as a line of the inbox. {@code outcome} is null while it waits to be judged; {@code
 * words} is null unless it is open and not hidden. {@code hidden} when somebody raised it and it
 * was too large to be sealed. {@code pages} is 0 when nobody could count them. {@code casePlace} is
 * 1 for the first arrival of its case, 2 for the next; 0 for what is of no case. {@code repeat}
 * says which equal arrivals came shortly before or after. {@code drill} when it is a probe of ours
 * (演练): nobody has to do anything about it. {@code nature} is null unless a program wrote it or it
 * was left where it was.
 */
public record Row(
    ArrivalId id,
    int year,
    int number,
    String channel,
    ChannelKind kind,
    Instant receivedAt,
    @Nullable Outcome outcome,
    boolean hidden,
    String reason,
    Sensitivity sensitivity,
    Urgency urgency,
    @Nullable String line,
    List<String> rules,
    @Nullable String policy,
    int pages,
    SizeClass sizeClass,
    @Nullable Words words,
    Work work,
    @Nullable Receipt receipt,
    int casePlace,
    Repeat repeat,
    @Nullable MailNature nature,
    boolean drill,
    boolean matches) {

  /** What an open item is about. {@code opening} is the beginning of its text, in one line. */
  public record Words(String subject, String sender, String opening) {
    @Override
    public String toString() {
      return "Words[" + subject.length() + " characters of subject]";
    }
  }

  /** Who has it in hand. {@code version} must be given back to change it. */
  public record Work(
      State state,
      @Nullable UUID owner,
      @Nullable String ownerName,
      @Nullable Instant claimedAt,
      @Nullable Instant closedAt,
      int version) {}

  /** The first receipt from the 机要 line; {@code fits} when it is for the envelope that was sent. */
  public record Receipt(String officer, Instant receivedAt, boolean fits) {}

  /**
   * A possible repeat. {@code first} is the arrival that it repeats; null when it is itself the
   * first. Then {@code count} others repeat it, of which {@code some} are named, oldest first.
   */
  public record Repeat(@Nullable First first, int count, List<RowCursor> some) {
    /** Of what is like nothing else. */
    public static final Repeat NONE = new Repeat(null, 0, List.of());

    public Repeat {
      some = List.copyOf(some);
    }
  }

  /** The first of several equal arrivals. */
  public record First(ArrivalId id, RowCursor cursor) {}

  /**
   * Whether it may be out of sight under the first one's row: as long as nobody has done anything
   * about it and it is not urgent. Who shows it so must show the first too, and that it {@link
   * #holds()}.
   */
  public boolean foldable() {
    return repeat.first() != null && untouched() && !drill && !urgent();
  }

  /** Whether its repeats may be out of sight under its row: there is still something to be done. */
  public boolean holds() {
    return repeat.count() > 0 && (isOpen() ? work.state() != State.CLOSED : untouched());
  }

  /** The line on the officers' side has not spoken, or nobody at the desk has. */
  private boolean untouched() {
    if (isOpen()) {
      return work.state() == State.NEW;
    }
    return receipt == null && (outcome == Outcome.HELD || outcome == Outcome.CLASSIFIED);
  }

  private boolean urgent() {
    return urgency == Urgency.IMMEDIATE || urgency == Urgency.FLASH;
  }

  /** The number as people say it, at least four digits. */
  public String spoken() {
    return "%04d".formatted(number);
  }

  /** Rows sort by it, newest first. */
  public RowCursor cursor() {
    return new RowCursor(year, number);
  }

  /** Whether it was judged open, and nobody has raised it. */
  public boolean isOpen() {
    return outcome == Outcome.OPEN && !hidden;
  }

  /** A stable word for what it is to people: the key of a message. */
  public String standing() {
    return outcome == null ? "WAITING" : hidden ? "HIDDEN" : outcome.name();
  }

  /** What stands for it in a list: the subject, or the beginning of the text; empty for cards. */
  public String title() {
    if (words == null) {
      return "";
    }
    return words.subject().isBlank() ? words.opening() : words.subject();
  }

  /** The title for a place that shows the urgency beside it: without that word at its head. */
  public String titleBesideUrgency() {
    String word = urgency.chinese();
    String title = title();
    if (word.isEmpty() || !title.startsWith(word)) {
      return title;
    }
    String rest = title.substring(word.length()).strip();
    return rest.startsWith("：") || rest.startsWith(":") ? rest.substring(1).strip() : rest;
  }

  /** A stable word for whose move it is: the key of a message. */
  public String move() {
    if (outcome == null) {
      return "waiting";
    }
    if (hidden) {
      return "hidden";
    }
    if (drill) {
      return "drill";
    }
    if (isOpen()) {
      return "OPEN." + work.state();
    }
    if (receipt != null) {
      return outcome + (receipt.fits() ? ".received" : ".mismatch");
    }
    return outcome
        + "."
        + (outcome == Outcome.HELD && !reason.equals("suspect") ? "unread" : "sent");
  }

  @Override
  public String toString() {
    return "Row[" + id + ", " + outcome + "]";
  }
}
