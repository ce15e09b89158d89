package org.sanwei.routes.intake;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.sanwei.config.policy.ChannelKind;

/**
 * Turns one mail of the mailbox into a sealed arrival; the only class that reads Camel's mail
 * types.
 */
public final class FaxMailTaker {
  private final ImapSource source;
  private final Intake intake;
  private final Clock clock;

  public FaxMailTaker(ImapSource source, Intake intake, Clock clock) {
    this.source = source;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * Takes the mail over. Returning means it is durable and may be moved.
   *
   * @throws MailUnreadable when the server did not give the mail; it stays in the folder
   */
  public void take(Exchange exchange) {
    Message mail = exchange.getMessage(MailMessage.class).getOriginalMessage();
    intake.accept(
        new Taken(
            source.channel(),
            ChannelKind.FAX,
            identity(mail),
            clock.instant(),
            "message/rfc822",
            bytes(mail)));
  }

  private SourceIdentity identity(Message mail) {
    try {
      Folder folder = mail.getFolder();
      if (!(folder instanceof UIDFolder uids)) {
        throw new MailUnreadable(source.channel(), "the folder has no UIDs");
      }
      return SourceIdentity.mailbox(
          source.host(),
          source.user(),
          folder.getFullName(),
          uids.getUIDValidity(),
          uids.getUID(mail));
    } catch (MessagingException e) {
      throw new MailUnreadable(source.channel(), "no UID: " + e.getClass().getSimpleName());
    }
  }

  private byte[] bytes(Message mail) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, mail.getSize()));
      mail.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException | IOException e) {
      // The exception's own text may quote the mail.
      throw new MailUnreadable(source.channel(), e.getClass().getSimpleName());
    }
  }

  /** The server did not hand a mail over; the next poll tries again. */
  public static final class MailUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailUnreadable(String channel, String what) {
      super("channel " + channel + ": a mail could not be fetched: " + what);
    }
  }
}
