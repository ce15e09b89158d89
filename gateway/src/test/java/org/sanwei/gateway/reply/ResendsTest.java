package org.sanwei.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.reply.ReplyingDesk.MISSING;
import static org.sanwei.gateway.reply.ReplyingDesk.WANG;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.channel.PostStatus;
import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;

/** The duty asks a sender to send again, and what becomes of it. */
class ResendsTest {

  private ReplyingDesk replies;
  private Person officer;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    replies = new ReplyingDesk(directory);
    officer = replies.desk.person("zhiban", "李值守", Role.DUTY_OFFICER);
  }

  @AfterEach
  void stop() throws IOException {
    replies.close();
  }

  @Test
  void theDeskAsksForAHeldItemAndSeesNeitherSenderNorContent() {
    Reception held = replies.held(WANG, MISSING);

    Acted acted = replies.resends.ask(officer, ref(held));
    replies.relay.relay();

    assertThat(acted).isInstanceOf(Acted.Done.class);
    assertThat(replies.sentTexts())
        .contains("请重发。受理号 2026-0001，接报时间 2026-11-22 12:00。缺：页数不全（收2页，共5页）；附件加密。");
    ResendDesk.Told told = told(held);
    assertThat(told.missing()).containsExactly(MISSING);
    assertThat(told.resend()).extracting(notice -> notice.state()).isEqualTo("SENT");
    assertThat(told.toString()).doesNotContain("county");
    assertThat(replies.desk.ledger.of(held.id()))
        .filteredOn(event -> event.step() == Step.RESEND_ASKED)
        .singleElement()
        .satisfies(event -> assertThat(event.actor()).isEqualTo(officer.actor()))
        .asString()
        .doesNotContain("county");
    assertThat(code(replies.resends.ask(officer, ref(held)))).isEqualTo("resend-asked");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "CLASSIFIED, mark, resend-classified",
    "SPILL, ceiling, resend-classified",
    "HELD, suspect, resend-suspect"
  })
  void whatMayBeClassifiedIsNotAskedFor(Outcome outcome, String reason, String code) {
    Reception reception = replies.from(WANG);
    replies.settle(card(reception, outcome, reason, MISSING));

    assertThat(code(replies.resends.ask(officer, ref(reception)))).isEqualTo(code);
    assertThat(told(reception).mayAsk()).isFalse();
  }

  @Test
  void whyASenderCannotBeAskedIsSaid() {
    Reception whole = replies.from(WANG);
    assertThat(code(replies.resends.ask(officer, ref(whole)))).isEqualTo("resend-not-judged");
    replies.settle(open(whole, "题目", "正文"));
    Reception list = replies.comesIn("From: a@b.example\r\nList-Id: <x.b.example>");
    replies.settle(card(list, Outcome.HELD, "unread", MISSING));
    Reception elsewhere =
        Samples.reception(Samples.newId(), replies.clock.instant(), ChannelKind.INTRANET);
    replies.settle(card(elsewhere, Outcome.HELD, "unread", MISSING));

    assertThat(code(replies.resends.ask(officer, ref(whole)))).isEqualTo("resend-nothing-missing");
    assertThat(code(replies.resends.ask(officer, ref(list)))).isEqualTo("resend-no-address");
    assertThat(code(replies.resends.ask(officer, ref(elsewhere)))).isEqualTo("resend-switched-off");
    assertThat(replies.resends.ask(officer, ItemRef.of(Samples.newId())))
        .isInstanceOf(Acted.NoSuchItem.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"DUTY_OFFICER", "DUTY_LEADER"},
      mode = EnumSource.Mode.EXCLUDE)
  void onlyTheDutyMayAsk(Role role) {
    Reception held = replies.held(WANG, MISSING);
    Person other = replies.desk.person("other", "孙某", role);

    assertThatThrownBy(() -> replies.resends.ask(other, ref(held))).isInstanceOf(Forbidden.class);
  }

  @Test
  void aRequestThatFailedMayBeMadeAgainByAPerson() {
    Reception held = replies.held(WANG, MISSING);
    replies.resends.ask(officer, ref(held));
    assertThat(replies.book.claim()).isPresent();
    replies.clock.passes(NoticeBook.LONGEST_SEND.plusSeconds(1));
    replies.relay.relay();
    assertThat(told(held).mayAsk()).isTrue();

    replies.resends.ask(officer, ref(held));
    replies.relay.relay();

    assertThat(replies.notices(held.id()))
        .containsExactly("RECEIVED SENT", "RESEND UNKNOWN not-confirmed", "RESEND SENT");
  }

  @Test
  void whenTheHoldEndsTheKeyIsGoneAndWhatWasAskedIsNotSent() {
    Reception held = replies.held(WANG, MISSING);
    replies.resends.ask(officer, ref(held));

    replies.addresses.holdEnded(held.id());
    replies.relay.relay();

    assertThat(replies.notices(held.id()))
        .containsExactly("RECEIVED SENT", "RESEND WITHHELD no-address-kept");
    assertThat(replies.keys.open(held.id().hex())).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"CLASSIFIED, mark", "HELD, suspect"})
  void whatBecameClassifiedAfterItWasAskedForIsNotSent(Outcome outcome, String reason) {
    Reception held = replies.held(WANG, MISSING);
    Reception other = replies.post("oa");
    replies.settle(card(other, Outcome.HELD, "unread", MISSING));
    replies.resends.ask(officer, ref(held));
    replies.resends.ask(officer, ref(other));
    for (Reception one : List.of(held, other)) {
      replies
          .desk
          .jdbc
          .sql("update item set outcome = ?, reason = ? where arrival_id = ?")
          .params(outcome.name(), reason, one.id().hex())
          .update();
    }

    replies.erasure.run();
    assertThat(replies.kept())
        .as("a request that cannot go keeps no address")
        .containsExactly(other.id());
    replies.relay.relay();

    assertThat(replies.sent()).as("the receipt only").hasSize(1);
    assertThat(status(other).orElseThrow().missing()).isEmpty();
    assertThat(replies.notices(held.id()))
        .containsExactly("RECEIVED SENT", "RESEND WITHHELD resend-classified");
    assertThat(replies.notices(other.id())).containsExactly("RESEND WITHHELD resend-classified");
  }

  @Test
  void whatAPersonAsksGoesAlsoToWhoeverAnsweredByMachine() {
    Reception held = replies.held(WANG, MISSING);
    replies.comesIn("From: " + WANG + "\r\nAuto-Submitted: auto-replied");
    replies.whileOver();
    replies.relay.relay();

    replies.resends.ask(officer, ref(held));
    replies.relay.relay();

    assertThat(replies.notices(held.id())).containsExactly("RECEIVED SENT", "RESEND SENT");
  }

  @Test
  void whoPostedItAsksAndIsToldTheSameForEveryOutcomeUntilTheDeskAsks() {
    Reception classified = replies.post("oa");
    Reception held = replies.post("oa");
    replies.settle(card(classified, Outcome.CLASSIFIED, "mark"));
    replies.settle(card(held, Outcome.HELD, "unread", MISSING));
    replies.clock.passes(Duration.ofDays(6));
    replies.addresses.holdEnded(classified.id());
    replies.erasure.run();

    assertThat(status(classified))
        .contains(new PostStatus.Status("2026-0001", Samples.NOON, List.of()));
    assertThat(status(held)).contains(new PostStatus.Status("2026-0002", Samples.NOON, List.of()));
    assertThat(replies.posted.of(held.id(), "city-sms")).isEmpty();
    assertThat(replies.posted.of(Samples.newId(), "oa")).isEmpty();

    replies.resends.ask(officer, ref(held));
    replies.relay.relay();
    assertThat(replies.notices(held.id())).containsExactly("RESEND WAITING");
    assertThat(status(held).orElseThrow().missing()).containsExactly(MISSING);
    assertThat(status(held).orElseThrow().missing()).containsExactly(MISSING);
    assertThat(replies.notices(held.id())).containsExactly("RESEND SENT fetched");

    replies.clock.passes(Duration.ofDays(2));
    replies.erasure.run();
    assertThat(status(classified)).isEmpty();
    assertThat(status(held)).isEmpty();
  }

  private Optional<PostStatus.Status> status(Reception reception) {
    return replies.posted.of(reception.id(), "oa");
  }

  private ResendDesk.Told told(Reception reception) {
    return replies.resends.told(replies.desk.inbox.row(officer, ref(reception)).orElseThrow());
  }

  private static String code(Acted acted) {
    return acted.code();
  }

  private static ItemRef ref(Reception reception) {
    return ItemRef.of(reception.id());
  }
}
