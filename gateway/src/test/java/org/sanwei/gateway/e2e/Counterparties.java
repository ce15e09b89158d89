package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.sanwei.gateway.sandbox.FaxMail;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.Phones;
import org.sanwei.gateway.sandbox.SandboxMail;
import org.sanwei.gateway.sandbox.SandboxSmsc;
import org.sanwei.gateway.sandbox.SandboxWecom;

/** Mailbox, SMS centre and WeCom of one office, in the test's own process. */
record Counterparties(
    SandboxMail mail,
    MailRelay relay,
    SandboxSmsc smsc,
    SandboxWecom wecom,
    Phones phones,
    Postbox answers,
    Ports ports)
    implements AutoCloseable {
  static final String MAIL_PASSWORD = "e2e-mail-password";
  static final String SMPP_PASSWORD = "e2esmpp";
  static final String WECOM_SECRET = "e2e-wecom-secret";

  /** Of this JVM's own; tests in another JVM beside it have others. */
  private static final int FIRST_PORT = Integer.getInteger("sanwei.firstPort", 11_000);

  private static final int PORTS = 1_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(new SecureRandom().nextInt(PORTS));

  static {
    // A GreenMail connection ends with an exception of its thread when a mail is delivered while a
    // MOVE is answered (2.1.8). The gateway has to live with a lost connection, and the test that
    // waits for something else at that moment has nothing to do with it.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  /** Where the counterparties listen, on loopback. */
  record Ports(int imap, int smtp, int smpp, int wecom, int answers) {}

  static Counterparties start() throws IOException {
    Clock clock = Clock.systemUTC();
    Phones phones = new Phones(PhoneBook.invented(), clock);
    SandboxMail mail = SandboxMail.start(MAIL_PASSWORD, 0, 0);
    MailRelay relay = MailRelay.before(mail.imapPort());
    int smpp = freePort();
    SandboxSmsc smsc =
        SandboxSmsc.start(
            new SandboxSmsc.Settings("sanwei", SMPP_PASSWORD, Duration.ofMillis(100)),
            phones,
            clock,
            smpp);
    int wecomPort = freePort();
    SandboxWecom wecom =
        SandboxWecom.start(
            SandboxWecom.Settings.ordinary("ww0", WECOM_SECRET, 1000002, 50),
            phones,
            clock,
            new SecureRandom(),
            wecomPort);
    Postbox answers = Postbox.open();
    return new Counterparties(
        mail,
        relay,
        smsc,
        wecom,
        phones,
        answers,
        new Ports(relay.port(), mail.smtpPort(), smpp, wecomPort, answers.port()));
  }

  /** The fax machine that writes to this office's mailbox. */
  FaxMail faxMachine() {
    return new FaxMail(ports.smtp(), mail.address(), Clock.systemUTC());
  }

  /**
   * A port for a listener that comes back to it after a kill: none of those that the system gives
   * to connections, which one beside us could be given meanwhile, and each once in this process.
   */
  static int freePort() throws IOException {
    for (int tries = 0; tries < PORTS; tries++) {
      int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      if (free(port)) {
        return port;
      }
    }
    throw new IOException("no free port from " + FIRST_PORT + " on");
  }

  private static boolean free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  @Override
  public void close() {
    answers.close();
    wecom.close();
    smsc.close();
    relay.close();
    mail.close();
  }
}
