package org.sanwei.routes.intake.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.queue.LargeTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look into a mailbox at a time: new mail in its order, then what failed before, then some of
 * the mail that lay there at the first contact, newest first. What comes between the durable write
 * and the cursor costs a duplicate, which its id tells. One mail is in memory at a time. For one
 * thread.
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

  /** After this long, the next look begins with new mail again. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final String channel;
  private final ZoneId zone;
  private final Mailboxes mailboxes;
  private final CursorFile file;
  private final Clock clock;
  private final Contact contact;
  private final Dealing dealing;
  private String trouble = "";

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
    this.zone = zone;
    this.mailboxes = mailboxes;
    this.file = file;
    this.clock = clock;
    this.contact = new Contact(channel, imap, zone, file, taker, clock);
    this.dealing = new Dealing(channel, imap, file, taker, turns, clock);
  }

  /**
   * @return true if there is more to take at once
   * @throws MailboxLost when the server fails
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing can be stored
   */
  boolean look() throws MailboxLost {
    trouble = "";
    try (Mailbox box = mailboxes.open()) {
      Cursor known = contact.with(box);
      dealing.begin();
      boolean more = takeNew(box, known);
      takeAgain(box, known);
      // A place that has become free is for new mail, at the next look.
      more |= !dealing.stuck() && takeOld(box, known);
      trouble = dealing.trouble(known);
      dealing.end();
      return more;
    } catch (MailboxLost e) {
      mailboxes.close();
      throw e;
    }
  }

  /** What people are to know of a look that did not fail; empty when there is nothing. */
  String trouble() {
    return trouble;
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
          dealing.pass(box, known, mail, known::newUpTo);
          if (dealing.stuck()) {
            return false;
          }
        }
      }
      if (dealing.inDoubt() || count - from < PAGE) {
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
          dealing.pass(box, known, mail, known::oldDownTo);
          if (dealing.stuck()) {
            return false;
          }
        }
      }
      if (dealing.inDoubt()) {
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
        dealing.moveAgain(box, known, each.getKey(), each.getValue());
      } else {
        dealing.dealAgain(box, known, mail.get(), each.getValue());
      }
    }
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
