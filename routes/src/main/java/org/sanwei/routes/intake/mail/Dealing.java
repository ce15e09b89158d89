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
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.queue.LargeTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with one mail after the other: durable first, then moved where that is the way, then the
 * cursor goes on; what fails is written down to be tried again, or left with a number at the desk.
 * For one thread.
 */
final class Dealing {
  private static final Logger LOG = LoggerFactory.getLogger(Dealing.class);
  private static final int STUMBLES = 3;

  private final String channel;
  private final Imap imap;
  private final CursorFile file;
  private final MailTaker taker;
  private final LargeTurn turns;
  private final Clock clock;

  private @Nullable Doubt doubt;
  private long stumbledOver;
  private int stumbles;
  private long stored;
  private final Map<Long, Long> unstored = new HashMap<>();

  /** A mail that could not be stored, as long as nobody knows whether another could. */
  private record Doubt(Listed mail, LongConsumer passed, RuntimeException why) {}

  Dealing(
      String channel, Imap imap, CursorFile file, MailTaker taker, LargeTurn turns, Clock clock) {
    this.channel = channel;
    this.imap = imap;
    this.file = file;
    this.taker = taker;
    this.turns = turns;
    this.clock = clock;
  }

  /** A new look: what it is in doubt about, it finds out anew. */
  void begin() {
    doubt = null;
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
      again(box, known, mail, Left.Why.NOT_GIVEN);
      file.save(known);
      throw e;
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      Long before = unstored.put(mail.uid(), stored);
      if (before != null && stored > before) {
        again(box, known, mail, Left.Why.NOT_GIVEN);
      } else {
        known.left().put(mail.uid(), left.paused(clock.instant()));
      }
    }
    file.save(known);
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
   * Deals with one mail, whatever comes of it, and lets the cursor go on. Only when nothing can be
   * stored does it stay: unless it is this mail, time after time, and the one after it goes.
   */
  void pass(Mailbox box, Cursor known, Listed mail, LongConsumer passed) throws MailboxLost {
    MailboxLost lost = null;
    try {
      deal(box, known, mail);
      stumbles = 0;
      settle(box, known);
    } catch (MailboxLost e) {
      if (doubt != null) {
        throw e;
      }
      again(box, known, mail, Left.Why.NOT_GIVEN);
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
      again(box, known, open.mail(), Left.Why.NOT_GIVEN);
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

  private void deal(Mailbox box, Cursor known, Listed mail) throws MailboxLost {
    if (mail.sizeBytes() > imap.mailBytes()) {
      if (taker.takesInPieces(mail.sizeBytes())) {
        inPieces(box, known, mail);
        return;
      }
      again(box, known, mail, Left.Why.TOO_LARGE);
      return;
    }
    long size = mail.sizeBytes() < 0 ? imap.mailBytes() : mail.sizeBytes();
    try (LargeTurn.Turn turn = turns.enter(size)) {
      store(box, known, mail, box.fetch(mail, imap.mailBytes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailboxLost("the poll is to end");
    }
  }

  private void store(Mailbox box, Cursor known, Listed mail, Fetched fetched) throws MailboxLost {
    if (fetched instanceof Fetched.Whole whole) {
      taker.take(box.uidValidity(), mail.uid(), whole.bytes());
      taken(box, known, mail);
    } else if (fetched instanceof Fetched.TooLarge && taker.takesInPieces(mail.sizeBytes())) {
      // The server had said that it is smaller, or nothing.
      inPieces(box, known, mail);
    } else {
      boolean large = fetched instanceof Fetched.TooLarge;
      again(box, known, mail, large ? Left.Why.TOO_LARGE : Left.Why.NOT_GIVEN);
    }
  }

  private void inPieces(Mailbox box, Cursor known, Listed mail) throws MailboxLost {
    Streamed how = taker.takeInPieces(box, mail);
    if (how == Streamed.WHOLE) {
      taken(box, known, mail);
    } else {
      boolean large = how == Streamed.TOO_LARGE;
      again(box, known, mail, large ? Left.Why.TOO_LARGE : Left.Why.NOT_GIVEN);
    }
  }

  private void taken(Mailbox box, Cursor known, Listed mail) {
    stored++;
    known.left().remove(mail.uid());
    if (imap.processed() != null && !moved(box, mail.uid())) {
      again(box, known, mail, Left.Why.NOT_MOVED);
    }
  }

  /** It is durable: that the server was lost over it must not make it count as not given. */
  private boolean moved(Mailbox box, long uid) {
    try {
      return box.moveAway(uid);
    } catch (MailboxLost e) {
      return false;
    }
  }

  private void again(Mailbox box, Cursor known, Listed mail, Left.Why why) {
    Left before = known.left().get(mail.uid());
    int tries = before != null && before.why() == why ? before.tries() + 1 : 1;
    boolean told =
        why == Left.Why.NOT_MOVED || (before != null && before.why() == why && before.booked());
    Left left = Left.after(why, tries, clock.instant(), told);
    boolean full = before == null && !room(known);
    if (left.tells() || (full && !told)) {
      boolean large = why == Left.Why.TOO_LARGE;
      taker.leave(box.uidValidity(), mail, large ? LeftAtSource.TOO_LARGE : LeftAtSource.NOT_GIVEN);
      left = new Left(why, tries, left.next(), true);
      LOG.error(
          "channel {}: a mail {} stays in the mailbox; the desk has a number for it",
          channel,
          large ? "over 'mailBytes'" : "that the server does not give whole");
    } else if (tries == 1) {
      LOG.warn("channel {}: a mail is to be tried again: {}", channel, why);
    }
    if (full) {
      LOG.error("channel {}: too many mails wait; one is not tried again", channel);
    } else {
      known.left().put(mail.uid(), left);
    }
  }

  /** What the desk knows of is forgotten first: it is still in the mailbox and in the register. */
  private static boolean room(Cursor known) {
    if (known.left().size() < Cursor.MOST_LEFT) {
      return true;
    }
    Optional<Long> told =
        known.left().entrySet().stream()
            .filter(each -> each.getValue().booked())
            .map(Map.Entry::getKey)
            .findFirst();
    told.ifPresent(known.left()::remove);
    return told.isPresent();
  }
}
