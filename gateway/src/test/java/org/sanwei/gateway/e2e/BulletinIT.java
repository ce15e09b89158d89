package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.e2e.Bureau.Bulletin;
import org.sanwei.gateway.e2e.Bureau.Delivery;
import org.sanwei.gateway.e2e.Bureau.Words;
import org.sanwei.gateway.e2e.Desk.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.DrillMessage;
import org.sanwei.gateway.sandbox.Phones.Received;

/** From items on the desk through 信息直呈 and three people to the leaders' phones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulletinIT {
  private static final String ZHOU = "周明远";
  private static final String SHEN = "沈若兰";
  private static final String PHONE_OFF = "秦向北";

  private final Random words = new Random(new SecureRandom().nextLong());
  private final List<Canary> refused = new ArrayList<>();
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("bulletin", Sensitivity.TOP_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final Integrator provider = Integrator.provider(office, gateway.web());
  private final Bureau bureau = new Bureau(office);

  BulletinIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @Test
  void whatThreePeopleApprovedFromAPostAndAFaxIsWhatThePhonesReceived() throws Exception {
    Canary canary = Canary.next(words);
    String item = posted("水位上涨，联系人" + canary);
    Canary page = Canary.next(words);
    others.faxMachine().send(fax("堤防巡查完毕，联系人" + page));
    Await.until("the fax is on the desk", () -> register.openWith(page.words()).size() == 1);
    String fax = register.openWith(page.words()).get(0);
    String body = "黄河" + canary + "段水位上涨，值守电话13912345678。\n已组织群众转移。";
    String sms = "黄河水位上涨，速安排转移，值守电话13912345678。".repeat(5) + canary;

    Bulletin bulletin =
        bureau.letOut(new Words("水位上涨", body, sms), List.of(item, fax), List.of(ZHOU, SHEN));
    List<Delivery> deliveries = bureau.awaitRest(bulletin);

    JsonNode stored = bureau.stored(bulletin);
    assertThat(stored.path("state").asText()).isEqualTo("SIGNED");
    assertThat(stored.path("items")).extracting(JsonNode::asText).containsOnly(item, fax);
    String approvedSms = "【" + Office.SIGNATURE + "】" + sms.replace("13912345678", "139****5678");
    String approvedWecom =
        "信息直呈" + issue(stored) + "\n水位上涨\n" + body.replace("13912345678", "139****5678");
    for (String number : List.of("13900000001", "13900000002")) {
      assertThat(texts(others.phones().smsOf(number), canary)).containsExactly(approvedSms);
    }
    for (String user : List.of("zhoumingyuan", "shenruolan")) {
      assertThat(texts(others.phones().wecomOf(user), canary)).containsExactly(approvedWecom);
    }
    int segments = (approvedSms.length() + 66) / 67;
    assertThat(segments).isGreaterThan(2);
    assertThat(deliveries)
        .extracting(Delivery::outlet, Delivery::name, Delivery::state, Delivery::segments)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("sms", ZHOU, "DELIVERED", segments),
            org.assertj.core.groups.Tuple.tuple("sms", SHEN, "DELIVERED", segments),
            org.assertj.core.groups.Tuple.tuple("wecom", ZHOU, "ACCEPTED", 1),
            org.assertj.core.groups.Tuple.tuple("wecom", SHEN, "ACCEPTED", 1));
  }

  @Test
  void nobodyDoesTwoOfTheThreeActs() throws Exception {
    Bulletin bulletin = bureau.submit(drafted(Canary.next(words)));

    Answer reviewedByDrafter = bureau.acting(bureau.editor, bulletin, "review");
    Answer signedByDrafter = bureau.acting(bureau.editor, bulletin, "sign");
    Answer signedUnreviewed = bureau.acting(bureau.signer, bulletin, "sign");
    bureau.review(bulletin);
    Answer signedByReviewer = bureau.acting(bureau.reviewer, bulletin, "sign");
    Answer signedByDutyOfficer = bureau.acting(office.desk(Office.DUTY_OFFICER), bulletin, "sign");

    assertThat(reviewedByDrafter.code()).isEqualTo("same-person");
    assertThat(signedByDrafter.status()).isEqualTo(403);
    assertThat(signedUnreviewed.code()).isEqualTo("wrong-state");
    assertThat(signedByReviewer.code()).isEqualTo("same-person");
    assertThat(signedByDutyOfficer.status()).isEqualTo(403);
    assertThat(bureau.stored(bulletin).path("releases")).isEmpty();
  }

  @Test
  void aPhoneThatIsOffAndAMemberThatIsNoneFailAndHoldNobodyElseUp() throws Exception {
    Canary canary = Canary.next(words);

    Bulletin bulletin =
        bureau.letOut(plain(canary), List.of(), List.of(ZHOU, PHONE_OFF, Office.NO_MEMBER));
    bureau.awaitRest(bulletin);

    assertThat(bureau.delivery(bulletin, "sms", PHONE_OFF).state()).isEqualTo("FAILED");
    assertThat(bureau.delivery(bulletin, "wecom", Office.NO_MEMBER).state()).isEqualTo("FAILED");
    assertThat(bureau.delivery(bulletin, "wecom", Office.NO_MEMBER).code()).contains("81013");
    assertThat(bureau.delivery(bulletin, "sms", Office.NO_MEMBER).state()).isEqualTo("DELIVERED");
    assertThat(bureau.delivery(bulletin, "wecom", PHONE_OFF).state()).isEqualTo("ACCEPTED");
    assertOnceEach(bulletin, canary, ZHOU, "13900000001", "zhoumingyuan");
    assertThat(texts(others.phones().smsOf("13900000000"), canary)).isEmpty();
  }

  @Test
  void aTokenThatExpiredIsRenewedAndTheTextArrivesOnce() throws Exception {
    bureau.awaitRest(bureau.letOut(plain(Canary.next(words)), List.of(), List.of(ZHOU)));
    Canary canary = Canary.next(words);
    int calls = others.wecom().sendCalls();

    others.wecom().forgetTokens();
    Bulletin bulletin = bureau.letOut(plain(canary), List.of(), List.of(ZHOU));
    bureau.awaitRest(bulletin);

    assertThat(others.wecom().sendCalls() - calls).as("refused once, taken once").isEqualTo(2);
    assertThat(bureau.delivery(bulletin, "wecom", ZHOU).attempt()).isEqualTo(1);
    assertOnceEach(bulletin, canary, ZHOU, "13900000001", "zhoumingyuan");
  }

  @Test
  void whatAProviderRefusesForNowGoesOutLaterAndOnce() throws Exception {
    Canary canary = Canary.next(words);

    others.wecom().failNext(45009, 1);
    others.smsc().throttleNext(1);
    Bulletin bulletin = bureau.letOut(plain(canary), List.of(), List.of(SHEN));
    bureau.awaitRest(bulletin);

    assertThat(bureau.deliveries(bulletin)).extracting(Delivery::attempt).containsOnly(2);
    assertOnceEach(bulletin, canary, SHEN, "13900000002", "shenruolan");
  }

  @Test
  void aSendWithoutAnAnswerIsUnknownUntilAPersonSendsItAgain() throws Exception {
    Canary canary = Canary.next(words);

    others.wecom().dropAfterDeliveringNext(1);
    Bulletin bulletin = bureau.letOut(plain(canary), List.of(), List.of(SHEN));
    bureau.awaitRest(bulletin);
    Delivery unknown = bureau.delivery(bulletin, "wecom", SHEN);
    assertThat(unknown.state()).isEqualTo("UNKNOWN");
    assertThat(texts(others.phones().wecomOf("shenruolan"), canary)).hasSize(1);
    Answer again = bureau.resend(unknown);
    Answer twice = bureau.resend(unknown);
    bureau.awaitRest(bulletin);

    assertThat(again.done().path("replaces").asText()).isEqualTo(unknown.release());
    assertThat(twice.code()).isEqualTo("not-resendable");
    assertThat(texts(others.phones().wecomOf("shenruolan"), canary)).hasSize(2);
  }

  @Test
  void aWorkSecretNeverGoesOutAndItsNoticeHasNoContent() throws Exception {
    Canary canary = Canary.next(words);
    String item = posted("内部事项 注意保管\n会议安排，联系人" + canary);

    Bulletin bulletin =
        bureau.review(bureau.submit(bureau.draft(plain(canary), List.of(item), List.of(ZHOU))));
    Answer signed = bureau.acting(bureau.signer, bulletin, "sign");
    Bulletin notice = bureau.sign(bureau.review(bureau.submit(bureau.notice(bulletin))));
    bureau.awaitRest(notice);

    assertThat(signed.code()).isEqualTo("label-above-outlet");
    assertThat(bureau.stored(bulletin).path("releases")).isEmpty();
    String number = "%04d".formatted(register.standing(item).orElseThrow().number());
    assertThat(others.phones().smsOf("13900000001"))
        .extracting(Received::text)
        .contains("【" + Office.SIGNATURE + "】请回电值班室，件号" + number + "。");
    assertThat(others.phones().all()).noneMatch(text -> text.text().contains(canary.words()));
  }

  @Test
  void wordsThatBearAMarkOfTheirOwnDoNotGoOut() throws Exception {
    Canary secret = Canary.next(words);
    refused.add(secret);
    Canary inner = Canary.next(words);

    Answer marked =
        bureau.drafting(
            new Words("请阅", "机密★10年\n集结地点" + secret, "请阅"),
            List.of(),
            bureau.recipients(List.of(ZHOU)));
    Bulletin internal =
        bureau.review(
            bureau.submit(
                bureau.draft(
                    new Words("请阅", "内部事项 注意保管\n会议安排" + inner, "请阅" + inner),
                    List.of(),
                    List.of(ZHOU))));
    Answer signed = bureau.acting(bureau.signer, internal, "sign");

    assertThat(marked.code()).isEqualTo("not-storable");
    assertThat(bureau.storedWith(secret.words())).isZero();
    assertThat(signed.code()).isEqualTo("label-above-outlet");
    assertThat(others.phones().all()).noneMatch(text -> text.text().contains(inner.words()));
    assertThat(new LeakScan(refused).below(office.root())).isEmpty();
  }

  @Test
  void aClassifiedItemIsNoSourceAndAStrangerNoRecipient() throws Exception {
    Canary canary = Canary.next(words);
    String classified = posted("机密★10年\n集结地点" + Canary.next(words));

    Answer fromClassified = bureau.drafting(plain(canary), List.of(classified), List.of());
    Answer toStranger =
        bureau.drafting(plain(canary), List.of(), List.of(UUID.randomUUID().toString()));
    Answer submitted =
        bureau.editor.post(
            "/api/v1/bulletins/" + toStranger.done().path("id").asText() + "/submit",
            Map.of("version", toStranger.body().path("version").asInt()));

    assertThat(fromClassified.code()).isEqualTo("source-not-open");
    assertThat(toStranger.body().path("recipients")).isEmpty();
    assertThat(submitted.code()).isEqualTo("no-recipients");
  }

  private Bulletin drafted(Canary canary) throws IOException {
    return bureau.draft(plain(canary), List.of(), List.of(ZHOU));
  }

  private static Words plain(Canary canary) {
    return new Words("情况通报", "各项工作正常" + canary, "各项工作正常" + canary);
  }

  private String posted(String text) throws IOException {
    String id = provider.post(Post.of("sms", Map.of("sender", "防汛办", "text", text))).id();
    Await.until("the post is judged", () -> register.settled(id));
    return id;
  }

  private void assertOnceEach(
      Bulletin bulletin, Canary canary, String leader, String number, String user)
      throws IOException {
    assertThat(bureau.delivery(bulletin, "sms", leader).state()).isEqualTo("DELIVERED");
    assertThat(bureau.delivery(bulletin, "wecom", leader).state()).isEqualTo("ACCEPTED");
    assertThat(texts(others.phones().smsOf(number), canary)).hasSize(1);
    assertThat(texts(others.phones().wecomOf(user), canary)).hasSize(1);
  }

  private static List<String> texts(List<Received> received, Canary canary) {
    return received.stream()
        .map(Received::text)
        .filter(text -> text.contains(canary.words()))
        .toList();
  }

  private static String issue(JsonNode stored) {
    String[] issue = stored.path("issue").asText().split("-", -1);
    assertThat(issue[0])
        .isEqualTo(Integer.toString(LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear()));
    return "〔" + issue[0] + "〕第" + issue[1] + "期";
  }

  private static DrillMessage.Fax fax(String text) {
    return new DrillMessage.Fax(
        DrillMessage.Kind.ROUTINE, "0546-8000000", "关于堤防巡查的报告", text, DrillMessage.Page.TEXT_PDF);
  }
}
