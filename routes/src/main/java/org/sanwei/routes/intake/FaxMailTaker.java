package org.sanwei.routes.intake;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.sanwei.config.policy.ChannelKind;

/**
 * Turns one mail of the mailbox into a sealed arrival; the only class that reads Camel's mail
 * types.
 */
public final class FaxMailTaker {
  /** A media type that no reader reads: what bears it is held. */
  public static final String TOO_LARGE = "application/vnd.sanwei.too-large";

  private final ImapSource source;
  private final long maxBytes;
  private final Intake intake;
  private final Clock clock;

  public FaxMailTaker(ImapSource source, long maxBytes, Intake intake, Clock clock) {
    this.source = source;
    this.maxBytes = maxBytes;
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
            tooLarge(mail) ? TOO_LARGE : "message/rfc822",
            tooLarge(mail) ? stub(mail) : bytes(mail)));
  }

  /**
   * More than the gateway may take into memory: its stub is held, the mail itself moves as it is.
   */
  private boolean tooLarge(Message mail) {
    try {
      return mail.getSize() > maxBytes;
    } catch (MessagingException e) {
      throw new MailUnreadable(source.channel(), "no size: " + e.getClass().getSimpleName());
    }
  }

  private byte[] stub(Message mail) {
    try {
      // The NUL keeps every reader from taking it for a text: it is to be held.
      return ("\u0000mail of " + mail.getSize() + " bytes, left in " + source.processed())
          .getBytes(StandardCharsets.UTF_8);
    } catch (MessagingException e) {
      throw new MailUnreadable(source.channel(), "no size: " + e.getClass().getSimpleName());
    }
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
