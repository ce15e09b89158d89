package org.sanwei.routes.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.ReceiptConfig.MailOut;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.ReplyKeys;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.SendResult;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.release.SmppSettings;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.SmscProvider;
import org.sanwei.routes.reply.NoticeStep.Result;
import org.sanwei.routes.sms.Inbound;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;

/** From a message to the notice at its sender: real files, a real SMSC, a mail server of ours. */
class NoticeStepTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final ArrivalId ID = new ArrivalId("00112233445566778899aabbccddeeff");
  private static final UUID NOTICE = new UUID(1, 2);
  private static final Notice RECEIVED = new Notice.Received(2026, 412, NOW);

  private final SecureRandom random = new SecureRandom();
  private final SmtpStub smtp = new SmtpStub();
  private final SmscProvider smsc = new SmscProvider();
  private final SmppOutlet outlet =
      new SmppOutlet(
          new OutletName("sms"),
          new SmppSettings(
              "127.0.0.1",
              smsc.port,
              false,
              "sanwei",
              "pass",
              "10690000",
              1,
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofSeconds(2),
              SmsRules.usual("值班")),
          receipt -> {},
          Inbound.NOBODY,
          CLOCK,
          new Random(7));
  private final Budget budget = new Budget();
  private Path file;
  private ReplyKeys keys;
  private ReturnBook book;
  private NoticeStep step;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    MasterKey master = MasterKey.createFile(directory.resolve("master.key"), random);
    file = directory.resolve("reply.keys");
    keys = ReplyKeys.open(file, master, random, 100);
    book =
        new ReturnBook(
            Map.of("fax-mail", keys, "sms-in", keys, "posts", keys),
            Map.of("fax-mail", Way.MAIL, "sms-in", Way.SMS, "posts", Way.HTTP),
            Set.of("zhiban@office.example", "10690000"));
    MailOut out =
        new MailOut(
            new Endpoint("127.0.0.1", smtp.port()),
            Tls.NONE,
            "zhiban@office.example",
            null,
            null,
            Set.of());
    step =
        new NoticeStep(
            book,
            Map.of(
                "fax-mail", NoticeSender.mail(out, ZONE, true, CLOCK),
                "sms-in", NoticeSender.sms(outlet, ZONE, false)),
            budget,
            master.identityKey());
  }

  @AfterEach
  void close() throws Exception {
    outlet.close();
    smsc.close();
    smtp.close();
    keys.close();
  }

  @Test
  void aReceiptByMailHasNoPathBackAndNoWordOfTheMail() throws Exception {
    // given
    book.keep(
        mail(
            "From: Wang <wang@county.example>\r\nSubject: 绝密计划\r\n"
                + "Message-ID: <m.1@county.example>\r\n\r\n集结地点"));

    // when
    Result result = step.send(ID, "fax-mail", RECEIVED, NOTICE, true);

    // then
    assertThat(result).isInstanceOf(Result.Tried.class);
    assertThat(((Result.Tried) result).result()).isInstanceOf(SendResult.Accepted.class);
    assertThat(smtp.commands).contains("MAIL FROM:<>", "RCPT TO:<wang@county.example>");
    assertThat(smtp.commands.get(0)).endsWith(" office.example");
    MimeMessage sent = sent();
    assertThat(sent.getSubject()).isEqualTo("（演练）已收到 2026-0412");
    assertThat(sent.getContent().toString().strip())
        .isEqualTo("（演练）已收到。受理号 2026-0412，接报时间 2026-11-22 12:00。");
    assertThat(sent.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(sent.getHeader("In-Reply-To")).containsExactly("<m.1@county.example>");
    assertThat(sent.getHeader("Message-ID")).containsExactly("<" + NOTICE + "@office.example>");
    assertThat(MailReturn.of(smtp.mails.get(0).getBytes(UTF_8), Set.of()))
        .as("our own receipt, should it ever come in, is answered by nobody")
        .isInstanceOf(ReturnAddress.Nobody.class);
  }

  @Test
  void aRequestByTextNamesWhatIsMissing() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(outlet::bound);
    book.keep(text("+8613900001234"));

    Result result =
        step.send(
            ID,
            "sms-in",
            new Notice.Resend(
                2026, 412, NOW, List.of(Defect.of(Defect.Kind.SEGMENTS_MISSING, 1, 2))),
            NOTICE,
            true);

    assertThat(((Result.Tried) result).result()).isInstanceOf(SendResult.Accepted.class);
    assertThat(smsc.phone("13900001234"))
        .containsExactly("【值班】请重发。受理号 2026-0412，接报时间 2026-11-22 12:00。缺：短信缺段（收1段，共2段）。");
  }

  @ParameterizedTest
  @CsvSource({
    "10690000, our-own-address",
    "10086, no-mobile-number",
    "12345, no-mobile-number",
    "+447700900123, no-mobile-number",
    "1390000123, no-mobile-number",
    "BANK, no-mobile-number"
  })
  void onlyAMobileNumberIsAnswered(String sender, String code) {
    book.keep(text(sender));

    assertThat(step.send(ID, "sms-in", RECEIVED, NOTICE, true))
        .isEqualTo(new Result.Withheld(code));
    assertThat(step.unreachable(ID)).contains(code);
  }

  @ParameterizedTest(name = "{0} answered {1}")
  @CsvSource({
    "MAIL, 550 no,       smtp-550, false",
    "RCPT, 450 later,    smtp-450, true",
    "RCPT, 550 unknown,  smtp-550, false",
    "DATA, 451 busy,     smtp-451, true",
    "END,  554 spam,     smtp-554, false",
  })
  void whatTheServerRefusedIsRefused(String at, String answer, String code, boolean again) {
    smtp.at = at;
    smtp.answer = answer;
    book.keep(mail("From: wang@county.example\r\n\r\n"));

    Result result = step.send(ID, "fax-mail", RECEIVED, NOTICE, true);

    assertThat(result).isEqualTo(new Result.Tried(new SendResult.Refused(code, again)));
  }

  @Test
  void nobodyKnowsWhenTheConnectionIsLostBeforeTheAnswer() {
    smtp.at = "END";
    smtp.answer = null;
    book.keep(mail("From: wang@county.example\r\n\r\n"));

    Result result = step.send(ID, "fax-mail", RECEIVED, NOTICE, true);

    assertThat(result).isEqualTo(new Result.Tried(new SendResult.Unknown("smtp-no-answer")));
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    smtp.close();
    book.keep(mail("From: wang@county.example\r\n\r\n"));

    assertThat(step.send(ID, "fax-mail", RECEIVED, NOTICE, true))
        .isEqualTo(new Result.Tried(new SendResult.Refused("smtp-not-connected", true)));
  }

  @Test
  void anAutomaticMailIsNotAnsweredAndItsAddressIsLeftAlone() {
    book.keep(mail("From: wang@county.example\r\nAuto-Submitted: auto-replied\r\n\r\n"));

    assertThat(step.send(ID, "fax-mail", RECEIVED, NOTICE, true))
        .isEqualTo(new Result.Withheld("automatic-mail"));

    assertThat(budget.quiet).hasSize(1).doesNotContain("wang@county.example");
    assertThat(smtp.commands).isEmpty();
  }

  @Test
  void theBudgetSeesADigestOfTheAddressAndItsRefusalIsObeyed() {
    book.keep(mail("From: Wang@County.example\r\n\r\n"));
    budget.verdict = ReplyBudget.Verdict.PEER_FULL;

    assertThat(step.send(ID, "fax-mail", RECEIVED, NOTICE, true))
        .isEqualTo(new Result.Withheld("rate-address"));

    assertThat(budget.asked).singleElement().asString().matches("[0-9a-f]{32}");
    assertThat(smtp.commands).isEmpty();
  }

  @Test
  void aRepeatedTryIsNotCountedAgain() {
    book.keep(mail("From: wang@county.example\r\n\r\n"));
    budget.verdict = ReplyBudget.Verdict.CHANNEL_FULL;

    Result again = step.send(ID, "fax-mail", RECEIVED, NOTICE, false);

    assertThat(((Result.Tried) again).result()).isInstanceOf(SendResult.Accepted.class);
    assertThat(budget.asked).isEmpty();
  }

  @Test
  void whatFailsBeforeItIsSentIsNotUnknown() {
    book.keep(mail("From: wang@county.example\r\n\r\n"));
    budget.away = true;

    assertThat(step.send(ID, "fax-mail", RECEIVED, NOTICE, true)).isInstanceOf(Result.NotNow.class);

    assertThat(smtp.commands).isEmpty();
  }

  @Test
  void afterTheHoldEndedNothingOpensTheAddress() throws Exception {
    book.keep(mail("From: wang@county.example\r\n\r\n"));
    byte[] before = Files.readAllBytes(file);

    book.holdEnded(ID);

    assertThat(step.send(ID, "fax-mail", RECEIVED, NOTICE, true)).isEqualTo(new Result.NotKept());
    assertThat(step.unreachable(ID)).contains("address-erased");
    assertThat(Files.readAllBytes(file)).hasSameSizeAs(before).isNotEqualTo(before);
    assertThat(new String(before, StandardCharsets.ISO_8859_1)).doesNotContain("county");
  }

  @Test
  void onlyWhoPostedItIsKnownAsItsPosterAlsoAfterItsHoldEnded() {
    book.posted("posts", ID, "city-sms", NOW);
    book.holdEnded(ID);

    assertThat(step.postedBy(ID, "city-sms")).isTrue();
    assertThat(step.postedBy(ID, "oa")).isFalse();
    assertThat(step.send(ID, "posts", RECEIVED, NOTICE, true))
        .isEqualTo(new Result.Withheld("no-way-back"));
  }

  @Test
  void aChannelWithoutReceiptsKeepsNothing() {
    RawArrival arrival = mail("From: wang@county.example\r\n\r\n");

    book.keep(
        new RawArrival(
            1,
            ID,
            NOTICE,
            "1",
            "other",
            "",
            ChannelKind.FAX,
            NOW,
            "message/rfc822",
            arrival.body(),
            arrival.salt()));
    book.posted("other", ID, "oa", NOW);

    assertThat(book.kept()).isEmpty();
  }

  private MimeMessage sent() throws Exception {
    assertThat(smtp.mails).hasSize(1);
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(smtp.mails.get(0).getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static RawArrival mail(String text) {
    return arrival("fax-mail", ChannelKind.FAX, "message/rfc822", text.getBytes(UTF_8));
  }

  private static RawArrival text(String sender) {
    SmsBody body =
        new SmsBody(
            1, sender, "10690000", 2, List.of(new SmsPart(1, NOW, 0, 0, 8, new byte[] {0x4e, 0})));
    return arrival("sms-in", ChannelKind.SMS, SmsBody.MEDIA_TYPE, body.toJson());
  }

  private static RawArrival arrival(String channel, ChannelKind kind, String type, byte[] body) {
    return new RawArrival(1, ID, NOTICE, "1", channel, "", kind, NOW, type, body, new byte[16]);
  }

  private static final class Budget implements ReplyBudget {
    final List<String> asked = new ArrayList<>();
    final List<String> quiet = new ArrayList<>();
    Verdict verdict = Verdict.GRANTED;
    boolean away;

    @Override
    public Verdict take(String channel, String peer, Notice.Kind kind) {
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      asked.add(peer);
      return verdict;
    }

    @Override
    public void answersByItself(String peer) {
      quiet.add(peer);
    }
  }
}
