package org.sanwei.routes.intake.mail;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.intake.mail.Mailbox.Listed;
import org.sanwei.routes.intake.mail.Mailbox.Streamed;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LeftAtSource;

/**
 * Makes arrivals of mails, and of the notes that a mail was left. Each call returns after the
 * durable write.
 */
final class MailTaker {
  private static final String MAIL = "message/rfc822";

  private final String channel;
  private final Imap imap;
  private final Intake intake;
  private final LargeIntake large;
  private final Clock clock;

  MailTaker(String channel, Imap imap, Intake intake, LargeIntake large, Clock clock) {
    this.channel = channel;
    this.imap = imap;
    this.intake = intake;
    this.large = large;
    this.clock = clock;
  }

  void take(long uidValidity, long uid, byte[] mail) {
    intake.accept(taken(uidValidity, uid, MAIL, mail));
  }

  private Taken taken(long uidValidity, long uid, String mediaType, byte[] body) {
    SourceIdentity identity =
        SourceIdentity.mailbox(imap.server().host(), imap.user(), imap.folder(), uidValidity, uid);
    return new Taken(channel, ChannelKind.FAX, identity, clock.instant(), mediaType, body);
  }

  /** Whether a mail of so many bytes may be taken in pieces. */
  boolean takesInPieces(long sizeBytes) {
    return large.limitBytes() > 0 && sizeBytes <= large.limitBytes();
  }

  /**
   * Takes a mail that does not lie in memory; durable when it came whole, otherwise not there.
   * Empty, and the server was not asked, while another is being taken.
   *
   * @throws org.sanwei.routes.queue.DiskFull when the disk has no room for it
   */
  Optional<Streamed> takeInPieces(Mailbox box, Listed mail) throws MailboxLost {
    Optional<LargeIntake.Taking> begun = large.tryBegin(mail.sizeBytes());
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    try (LargeIntake.Taking taking = begun.get()) {
      byte[] beginning = new byte[LargeBody.HEAD_BYTES];
      Streamed how =
          box.stream(
              mail,
              (bytes, offset, size) -> {
                long before = taking.sizeBytes();
                if (before < beginning.length) {
                  int some = (int) Math.min(size, beginning.length - before);
                  System.arraycopy(bytes, offset, beginning, (int) before, some);
                }
                return taking.write(bytes, offset, size);
              });
      if (how == Streamed.WHOLE) {
        int filled = (int) Math.min(beginning.length, taking.sizeBytes());
        LargeBody manifest = taking.end(MAIL, LargeBody.headOfMail(beginning, filled));
        Taken taken =
            taken(box.uidValidity(), mail.uid(), LargeBody.MEDIA_TYPE, manifest.encoded());
        taking.accept(taken, large.idOf(taken));
      }
      return Optional.of(how);
    }
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
