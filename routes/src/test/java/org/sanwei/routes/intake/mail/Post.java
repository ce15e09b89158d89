package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.Secret;
import org.sanwei.crypto.Opened;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.TestBroker;

/**
 * A real mail server and a channel to a real broker; defaults for the rest. The broker is shared by
 * a class's tests, and each test has a channel of its own.
 */
final class Post implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final AtomicInteger CHANNELS = new AtomicInteger();

  /** What the tests of a class share. */
  record Shared(Given given, TestBroker broker) implements AutoCloseable {
    static Shared start(Path directory) throws Exception {
      return new Shared(
          new Given(directory.resolve("given")),
          TestBroker.start(
              directory.resolve("broker"),
              List.of(Addresses.INTAKE, Addresses.LEDGER, Addresses.PIECE, Addresses.DEAD),
              null));
    }

    @Override
    public void close() throws Exception {
      broker.close();
      given.close();
    }
  }

  final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  final String channel = "fax-mail-" + CHANNELS.incrementAndGet();
  final Given given;
  final Path cursors;

  /** In which its mails of some size are taken. */
  final LargeTurn turns = new LargeTurn();

  /** How many of the next attempts to store fail. */
  int failures;

  /** The largest mail that is taken in pieces. */
  long largeBytes;

  /** Whether the disk has no room for a large mail. */
  volatile boolean full;

  private final TestBroker broker;
  private final GreenMailUser user;
  private volatile Instant now = NOW;

  Post(Shared shared, Path directory) {
    given = shared.given();
    broker = shared.broker();
    cursors = directory.resolve("cursors");
    server.start();
    user = server.setUser("fax@office.invalid", "fax", "secret");
  }

  Path cursor() {
    return cursors.resolve(channel + ".cursor");
  }

  /** The way that alters nothing. */
  Imap peek() {
    return imap(null, new Since.Everything(), 1_000_000);
  }

  Imap move() {
    return imap("Processed", new Since.Everything(), 1_000_000);
  }

  Imap imap(@Nullable String processed, Since since, long mailBytes) {
    return at(server.getImap().getPort(), processed, since, mailBytes);
  }

  Imap at(int port, @Nullable String processed, Since since, long mailBytes) {
    return new Imap(
        new Endpoint("127.0.0.1", port),
        Tls.NONE,
        "fax",
        new Secret("secret".getBytes(UTF_8)),
        "INBOX",
        processed,
        Duration.ofMillis(100),
        since,
        mailBytes,
        true);
  }

  /** A fresh start of the gateway's side: nothing but the files is remembered. */
  MailPoll poll(Imap imap) {
    return poll(imap, large());
  }

  /** What takes large mails; shared by those who are given the same. */
  LargeIntake large() {
    return given.largeIntake(queue(), bytes -> !full, largeBytes);
  }

  /** As {@link #poll(Imap)}, beside others that take large mails. */
  MailPoll poll(Imap imap, LargeIntake large) {
    Duration patience = Duration.ofSeconds(1);
    return new MailPoll(
        channel,
        imap,
        ZONE,
        new ImapMailboxes(imap, Duration.ofSeconds(10), patience, clock()),
        new CursorFile(channel, cursors),
        new MailTaker(channel, imap, intake(), large, clock()),
        turns,
        clock());
  }

  /** The same with a thread of its own; {@code told} hears whether looks fail. */
  MailChannel channel(Imap imap, Consumer<Boolean> told) {
    return new MailChannel(
        channel,
        imap,
        ZONE,
        cursors,
        intake(),
        large(),
        turns,
        (name, failing) -> told.accept(failing),
        clock());
  }

  /** What the server wants to hear from now on. */
  void password(String wanted) {
    user.setPassword(wanted);
  }

  private Intake intake() {
    return given.intake(queue());
  }

  private DurableQueue queue() {
    return new DurableQueue(
        new ForwardingConnections(broker.connections()) {
          @Override
          public Connection createConnection() throws JMSException {
            if (failures > 0) {
              failures--;
              throw new JMSException("the broker takes nothing now");
            }
            return super.createConnection();
          }
        });
  }

  /** The bodies that were taken in pieces, by how many pieces lie there. */
  long pieces() {
    return broker.depth(Addresses.PIECE);
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  /** Lays a mail into the mailbox as another system would, and gives its UID. */
  long lay(String mail, Instant arrived) throws Exception {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(UTF_8)));
    return inbox().appendMessage(message, new Flags(), Date.from(arrived));
  }

  long lay(String subject) throws Exception {
    return lay(mail(subject), NOW);
  }

  static String mail(String subject) {
    return "From: a@x.invalid\r\nSubject: " + subject + "\r\n\r\ntext\r\n";
  }

  MailFolder inbox() {
    return requireNonNull(folder("INBOX"));
  }

  /** How many mails lie in the folder for what was taken. */
  int processed() {
    MailFolder processed = folder("Processed");
    return processed == null ? 0 : processed.getMessageCount();
  }

  private @Nullable MailFolder folder(String name) {
    return server.getManagers().getImapHostManager().getFolder(user, name);
  }

  /** Flags by UID, as the server has them now. */
  TreeMap<Long, String> flags() throws Exception {
    TreeMap<Long, String> flags = new TreeMap<>();
    for (StoredMessage message : inbox().getMessages()) {
      flags.put(message.getUid(), message.getFlags().toString());
    }
    return flags;
  }

  /** What was taken over, in its order. */
  List<RawArrival> arrivals() throws Exception {
    List<RawArrival> all = new ArrayList<>();
    for (byte[] body : broker.bodies(Addresses.INTAKE)) {
      RawArrival arrival =
          Wire.decode(((Opened.Message) given.epochs.open(body)).body(), RawArrival.class);
      if (arrival.channel().equals(channel)) {
        all.add(arrival);
      }
    }
    return all;
  }

  /** The subjects of what was taken over; of what was left, its size. */
  List<String> subjects() throws Exception {
    List<String> subjects = new ArrayList<>();
    for (RawArrival arrival : arrivals()) {
      subjects.add(
          arrival.mediaType().equals("message/rfc822")
              ? new MimeMessage(
                      Session.getInstance(new Properties()),
                      new ByteArrayInputStream(arrival.body()))
                  .getSubject()
              : "left:" + arrival.sizeBytes());
    }
    return subjects;
  }

  List<LedgerEvent> events() throws Exception {
    List<LedgerEvent> all = new ArrayList<>();
    for (byte[] body : broker.bodies(Addresses.LEDGER)) {
      all.addAll(Wire.decodeEvents(((Opened.Message) given.epochs.open(body)).body()));
    }
    all.removeIf(event -> !event.actor().equals("channel/" + channel));
    return all;
  }

  @Override
  public void close() {
    server.stop();
  }
}
