package org.sanwei.routes.intake.mail;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the cursor which mails are looked at again, and tells the desk of those that have
 * failed too often or waited too long. The cursor is not saved here. For one thread.
 */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  private final String channel;
  private final MailTaker taker;
  private final Clock clock;
  private final Set<Long> forDisk = new HashSet<>();
  private boolean stuck;

  /** Why a mail is put off. */
  enum For {
    /** Another large one is being taken. */
    TURN,
    /** The disk has too little room for it. */
    DISK
  }

  Waiting(String channel, MailTaker taker, Clock clock) {
    this.channel = channel;
    this.taker = taker;
    this.clock = clock;
  }

  /** A new look. */
  void begin() {
    stuck = false;
  }

  /** Whether a mail that is put off found no place in this look, so that none is to be passed. */
  boolean stuck() {
    return stuck;
  }

  /** What people are to know of mails that are put off; empty when there is nothing. */
  String trouble(Cursor known) {
    forDisk.retainAll(known.left().keySet());
    if (stuck) {
      return "too many large mails wait for their turn or for room on the disk";
    }
    return forDisk.isEmpty() ? "" : "the disk has too little room for a large mail";
  }

  /**
   * Lets the others go on: nothing has failed, so nothing is counted, and the desk is told only
   * when it lasts. Nothing else loses its place for it.
   *
   * @return false when there is no place for it, so that it must not be passed
   */
  boolean putOff(Mailbox box, Cursor known, Listed mail, For what) {
    Left before = known.left().get(mail.uid());
    if (before == null && known.left().size() >= Cursor.MOST_PUT_OFF) {
      stuck = true;
      return false;
    }
    if (what == For.DISK) {
      forDisk.add(mail.uid());
    }
    Left left = Left.putOff(before, clock.instant());
    known.left().put(mail.uid(), left);
    if (left.waitsLong(clock.instant())) {
      tellOfLongWait(box, known, mail, left);
    }
    return true;
  }

  private void tellOfLongWait(Mailbox box, Cursor known, Listed mail, Left left) {
    try {
      taker.leave(box.uidValidity(), mail, LeftAtSource.NOT_GIVEN);
    } catch (BrokerUnavailable e) {
      // It is put off all the same; the next look tries to tell.
      return;
    }
    known.left().put(mail.uid(), left.told());
    LOG.error(
        "channel {}: a mail has waited long for its turn or for room on the disk and stays in the"
            + " mailbox; the desk has a number for it",
        channel);
  }

  /** Something of this mail failed: it is tried again, and the desk is told when that is due. */
  void failed(Mailbox box, Cursor known, Listed mail, Left.Why why) {
    forDisk.remove(mail.uid());
    Left before = known.left().get(mail.uid());
    int tries = before != null && before.why() == why ? before.tries() + 1 : 1;
    boolean told = why == Left.Why.NOT_MOVED || (before != null && before.toldOf(why));
    Left left = Left.after(why, tries, clock.instant(), told);
    boolean full = before == null && !room(known);
    if (left.tells() || (full && !told)) {
      boolean large = why == Left.Why.TOO_LARGE;
      taker.leave(box.uidValidity(), mail, large ? LeftAtSource.TOO_LARGE : LeftAtSource.NOT_GIVEN);
      left = left.told();
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

  /**
   * What has failed and the desk knows of is forgotten first: it is still in the mailbox and in the
   * register.
   */
  private static boolean room(Cursor known) {
    if (known.left().size() < Cursor.MOST_LEFT) {
      return true;
    }
    Optional<Long> told =
        known.left().entrySet().stream()
            .filter(each -> each.getValue().booked())
            .filter(each -> each.getValue().why() != Left.Why.NOT_ITS_TURN)
            .map(Map.Entry::getKey)
            .findFirst();
    told.ifPresent(known.left()::remove);
    return told.isPresent();
  }
}
