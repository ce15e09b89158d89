package org.sanwei.gateway.channel.reach;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Tls;

/**
 * A mailbox over IMAP: the test logs in and opens the folder read-only (EXAMINE), so no flag
 * changes; a probe is put there by the same account (APPEND).
 */
final class MailboxWay implements Way {
  private static final String MILLIS = "4000";

  private final Imap imap;
  private final Clock clock;

  MailboxWay(Imap imap, Clock clock) {
    this.imap = imap;
    this.clock = clock;
  }

  @Override
  public Checked check() {
    try (Store store = open(session())) {
      Folder folder = store.getFolder(imap.folder());
      folder.open(Folder.READ_ONLY);
      folder.close(false);
      return new Checked.Good("mailbox-opens", where());
    } catch (AuthenticationFailedException e) {
      return new Checked.Bad("login-refused", where(), "");
    } catch (FolderNotFoundException e) {
      return new Checked.Bad("mailbox-missing", where(), "");
    } catch (MessagingException e) {
      return Failures.of(e, where());
    }
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    if (imap.processed() == null) {
      // Nothing in this mailbox may ever be altered, and a mail of ours would stay in it.
      return new Fed.Unprovable("mailbox-untouched");
    }
    Session session = session();
    try (Store store = open(session)) {
      Message mail = mail(session, probe);
      store.getFolder(imap.folder()).appendMessages(new Message[] {mail});
      return new Fed.Sent();
    } catch (AuthenticationFailedException e) {
      return new Fed.Failed("login-refused");
    } catch (MessagingException | UnsupportedEncodingException e) {
      return new Fed.Failed(Failures.code(e));
    }
  }

  private Message mail(Session session, ProbeMessage probe)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(ProbeMessage.ADDRESS, ProbeMessage.SENDER, "UTF-8"));
    mail.setSubject(probe.subject(), "UTF-8");
    mail.setSentDate(Date.from(clock.instant()));
    mail.setText(probe.text(), "UTF-8");
    mail.saveChanges();
    mail.setFlags(new Flags(), true);
    return mail;
  }

  private Store open(Session session) throws MessagingException {
    Store store = session.getStore();
    store.connect(
        imap.server().host(), imap.server().port(), imap.user(), imap.password().revealText());
    return store;
  }

  private Session session() {
    String protocol = imap.tls() == Tls.IMPLICIT ? "imaps" : "imap";
    Properties properties = new Properties();
    properties.setProperty("mail.store.protocol", protocol);
    for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail." + protocol + "." + limit, MILLIS);
    }
    if (imap.tls() == Tls.STARTTLS) {
      properties.setProperty("mail.imap.starttls.enable", "true");
      properties.setProperty("mail.imap.starttls.required", "true");
    }
    properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
    return Session.getInstance(properties);
  }

  private String where() {
    return imap.server().host() + ":" + imap.server().port() + " " + imap.folder();
  }
}
