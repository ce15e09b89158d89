package org.sanwei.routes.intake.mail;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.routes.intake.mail.Mailbox.Fetched;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.queue.LargeTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look into a mailbox at a time: new mail in its order, then what failed before, then some of
 * the mail that lay there at the first contact, newest first. A mail is durable first, then moved
 * where that is the way, then the cursor goes on; what comes between costs a duplicate, which its
 * id tells. One mail is in memory at a time. For one thread.
 */
final class MailPoll {
  private static final Logger LOG = LoggerFactory.getLogger(MailPoll.class);

  /** Mails asked for at once: about 40 KB of answer, without their bodies. */
  static final int PAGE = 500;

  /** Mails taken in one look, of the new and of the old. */
  static final int MOST_TAKEN = 50;

  /** Pages of old mails looked through in one look when none of them is to be taken. */
  static final int MOST_PAGES = 20;

  private static final int MOST_AGAIN = 10;
  private static final int STUMBLES = 3;

  /** After this long, the next look begins with new mail again. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final String channel;
  private final Imap imap;
  private final ZoneId zone;
  private final Mailboxes mailboxes;
  private final CursorFile file;
  private final MailTaker taker;
  private final LargeTurn turns;
  private final Clock clock;
  private final String mailbox;

  private @Nullable Cursor cursor;
  private @Nullable Doubt doubt;
  private long stumbledOver;
  private int stumbles;
  private long stored;
  private final Map<Long, Long> unstored = new HashMap<>();

  /** A mail that could not be stored, as long as nobody knows whether another could. */
  private record Doubt(Listed mail, LongConsumer passed, RuntimeException why) {}

  MailPoll(
      String channel,
      Imap imap,
      ZoneId zone,
      Mailboxes mailboxes,
      CursorFile file,
      MailTaker taker,
      LargeTurn turns,
      Clock clock) {
    this.channel = channel;
    this.imap = imap;
    this.zone = zone;
    this.mailboxes = mailboxes;
    this.file = file;
    this.taker = taker;
    this.turns = turns;
    this.clock = clock;
    this.mailbox = CursorFile.digest(imap.server().host(), imap.user(), imap.folder());
  }

  /**
   * @return true if there is more to take at once
   * @throws MailboxLost when the server fails
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing can be stored
   */
  boolean look() throws MailboxLost {
    try (Mailbox box = mailboxes.open()) {
      Cursor known = known(box);
      doubt = null;
      boolean more = takeNew(box, known);
      takeAgain(box, known);
      more |= takeOld(box, known);
      Doubt open = doubt;
      if (open != null) {
        throw open.why();
      }
      return more;
    } catch (MailboxLost e) {
      mailboxes.close();
      throw e;
    }
  }

  private Cursor known(Mailbox box) throws MailboxLost {
    Cursor known = cursor;
    if (known == null) {
      known = file.load(mailbox).orElse(null);
    }
    if (known == null) {
      known = firstContact(box);
    } else if (known.uidValidity() != box.uidValidity()) {
      LOG.error(
          "channel {}: the mailbox was rebuilt (UIDVALIDITY was {}, is {}): its mails have other"
              + " numbers and those since {} come once more, as arrivals of their own",
          channel,
          known.uidValidity(),
          box.uidValidity(),
          known.since());
      taker.renumbered(known.uidValidity(), box.uidValidity());
      known = new Cursor(mailbox, box.uidValidity(), since(), firstFree(box));
      file.save(known);
    } else if (!known.since().equals(since())) {
      LOG.warn(
          "channel {}: 'since' was {} and is {}; an earlier one means that the mails of the first"
              + " contact are looked through again",
          channel,
          known.since(),
          since());
      known = known.from(since());
      file.save(known);
    }
    cursor = known;
    return known;
  }

  private Cursor firstContact(Mailbox box) throws MailboxLost {
    String since = since();
    LOG.warn(
        "channel {}: first contact with its mailbox, in which {} mails lie; {}, newest first; new"
            + " ones go before them ('since' in gateway.yaml says from when on)",
        channel,
        box.count(),
        since.equals(Cursor.ALL)
            ? "all of them are taken"
            : "those since " + since + " are taken, older ones are left alone");
    Cursor fresh = new Cursor(mailbox, box.uidValidity(), since, firstFree(box));
    file.save(fresh);
    return fresh;
  }

  /** One more than the highest UID there is. */
  private static long firstFree(Mailbox box) throws MailboxLost {
    int count = box.count();
    return count == 0 ? 1 : box.uidAt(count) + 1;
  }

  /** A day in ISO form, or {@code all}. */
  private String since() {
    Since since = imap.since();
    if (since instanceof Since.Day day) {
      return day.first().toString();
    }
    if (since instanceof Since.DaysBefore before) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
      return file.dayOfFirstContact(mailbox, today).minusDays(before.days()).toString();
    }
    return Cursor.ALL;
  }

  private boolean takeNew(Mailbox box, Cursor known) throws MailboxLost {
    if (box.uidNext() == known.newUpTo() + 1) {
      return false;
    }
    Share share = new Share();
    while (true) {
      int from = Places.firstFrom(known.newUpTo() + 1, box);
      int count = box.count();
      if (from > count) {
        return false;
      }
      List<Listed> page = box.list(from, Math.min(count, from + PAGE - 1));
      // Asked after the list: when a mail below went before it, one at least is missing in it.
      if (from > 1 && box.uidAt(from - 1) > known.newUpTo()) {
        throw new MailboxLost("mails went while others were looked for; they are looked for again");
      }
      for (Listed mail : page) {
        if (mail.uid() > known.newUpTo()) {
          if (share.used()) {
            return true;
          }
          pass(box, known, mail, known::newUpTo);
        }
      }
      if (doubt != null || count - from < PAGE) {
        return false;
      }
    }
  }

  private boolean takeOld(Mailbox box, Cursor known) throws MailboxLost {
    Share share = new Share();
    Instant from = known.since().equals(Cursor.ALL) ? Instant.MIN : day(known.since());
    for (int pages = 0; !known.oldDone(); pages++) {
      int last = Places.firstFrom(known.oldDownTo(), box) - 1;
      if (last < 1) {
        end(known);
        return false;
      }
      if (pages == MOST_PAGES) {
        return true;
      }
      int first = Math.max(1, last - PAGE + 1);
      List<Listed> page = new ArrayList<>(box.list(first, last));
      if (page.isEmpty()) {
        throw new MailboxLost("the server counts mails and lists none");
      }
      long lowest = page.get(0).uid();
      Collections.reverse(page);
      for (Listed mail : page) {
        boolean wanted = mail.arrived() == null || !mail.arrived().isBefore(from);
        if (wanted && mail.uid() < known.oldDownTo()) {
          if (share.used()) {
            return true;
          }
          pass(box, known, mail, known::oldDownTo);
        }
      }
      if (doubt != null) {
        return false;
      }
      known.oldDownTo(lowest);
      file.save(known);
    }
    return false;
  }

  private Instant day(String since) {
    return LocalDate.parse(since).atStartOfDay(zone).toInstant();
  }

  private void end(Cursor known) {
    known.oldDownTo(1);
    file.save(known);
    LOG.info("channel {}: the mails of the first contact are dealt with", channel);
  }

  /** What failed before, the longest waiting first. */
  private void takeAgain(Mailbox box, Cursor known) throws MailboxLost {
    Instant now = clock.instant();
    List<Map.Entry<Long, Left>> due =
        known.left().entrySet().stream()
            .filter(each -> !each.getValue().next().isAfter(now))
            .sorted(Map.Entry.comparingByValue((a, b) -> a.next().compareTo(b.next())))
            .limit(MOST_AGAIN)
            .toList();
    for (Map.Entry<Long, Left> each : due) {
      Optional<Listed> mail = box.find(each.getKey());
      if (mail.isEmpty()) {
        LOG.warn("channel {}: a mail that was to be taken again is gone", channel);
        known.left().remove(each.getKey());
        file.save(known);
      } else if (each.getValue().why() == Left.Why.NOT_MOVED) {
        moveAgain(box, known, each.getKey(), each.getValue());
      } else {
        dealAgain(box, known, mail.get(), each.getValue());
      }
    }
  }

  /**
   * That nothing can be stored is not the mail's fault, and must not make it wait long: it counts
   * only when another was stored since the last time.
   */
  private void dealAgain(Mailbox box, Cursor known, Listed mail, Left left) throws MailboxLost {
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

  private void moveAgain(Mailbox box, Cursor known, long uid, Left left) throws MailboxLost {
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
  private void pass(Mailbox box, Cursor known, Listed mail, LongConsumer passed)
      throws MailboxLost {
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

  private void store(Mailbox box, Cursor known, Listed mail, Fetched fetched) {
    if (fetched instanceof Fetched.Whole whole) {
      taker.take(box.uidValidity(), mail.uid(), whole.bytes());
      stored++;
      known.left().remove(mail.uid());
      if (imap.processed() != null && !moved(box, mail.uid())) {
        again(box, known, mail, Left.Why.NOT_MOVED);
      }
    } else {
      boolean large = fetched instanceof Fetched.TooLarge;
      again(box, known, mail, large ? Left.Why.TOO_LARGE : Left.Why.NOT_GIVEN);
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

  /** What one look may take of one kind. */
  private final class Share {
    private final Instant until = clock.instant().plus(LONG);
    private int taken;

    /** Counts a mail; true when there have been enough. */
    boolean used() {
      taken++;
      return taken > MOST_TAKEN || clock.instant().isAfter(until);
    }
  }
}
