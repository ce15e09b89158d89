package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;
import org.sanwei.gateway.sandbox.DrillMessage.Page;

class SandboxMailTest {
  private static final String PASSWORD = "drill-password";
  private SandboxMail mail = SandboxMail.start(PASSWORD, 0, 0);

  @BeforeEach
  void listens() {
    assertThat(mail.imapPort()).isPositive().isNotEqualTo(mail.smtpPort());
  }

  @AfterEach
  void close() {
    mail.close();
  }

  @Test
  void whatIsDeliveredIsReadByImapAndMovedToProcessed() throws Exception {
    mail.deliver("Subject: drill\r\n\r\nwords\r\n".getBytes(StandardCharsets.US_ASCII));

    try (Store store = imap(PASSWORD)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      Message[] messages = inbox.getMessages();
      assertThat(messages).hasSize(1);
      assertThat(messages[0].getSubject()).isEqualTo("drill");
      inbox.copyMessages(messages, store.getFolder(SandboxMail.PROCESSED));
      messages[0].setFlag(Flags.Flag.DELETED, true);
      inbox.close(true);
    }

    assertThat(mail.inInbox()).isZero();
    assertThat(mail.inProcessed()).isEqualTo(1);
  }

  @Test
  void aFaxComesBySmtpWithItsPage() throws Exception {
    Fax fax = new Fax(Kind.PICTURE, "0999-6000001", "传真（演练）", "见附件", Page.FINE_TIFF);

    new FaxMail(mail.smtpPort(), mail.address(), Clock.systemUTC()).send(fax);

    try (Store store = imap(PASSWORD)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      Message message = inbox.getMessage(1);
      assertThat(message.getSubject()).isEqualTo("传真（演练）");
      Multipart parts = (Multipart) message.getContent();
      assertThat(parts.getBodyPart(1).isMimeType("image/tiff")).isTrue();
      assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
          .isEqualTo(FaxMail.bytes(fax))
          .hasSizeGreaterThan(10_000);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> imap("wrong").close())
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void aRestartNeverGivesAnOldIdentityToNewMail() throws Exception {
    long before = uidValidity();
    mail.close();
    // The server names a mailbox by the second it was made in; no process restarts within one.
    await().until(() -> Instant.now().getEpochSecond() > before);
    mail = SandboxMail.start(PASSWORD, 0, 0);

    assertThat(uidValidity()).isNotEqualTo(before);
  }

  @Test
  void oldProcessedMailIsThrownAway() throws Exception {
    for (int i = 0; i < 103; i++) {
      mail.deliver(("Subject: " + i + "\r\n\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    try (Store store = imap(PASSWORD)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      inbox.copyMessages(inbox.getMessages(), store.getFolder(SandboxMail.PROCESSED));
    }

    mail.prune();

    assertThat(mail.inProcessed()).isEqualTo(100);
    assertThat(mail.inInbox()).isEqualTo(103);
    try (Store store = imap(PASSWORD)) {
      Folder processed = store.getFolder(SandboxMail.PROCESSED);
      processed.open(Folder.READ_ONLY);
      assertThat(processed.getMessage(1).getSubject()).isEqualTo("3");
    }
  }

  private long uidValidity() throws Exception {
    try (Store store = imap(PASSWORD)) {
      return ((UIDFolder) store.getFolder("INBOX")).getUIDValidity();
    }
  }

  private Store imap(String password) throws Exception {
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", mail.imapPort(), SandboxMail.USER, password);
    return store;
  }
}
