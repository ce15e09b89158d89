package org.sanwei.gateway.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sanwei.gateway.desk.Samples.card;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.ReplyKeys;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.desk.ArrivalTally;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.sandbox.EmptySenders;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.reply.NoticeSender;
import org.sanwei.routes.reply.NoticeStep;
import org.sanwei.routes.reply.ReturnBook;

/** A desk over a real database whose fax mailbox answers by a real mail server. */
final class ReplyingDesk implements AutoCloseable {
  static final Duration AFTER = Duration.ofSeconds(30);
  static final Duration KEEP = Duration.ofDays(7);
  static final int PER_ADDRESS = 3;
  static final int PER_CHANNEL = 8;

  /** The channel of {@link Samples#reception}s of faxes. */
  static final String MAIL_CHANNEL = "fax-1";

  static final String POSTS = "hotline-1";
  static final String WANG = "wang.canary7719@county.example";

  /** Of what Wang sends, what the office tells. */
  static final Defect[] MISSING = {
    Defect.of(Defect.Kind.PAGES_MISSING, 2, 5), Defect.of(Defect.Kind.ENCRYPTED)
  };

  private static final SecureRandom RANDOM = new SecureRandom();

  final TestDesk desk = new TestDesk();
  final TestClock clock = new TestClock(Samples.NOON);
  final GreenMail mail;
  final EmptySenders door;
  final Path file;
  final ReplyKeys keys;
  final ReturnBook addresses;
  final NoticeStep step;
  final NoticeBook book;
  final NoticeRelay relay;
  final ReplyErasure erasure;
  final Resends resends;
  final PostedNotices posted;
  final JdbcArrivalRegister register;

  ReplyingDesk(Path directory) throws IOException {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    door = EmptySenders.start(0, mail.getSmtp().getPort());
    Map<String, ReceiptConfig> channels =
        Map.of(MAIL_CHANNEL, config(Way.MAIL), POSTS, config(Way.HTTP));
    MasterKey master = MasterKey.createFile(directory.resolve("master.key"), RANDOM);
    file = directory.resolve("replies").resolve("reply.keys");
    keys = ReplyKeys.open(file, master, RANDOM, 1_000);
    addresses =
        new ReturnBook(
            Map.of(MAIL_CHANNEL, keys, POSTS, keys),
            Map.of(MAIL_CHANNEL, Way.MAIL, POSTS, Way.HTTP),
            Set.of("zhiban@office.example"));
    ReceiptConfig.MailOut out =
        new ReceiptConfig.MailOut(
            new Endpoint("127.0.0.1", door.port()),
            Tls.NONE,
            "zhiban@office.example",
            null,
            null,
            Set.of());
    step =
        new NoticeStep(
            addresses,
            Map.of(MAIL_CHANNEL, NoticeSender.mail(out, ZoneId.of("Asia/Shanghai"), false, clock)),
            new JdbcReplyBudget(desk.jdbc, desk.transaction, channels, clock),
            master.identityKey());
    book =
        new NoticeBook(
            desk.jdbc, desk.transaction, desk.ledger, desk.changed::add, channels, clock);
    relay = new NoticeRelay(book, step, clock);
    erasure = new ReplyErasure(addresses, desk.jdbc, channels, clock);
    resends =
        new Resends(
            desk.jdbc,
            desk.transaction,
            desk.inbox,
            book,
            step::unreachable,
            channels.keySet(),
            desk.ledger,
            desk.changed::add);
    posted = new PostedNotices(addresses, step, book, desk.jdbc);
    register =
        new JdbcArrivalRegister(
            desk.jdbc,
            desk.transaction,
            desk.ledger,
            desk.changed::add,
            TestDesk.SETTINGS,
            book,
            clock,
            ArrivalTally.NONE);
  }

  private static ReceiptConfig config(Way way) {
    return new ReceiptConfig(way, AFTER, KEEP, PER_ADDRESS, PER_CHANNEL, null);
  }

  /** A mail comes in and gets its number; nobody has read it. */
  Reception comesIn(String head) {
    Reception reception = Samples.reception(Samples.newId(), clock.instant());
    addresses.keep(
        new RawArrival(
            RawArrival.VERSION,
            reception.id(),
            reception.reception(),
            reception.unit(),
            reception.channel(),
            "",
            ChannelKind.FAX,
            reception.receivedAt(),
            "message/rfc822",
            (head + "\r\n\r\n机密内容").getBytes(UTF_8),
            new byte[16]));
    register.book(reception);
    return reception;
  }

  Reception from(String address) {
    return comesIn("From: " + address);
  }

  List<MimeMessage> sent() {
    return Arrays.asList(mail.getReceivedMessages());
  }

  List<String> sentTexts() {
    return sent().stream().map(ReplyingDesk::text).toList();
  }

  private static String text(MimeMessage message) {
    try {
      return message.getContent().toString().strip();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** State and code of an item's notices, oldest first: {@code RECEIVED SENT}. */
  List<String> notices(ArrivalId id) {
    return desk.jdbc
        .sql(
            "select trim(kind || ' ' || state || ' ' || code) from reply_notice"
                + " where arrival_id = ? order by created_at, id")
        .param(id.hex())
        .query(String.class)
        .list();
  }

  /** Posted by an integrator, which asks for its answers itself. */
  Reception post(String integrator) {
    Reception reception = Samples.reception(Samples.newId(), clock.instant(), ChannelKind.HOTLINE);
    posted.posted(reception.channel(), reception.id(), integrator, clock.instant());
    register.book(reception);
    return reception;
  }

  /** Held for what is missing, its receipt sent. */
  Reception held(String address, Defect... missing) {
    Reception reception = from(address);
    settle(card(reception, Outcome.HELD, "unread", missing));
    whileOver();
    relay.relay();
    return reception;
  }

  /** Until receipts go. */
  void whileOver() {
    clock.passes(AFTER);
  }

  void settle(DeskEntry entry) {
    register.settle(entry);
  }

  /** Whose addresses are kept. */
  List<ArrivalId> kept() {
    return List.copyOf(addresses.kept().keySet());
  }

  @Override
  public void close() throws IOException {
    relay.close();
    door.close();
    mail.stop();
    keys.close();
  }
}
