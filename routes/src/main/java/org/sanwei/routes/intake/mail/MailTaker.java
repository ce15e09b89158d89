package org.sanwei.routes.intake.mail;

import java.time.Clock;
import java.util.Map;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LeftAtSource;

/**
 * Makes arrivals of mails, and of the notes that a mail was left. Each call returns after the
 * durable write.
 */
final class MailTaker {
  private final String channel;
  private final Imap imap;
  private final Intake intake;
  private final Clock clock;

  MailTaker(String channel, Imap imap, Intake intake, Clock clock) {
    this.channel = channel;
    this.imap = imap;
    this.intake = intake;
    this.clock = clock;
  }

  void take(long uidValidity, long uid, byte[] mail) {
    SourceIdentity identity =
        SourceIdentity.mailbox(imap.server().host(), imap.user(), imap.folder(), uidValidity, uid);
    intake.accept(
        new Taken(channel, ChannelKind.FAX, identity, clock.instant(), "message/rfc822", mail));
  }

  /** A number for the desk, and a card that says where the mail lies. */
  void leave(long uidValidity, Listed mail, String why) {
    SourceIdentity identity =
        SourceIdentity.leftInMailbox(
            imap.server().host(), imap.user(), imap.folder(), uidValidity, mail.uid());
    LeftAtSource note =
        new LeftAtSource(
            why,
            imap.folder(),
            uidValidity,
            mail.uid(),
            Math.max(0, mail.sizeBytes()),
            mail.arrived() == null ? null : mail.arrived().toString());
    intake.accept(
        new Taken(
            channel,
            ChannelKind.FAX,
            identity,
            clock.instant(),
            LeftAtSource.MEDIA_TYPE,
            note.encoded()));
  }

  /** The mailbox was rebuilt, and names its mails anew: the ledger is told. */
  void renumbered(long was, long is) {
    intake.note(
        LedgerEvent.Step.MAILBOX_RENUMBERED,
        channel,
        "mailbox/" + channel + "/" + was + "-" + is,
        clock.instant(),
        SourceIdentity.mailbox(imap.server().host(), imap.user(), imap.folder(), is, 0),
        Map.of("was", Long.toString(was), "is", Long.toString(is)));
  }
}
