package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.crypto.Opened;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.TestBroker;

/** Fax mail on a real IMAP server and a real broker: moved only once it is durable. */
class FaxMailRouteTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Given given;
  private GreenMail mail;
  private TestBroker broker;
  private DefaultCamelContext camel;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
            });
    mail.start();
    mail.setUser("fax@office.invalid", "fax", "secret");
    broker =
        TestBroker.start(
            directory.resolve("broker"),
            List.of(Addresses.INTAKE, Addresses.LEDGER, Addresses.DEAD, "elsewhere"),
            null);
    camel = new DefaultCamelContext();
    camel.getRegistry().bind("dropAllHeaders", new DropAllHeaders());
    camel.getRegistry().bind("login", new Login());
    ImapSource source =
        new ImapSource(
            "fax-mail",
            "127.0.0.1",
            mail.getImap().getPort(),
            false,
            false,
            "fax",
            "login",
            "INBOX",
            "Processed",
            Duration.ofMillis(200));
    Intake intake = given.intake(new DurableQueue(broker.connections()));
    camel.addRoutes(
        new FaxMailRoute(source, new FaxMailTaker(source, 1_000_000, intake, Clock.systemUTC())));
  }

  @AfterEach
  void stop() throws Exception {
    camel.stop();
    mail.stop();
    broker.close();
    given.close();
  }

  @Test
  void aMailIsSealedAndThenMoved() throws Exception {
    send("降雨情况");
    camel.start();

    await().atMost(PATIENCE).until(() -> messages("Processed") == 1);
    await().atMost(PATIENCE).until(() -> messages("INBOX") == 0);
    assertThat(broker.depth(Addresses.INTAKE)).isEqualTo(1);
    assertThat(given.epochs.open(broker.bodies(Addresses.INTAKE).get(0)).verdict())
        .isEqualTo("success");
  }

  @Test
  void aMailStaysInTheMailboxWhileTheBrokerTakesNothing() throws Exception {
    broker.close();
    send("降雨情况");
    camel.start();

    await().atMost(PATIENCE).until(() -> polls() >= 2);
    assertThat(messages("INBOX")).isEqualTo(1);
    assertThat(messages("Processed")).isZero();
  }

  @Test
  void aMailLargerThanTheLimitIsHeldByItsStubAndMovedAsItIs() throws Exception {
    GreenMailUtil.sendTextEmail(
        "fax@office.invalid",
        "county@x.invalid",
        "长",
        "x".repeat(1_200_000),
        mail.getSmtp().getServerSetup());
    camel.start();

    await().atMost(PATIENCE).until(() -> messages("Processed") == 1);
    RawArrival arrival =
        Wire.decode(
            ((Opened.Message) given.epochs.open(broker.bodies(Addresses.INTAKE).get(0))).body(),
            RawArrival.class);
    assertThat(arrival.body()).hasSizeLessThan(200);
    assertThat(given.read(arrival).content().unread()).isNotEmpty();
  }

  @Test
  void headersThatAStrangerWroteChangeNoDestination() throws Exception {
    MimeMessage letter =
        GreenMailUtil.createTextEmail(
            "fax@office.invalid",
            "stranger@x.invalid",
            "主题",
            "正文",
            mail.getSmtp().getServerSetup());
    letter.setHeader("CamelJmsDestinationName", "elsewhere");
    letter.setHeader("CamelMailMoveTo", "elsewhere");
    letter.setHeader("JMSReplyTo", "elsewhere");
    GreenMailUtil.sendMimeMessage(letter);
    camel.start();

    await().atMost(PATIENCE).until(() -> messages("Processed") == 1);
    assertThat(broker.depth(Addresses.INTAKE)).isEqualTo(1);
    assertThat(broker.depth("elsewhere")).isZero();
  }

  private long polls() {
    return ((org.apache.camel.support.ScheduledPollConsumer)
            camel.getRoute("in-fax-mail").getConsumer())
        .getCounter();
  }

  private void send(String subject) {
    GreenMailUtil.sendTextEmail(
        "fax@office.invalid", "county@x.invalid", subject, "text", mail.getSmtp().getServerSetup());
  }

  private int messages(String folder) throws Exception {
    MailFolder found =
        mail.getManagers()
            .getImapHostManager()
            .getFolder(mail.getUserManager().getUser("fax"), folder);
    return found == null ? 0 : found.getMessageCount();
  }

  private static final class Login extends MailAuthenticator {
    @Override
    public PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication("fax", "secret");
    }
  }
}
