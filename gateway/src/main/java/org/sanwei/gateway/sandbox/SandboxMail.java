package org.sanwei.gateway.sandbox;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/**
 * The mailbox that the fax machine writes to: a real IMAP and SMTP server on loopback. Its mail is
 * in memory only and is gone with the process; what the gateway acknowledged is not.
 */
public final class SandboxMail implements AutoCloseable {
  /** The mailbox's log-in; its address is this at {@link #DOMAIN}. */
  public static final String USER = "fax";

  public static final String DOMAIN = "sandbox.invalid";

  /** Where the gateway moves what it has taken over; exists from the start. */
  public static final String PROCESSED = "Processed";

  /** Taken-over mail beyond this is thrown away, oldest first, for it is all in memory. */
  private static final int KEPT_PROCESSED = 100;

  private static final String LOOPBACK = "127.0.0.1";

  private final GreenMail server;
  private final EmptySenders senders;
  private final GreenMailUser user;

  private SandboxMail(GreenMail server, EmptySenders senders, GreenMailUser user) {
    this.senders = senders;
    this.server = server;
    this.user = user;
  }

  /**
   * Starts both servers on 127.0.0.1.
   *
   * @param imapPort 0 for a free one
   * @param smtpPort 0 for a free one
   */
  public static SandboxMail start(String password, int imapPort, int smtpPort) {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP)
            });
    server.start();
    GreenMailUser user = server.setUser(USER + "@" + DOMAIN, USER, password);
    try {
      server.getManagers().getImapHostManager().createMailbox(user, PROCESSED);
    } catch (FolderException | AuthorizationException e) {
      server.stop();
      throw new IllegalStateException("cannot make the folder " + PROCESSED, e);
    }
    EmptySenders senders = EmptySenders.start(smtpPort, server.getSmtp().getPort());
    return new SandboxMail(server, senders, user);
  }

  public int imapPort() {
    return server.getImap().getPort();
  }

  public int smtpPort() {
    return senders.port();
  }

  public String address() {
    return user.getEmail();
  }

  /** Puts a whole message (RFC 5322 bytes) into the inbox, as the fax machine would. */
  public void deliver(byte[] message) {
    try {
      user.deliver(
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(message)));
    } catch (MessagingException e) {
      throw new IllegalArgumentException("not a mail message", e);
    }
  }

  public int inInbox() {
    return folder("INBOX").getNonDeletedMessages().size();
  }

  public int inProcessed() {
    return folder(PROCESSED).getNonDeletedMessages().size();
  }

  /** Throws away the oldest taken-over mail; the traffic maker calls it now and then. */
  public void prune() {
    MailFolder processed = folder(PROCESSED);
    long[] uids = processed.getMessageUids();
    try {
      for (int i = 0; i < uids.length - KEPT_PROCESSED; i++) {
        processed.setFlags(new Flags(Flags.Flag.DELETED), true, uids[i], null, true);
      }
      if (uids.length > KEPT_PROCESSED) {
        processed.expunge();
      }
    } catch (FolderException e) {
      throw new IllegalStateException("cannot prune " + PROCESSED, e);
    }
  }

  @Override
  public void close() {
    senders.close();
    server.stop();
  }

  private MailFolder folder(String name) {
    return server.getManagers().getImapHostManager().getFolder(user, name);
  }
}
