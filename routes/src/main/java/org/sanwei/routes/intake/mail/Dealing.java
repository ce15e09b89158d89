package org.sanwei.routes.intake.mail;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.routes.intake.mail.Mailbox.Fetched;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.intake.mail.Mailbox.Streamed;
import org.sanwei.routes.queue.DiskFull;
import org.sanwei.routes.queue.LargeTurn;

/**
 * Deals with one mail after the other: durable first, then moved where that is the way, then the
 * cursor goes on; what fails is written down to be tried again, or left with a number at the desk.
 * For one thread.
 */
final class Dealing {
  private static final int STUMBLES = 3;

  private final Imap imap;
  private final CursorFile file;
  private final MailTaker taker;
  private final LargeTurn turns;
  private final Waiting waiting;
  private final Clock clock;

  private @Nullable Doubt doubt;
  private @Nullable MailboxLost lostOverMove;
  private long stumbledOver;
  private int stumbles;
  private long stored;
  private final Map<Long, Long> unstored = new HashMap<>();

  /** What became of a mail. */
  private enum How {
    TAKEN,
    TOO_LARGE,
    NOT_GIVEN,
    /** Another large one is being taken. */
    NOT_ITS_TURN,
    /** The disk has too little room for it. */
    NO_ROOM;

    boolean putOff() {
      return this == NOT_ITS_TURN || this == NO_ROOM;
    }
  }

  /** A mail that could not be stored, as long as nobody knows whether another could. */
  private record Doubt(Listed mail, LongConsumer passed, RuntimeException why) {}

  Dealing(
      String channel, Imap imap, CursorFile file, MailTaker taker, LargeTurn turns, Clock clock) {
    this.imap = imap;
    this.file = file;
    this.taker = taker;
    this.turns = turns;
    this.waiting = new Waiting(channel, taker, clock);
    this.clock = clock;
  }

  /** A new look: what it is in doubt about, it finds out anew. */
  void begin() {
    doubt = null;
    lostOverMove = null;
    waiting.begin();
  }

  /** Whether a mail is put off for which there is no place: none behind it may be passed. */
  boolean stuck() {
    return waiting.stuck();
  }

  /** What people are to know of mails that are put off; empty when there is nothing. */
  String trouble(Cursor known) {
    return waiting.trouble(known);
  }

  /** Whether a mail could not be stored, and nobody knows yet whose fault that is. */
  boolean inDoubt() {
    return doubt != null;
  }

  /** Throws what could not be stored, when no other mail was stored since. */
  void end() {
    Doubt open = doubt;
    if (open != null) {
      throw open.why();
    }
  }

  /**
   * That nothing can be stored is not the mail's fault, and must not make it wait long: it counts
   * only when another was stored since the last time.
   */
  void dealAgain(Mailbox box, Cursor known, Listed mail, Left left) throws MailboxLost {
    try {
      deal(box, known, mail);
      unstored.remove(mail.uid());
    } catch (MailboxLost e) {
      waiting.failed(box, known, mail, Left.Why.NOT_GIVEN);
      file.save(known);
      throw e;
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      Long before = unstored.put(mail.uid(), stored);
      if (before != null && stored > before) {
        waiting.failed(box, known, mail, Left.Why.NOT_GIVEN);
      } else {
        known.left().put(mail.uid(), left.paused(clock.instant()));
      }
    }
    file.save(known);
    MailboxLost lost = lostOverMove();
    if (lost != null) {
      throw lost;
    }
  }

  void moveAgain(Mailbox box, Cursor known, long uid, Left left) throws MailboxLost {
    if (box.moveAway(uid)) {
      known.left().remove(uid);
    } else {
      int tries = left.tries() + 1;
      known.left().put(uid, Left.after(left.why(), tries, clock.instant(), true));
    }
    file.save(known);
  }

  /**
   * Deals with one mail, whatever comes of it, and lets the cursor go on. It stays when nothing can
   * be stored, unless it is this mail, time after time, and the one after it goes; and when this
   * one is put off and there is no place for it: {@link #stuck()} then.
   */
  void pass(Mailbox box, Cursor known, Listed mail, LongConsumer passed) throws MailboxLost {
    MailboxLost lost = null;
    try {
      How how = deal(box, known, mail);
      if (stuck()) {
        return;
      }
      if (!how.putOff()) {
        stumbles = 0;
        settle(box, known);
      } else if (doubt != null) {
        // Nothing was stored, and the cursor must not go past the one that is in doubt.
        file.save(known);
        return;
      }
      lost = lostOverMove();
    } catch (MailboxLost e) {
      if (doubt != null) {
        throw e;
      }
      waiting.failed(box, known, mail, Left.Why.NOT_GIVEN);
      lost = e;
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      if (doubt == null && stumbled(mail.uid())) {
        doubt = new Doubt(mail, passed, e);
        return;
      }
      throw e;
    }
    passed.accept(mail.uid());
    file.save(known);
    if (lost != null) {
      throw lost;
    }
  }

  /** Another mail could be stored, so it was that one's own fault: it must block nobody. */
  private void settle(Mailbox box, Cursor known) {
    Doubt open = doubt;
    if (open != null) {
      waiting.failed(box, known, open.mail(), Left.Why.NOT_GIVEN);
      open.passed().accept(open.mail().uid());
      doubt = null;
    }
  }

  /** True when this mail could not be stored several times in a row. */
  private boolean stumbled(long uid) {
    stumbles = uid == stumbledOver ? stumbles + 1 : 1;
    stumbledOver = uid;
    return stumbles >= STUMBLES;
  }

  private How deal(Mailbox box, Cursor known, Listed mail) throws MailboxLost {
    How how = how(box, mail);
    switch (how) {
      case TAKEN -> taken(box, known, mail);
      case TOO_LARGE -> waiting.failed(box, known, mail, Left.Why.TOO_LARGE);
      case NOT_GIVEN -> waiting.failed(box, known, mail, Left.Why.NOT_GIVEN);
      case NOT_ITS_TURN -> waiting.putOff(box, known, mail, Waiting.For.TURN);
      case NO_ROOM -> waiting.putOff(box, known, mail, Waiting.For.DISK);
    }
    return how;
  }

  private How how(Mailbox box, Listed mail) throws MailboxLost {
    boolean pieces = taker.takesInPieces(mail.sizeBytes());
    if (mail.sizeBytes() > imap.mailBytes()) {
      return pieces ? inPieces(box, mail) : How.TOO_LARGE;
    }
    How how = whole(box, mail);
    // Too large after all: the server had said that it is smaller, or nothing.
    return how == How.TOO_LARGE && pieces ? inPieces(box, mail) : how;
  }

  /**
   * When this returns, the mail is in memory no more and others have their turn: what comes then is
   * for the server to answer, as slowly as it likes.
   */
  private How whole(Mailbox box, Listed mail) throws MailboxLost {
    long size = mail.sizeBytes() < 0 ? imap.mailBytes() : mail.sizeBytes();
    Optional<LargeTurn.Turn> entered = turns.tryEnter(size);
    if (entered.isEmpty()) {
      return How.NOT_ITS_TURN;
    }
    try (LargeTurn.Turn turn = entered.get()) {
      Fetched fetched = box.fetch(mail, imap.mailBytes());
      if (fetched instanceof Fetched.Whole whole) {
        taker.take(box.uidValidity(), mail.uid(), whole.bytes());
        return How.TAKEN;
      }
      return fetched instanceof Fetched.TooLarge ? How.TOO_LARGE : How.NOT_GIVEN;
    }
  }

  private How inPieces(Mailbox box, Listed mail) throws MailboxLost {
    try {
      Optional<Streamed> how = taker.takeInPieces(box, mail);
      if (how.isEmpty()) {
        return How.NOT_ITS_TURN;
      }
      return switch (how.get()) {
        case WHOLE -> How.TAKEN;
        case TOO_LARGE -> How.TOO_LARGE;
        case NOT_GIVEN -> How.NOT_GIVEN;
      };
    } catch (DiskFull e) {
      // Smaller ones may still fit.
      return How.NO_ROOM;
    }
  }

  private void taken(Mailbox box, Cursor known, Listed mail) {
    stored++;
    known.left().remove(mail.uid());
    if (imap.processed() != null && !moved(box, mail.uid())) {
      waiting.failed(box, known, mail, Left.Why.NOT_MOVED);
    }
  }

  /** It is durable: that the server was lost over it must not make it count as not given. */
  private boolean moved(Mailbox box, long uid) {
    try {
      return box.moveAway(uid);
    } catch (MailboxLost e) {
      lostOverMove = e;
      return false;
    }
  }

  /** Ends the look once the mail is booked, so that the next is not asked for in vain. */
  private @Nullable MailboxLost lostOverMove() {
    MailboxLost lost = lostOverMove;
    lostOverMove = null;
    return lost;
  }
}
