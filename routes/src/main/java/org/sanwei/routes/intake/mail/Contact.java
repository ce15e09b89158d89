package org.sanwei.routes.intake.mail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which mails of a mailbox are dealt with already: what the cursor's file says, unless it is the
 * first contact, the mailbox was rebuilt, or {@code since} was changed. For one thread.
 */
final class Contact {
  private static final Logger LOG = LoggerFactory.getLogger(Contact.class);

  private final String channel;
  private final Imap imap;
  private final ZoneId zone;
  private final CursorFile file;
  private final MailTaker taker;
  private final Clock clock;
  private final String mailbox;

  private @Nullable Cursor cursor;

  Contact(String channel, Imap imap, ZoneId zone, CursorFile file, MailTaker taker, Clock clock) {
    this.channel = channel;
    this.imap = imap;
    this.zone = zone;
    this.file = file;
    this.taker = taker;
    this.clock = clock;
    this.mailbox = CursorFile.digest(imap.server().host(), imap.user(), imap.folder());
  }

  /** The cursor that fits this mailbox as it is now; saved. */
  Cursor with(Mailbox box) throws MailboxLost {
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
}
