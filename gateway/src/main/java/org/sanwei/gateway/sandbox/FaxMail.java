package org.sanwei.gateway.sandbox;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.sanwei.gateway.channel.reach.TextPdf;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Page;

/** The fax machine: turns a page into mail and hands it over by SMTP. Safe from any thread. */
public final class FaxMail {
  private static final String TIMEOUT_MILLIS = "10000";

  private final Session session;
  private final String recipient;
  private final Clock clock;

  /**
   * @param smtpPort on 127.0.0.1
   * @param recipient the mailbox that the gateway reads
   */
  public FaxMail(int smtpPort, String recipient, Clock clock) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtpPort));
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    this.session = Session.getInstance(properties);
    this.recipient = recipient;
    this.clock = clock;
  }

  /** Sends it; when this returns the mail server has it. */
  public void send(Fax fax) throws MessagingException {
    Transport.send(message(fax));
  }

  MimeMessage message(Fax fax) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("faxline@" + SandboxMail.DOMAIN));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    message.setSubject(fax.subject(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("X-Fax-Number", fax.sender());
    if (fax.page() == Page.PLAIN) {
      message.setText(fax.text(), "UTF-8");
    } else if (fax.page() == Page.HTML) {
      message.setContent(html(fax.text()), "text/html; charset=UTF-8");
    } else {
      message.setContent(withAttachment(fax));
    }
    message.saveChanges();
    return message;
  }

  private static MimeMultipart withAttachment(Fax fax) throws MessagingException {
    MimeBodyPart cover = new MimeBodyPart();
    cover.setText(fax.page().isPicture() ? fax.text() : "收到传真一份，共1页，见附件。（演练）", "UTF-8");
    MimeBodyPart page = new MimeBodyPart();
    page.setDataHandler(
        new DataHandler(new ByteArrayDataSource(bytes(fax), fax.page().mediaType())));
    page.setFileName(fileName(fax.page()));
    // Left to itself the mail library sends a PDF of ASCII bytes as text, and SMTP changes its line
    // ends: the offsets inside no longer fit, and the gateway holds the page as broken.
    page.setHeader("Content-Transfer-Encoding", "base64");
    MimeMultipart both = new MimeMultipart();
    both.addBodyPart(cover);
    both.addBodyPart(page);
    return both;
  }

  /** The page's bytes: a sample picture, or a PDF made from the words. */
  static byte[] bytes(Fax fax) {
    if (!fax.page().isPicture()) {
      return TextPdf.of(fax.text());
    }
    try (InputStream page = FaxMail.class.getResourceAsStream("fax/" + fax.page().resource())) {
      if (page == null) {
        throw new IllegalStateException("the jar does not hold fax/" + fax.page().resource());
      }
      return page.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String fileName(Page page) {
    return page.mediaType().equals("image/tiff") ? "fax.tif" : "fax.pdf";
  }

  private static String html(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    StringBuilder html = new StringBuilder("<!doctype html><html><body>\n");
    escaped
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> html.append("<p>").append(line).append("</p>\n"));
    return html.append("</body></html>\n").toString();
  }
}
