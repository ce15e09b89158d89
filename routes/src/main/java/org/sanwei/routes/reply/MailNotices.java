package org.sanwei.routes.reply;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.release.SendResult;

/**
 * Notices as mails (RFC 3834): from an address of ours, with an empty envelope sender, so that no
 * bounce comes back, and marked as an automatic answer, so that nobody's program answers it. What
 * the server refused before it took the mail is refused; when the connection is lost later, nobody
 * knows, and it is not sent again by itself. A session each; safe from many threads.
 */
final class MailNotices {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "30000";

  private final ReceiptConfig.MailOut out;
  private final ZoneId zone;
  private final boolean drill;
  private final Clock clock;
  private final Session session;

  MailNotices(ReceiptConfig.MailOut out, ZoneId zone, boolean drill, Clock clock) {
    this.out = out;
    this.zone = zone;
    this.drill = drill;
    this.clock = clock;
    this.session = Session.getInstance(properties(out));
  }

  private static Properties properties(ReceiptConfig.MailOut out) {
    Properties p = new Properties();
    p.setProperty("mail.smtp.host", out.server().host());
    p.setProperty("mail.smtp.port", Integer.toString(out.server().port()));
    p.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    p.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
    p.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
    p.setProperty("mail.smtp.from", "<>");
    // In place of this machine's name, which is nobody's business.
    p.setProperty("mail.smtp.localhost", domain(out.from()));
    p.setProperty("mail.smtp.auth", Boolean.toString(out.user() != null));
    p.setProperty("mail.smtp.ssl.enable", Boolean.toString(out.tls() == Tls.IMPLICIT));
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    p.setProperty("mail.smtp.starttls.enable", Boolean.toString(out.tls() == Tls.STARTTLS));
    p.setProperty("mail.smtp.starttls.required", Boolean.toString(out.tls() == Tls.STARTTLS));
    return p;
  }

  SendResult send(ReturnAddress.Mail to, Notice notice, UUID id) {
    try {
      Transport transport = session.getTransport("smtp");
      try {
        String password = out.password() == null ? null : out.password().revealText();
        transport.connect(out.server().host(), out.server().port(), out.user(), password);
      } catch (AuthenticationFailedException e) {
        return new SendResult.Refused("smtp-login", true);
      } catch (MessagingException e) {
        return new SendResult.Refused("smtp-not-connected", true);
      }
      MimeMessage mail = mail(to, notice, id);
      return handOver(transport, mail);
    } catch (MessagingException e) {
      return new SendResult.Refused("mail-not-made", false);
    }
  }

  private static SendResult handOver(Transport transport, MimeMessage mail) {
    SendResult result;
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
      result = new SendResult.Accepted(List.of());
    } catch (MessagingException e) {
      result = refusal(e);
    }
    try {
      transport.close();
    } catch (MessagingException e) {
      // The answer to the mail itself came before; how the farewell went changes nothing.
      return result;
    }
    return result;
  }

  /** Only an answer with a code is a refusal; what else happens may have come after the mail. */
  private static SendResult refusal(MessagingException failure) {
    for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
      int code = code(next);
      if (code >= 400 && code < 600) {
        return new SendResult.Refused("smtp-" + code, code < 500);
      }
    }
    return new SendResult.Unknown("smtp-no-answer");
  }

  private static int code(MessagingException e) {
    if (e instanceof SMTPSendFailedException failed) {
      return failed.getReturnCode();
    }
    if (e instanceof SMTPAddressFailedException failed) {
      return failed.getReturnCode();
    }
    return e instanceof SMTPSenderFailedException failed ? failed.getReturnCode() : 0;
  }

  private MimeMessage mail(ReturnAddress.Mail to, Notice notice, UUID id)
      throws MessagingException {
    String messageId = "<" + id + "@" + domain(out.from()) + ">";
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
          }
        };
    String mark = drill ? "（演练）" : "";
    mail.setFrom(plain(out.from()));
    mail.setRecipient(Message.RecipientType.TO, plain(to.address()));
    mail.setSubject(mark + notice.kind().words() + " " + notice.spoken(), UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-replied");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    if (!to.messageId().isEmpty()) {
      mail.setHeader("In-Reply-To", to.messageId());
      mail.setHeader("References", to.messageId());
    }
    mail.setText(mark + notice.words(zone) + "\n", UTF_8.name());
    mail.saveChanges();
    return mail;
  }

  /** Past the library's parser: what it would make of the address is decided already. */
  private static InternetAddress plain(String address) {
    InternetAddress plain = new InternetAddress();
    plain.setAddress(address);
    return plain;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
