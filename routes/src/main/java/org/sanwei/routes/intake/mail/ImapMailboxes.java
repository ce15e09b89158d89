package org.sanwei.routes.intake.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Tls;

/**
 * A mailbox on an IMAP server. The connection is kept between polls, the folder is opened for each:
 * that is when a server tells what is new. A mailbox that may not be altered is opened by EXAMINE,
 * so that the server itself refuses to change a flag.
 */
final class ImapMailboxes implements Mailboxes {
  private final Imap imap;
  private final Properties properties = new Properties();
  private final PacedSockets sockets;
  private @Nullable Store store;

  /**
   * @param connect how long a connection may take
   * @param answer how long the server may be silent in the middle of an answer
   */
  ImapMailboxes(Imap imap, Duration connect, Duration answer, Clock clock) {
    this.imap = imap;
    this.sockets = new PacedSockets(clock);
    for (String protocol : new String[] {"mail.imap.", "mail.imaps."}) {
      set(protocol, "connectiontimeout", Long.toString(connect.toMillis()));
      set(protocol, "timeout", Long.toString(answer.toMillis()));
      set(protocol, "writetimeout", Long.toString(answer.toMillis()));
      set(protocol, "connectionpooltimeout", "3600000");
      // Both give plain ones: where TLS is wanted the mail API lays it over them and checks it.
      properties.put(protocol + "socketFactory", sockets);
      properties.put(protocol + "ssl.socketFactory", sockets);
      set(protocol, "socketFactory.fallback", "false");
      set(protocol, "ssl.socketFactory.fallback", "false");
      set(protocol, "ssl.checkserveridentity", "true");
      set(protocol, "starttls.enable", Boolean.toString(imap.tls() == Tls.STARTTLS));
      set(protocol, "starttls.required", Boolean.toString(imap.tls() == Tls.STARTTLS));
    }
  }

  private void set(String protocol, String key, String value) {
    properties.setProperty(protocol + key, value);
  }

  @Override
  public Mailbox open() throws MailboxLost {
    try {
      return opened(connected());
    } catch (MessagingException | RuntimeException e) {
      close();
      throw new MailboxLost("the mailbox was not opened (" + e.getClass().getSimpleName() + ")");
    } catch (MailboxLost e) {
      close();
      throw e;
    }
  }

  private Store connected() throws MessagingException {
    Store known = store;
    if (known != null && known.isConnected()) {
      return known;
    }
    close();
    Session session = Session.getInstance(properties);
    Store fresh = session.getStore(imap.tls() == Tls.IMPLICIT ? "imaps" : "imap");
    store = fresh;
    fresh.connect(
        imap.server().host(), imap.server().port(), imap.user(), imap.password().revealText());
    return fresh;
  }

  private Mailbox opened(Store connected) throws MessagingException, MailboxLost {
    String processed = imap.processed();
    if (processed != null) {
      Folder target = connected.getFolder(processed);
      if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES)) {
        throw new MailboxLost("the folder of 'processed' is not there and cannot be made");
      }
    }
    if (!(connected.getFolder(imap.folder()) instanceof IMAPFolder folder)) {
      throw new MailboxLost("the server speaks no IMAP");
    }
    folder.open(processed == null ? Folder.READ_ONLY : Folder.READ_WRITE);
    ImapMailbox mailbox =
        new ImapMailbox(folder, processed, imap.exactSizes(), folder.getUIDValidity(), sockets);
    mailbox.check();
    return mailbox;
  }

  @Override
  public void close() {
    Store known = store;
    store = null;
    if (known != null) {
      try {
        known.close();
      } catch (MessagingException | RuntimeException e) {
        // It was lost already; a new one is made at the next poll.
        store = null;
      }
    }
  }
}
