package org.sanwei.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.LiveTree;
import org.sanwei.gateway.channel.PostStatus;
import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.Defect.Kind;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.message.Reception;

/** From an arrival's number to the notice in its sender's mailbox, and to the key's erasure. */
class NoticesTest {
  private static final String WANG = "wang.canary7719@county.example";
  private static final Defect[] MISSING = {
    Defect.of(Kind.PAGES_MISSING, 2, 5), Defect.of(Kind.ENCRYPTED)
  };

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
  void aReceiptGoesAfterItsWhileAndOnlyOnce() throws Exception {
    Reception reception = replies.from(WANG);
    replies.register.book(reception);

    assertThat(replies.relay.relay()).as("before its while is over").isZero();
    whileOver();
    replies.relay.relay();
    replies.relay.relay();

    assertThat(replies.sentTexts()).containsExactly("已收到。受理号 2026-0001，接报时间 2026-11-22 12:00。");
    assertThat(replies.sent().get(0).getAllRecipients()[0]).hasToString(WANG);
    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED SENT");
    assertThat(replies.desk.ledger.of(reception.id()))
        .filteredOn(event -> event.step() == Step.NOTICE_ENDED)
        .singleElement()
        .satisfies(event -> assertThat(event.facts()).containsEntry("result", "SENT"));
  }

  @Test
  void noOutcomeTellsItselfByWordsOrTime() {
    Reception open = replies.from("a@a.example");
    Reception held = replies.from("b@b.example");
    Reception classified = replies.from("c@c.example");
    Reception spilled = replies.from("d@d.example");
    replies.from("e@e.example");
    settle(open(open, "题目", "正文"));
    settle(card(held, Outcome.HELD, "unread"));
    settle(card(classified, Outcome.CLASSIFIED, "mark"));
    settle(card(spilled, Outcome.SPILL, "ceiling"));
    replies.erasure.run();

    whileOver();
    int looked = replies.relay.relay();

    assertThat(looked).isEqualTo(5);
    assertThat(replies.sentTexts())
        .extracting(text -> text.replaceFirst("2026-000[1-5]", "N"))
        .hasSize(5)
        .containsOnly("已收到。受理号 N，接报时间 2026-11-22 12:00。");
  }

  @Test
  void aReceiptWaitsForWhatIsNotReadYet() {
    Reception reception = Samples.reception(Samples.newId(), replies.clock.instant());
    replies.register.book(reception);
    whileOver();
    replies.relay.relay();
    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED WAITING");

    settle(open(reception, "题目", "正文"));
    replies.clock.passes(Duration.ofSeconds(5));
    replies.relay.relay();

    assertThat(replies.notices(reception.id()))
        .containsExactly("RECEIVED WITHHELD no-address-kept");
  }

  @Test
  void whatWasBeingSentWhenTheProcessDiedIsUnknownAndNotSentAgain() {
    Reception reception = replies.from(WANG);
    whileOver();
    assertThat(replies.book.claim()).isPresent();

    replies.relay.relay();
    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED SENDING");
    replies.clock.passes(NoticeBook.LONGEST_SEND.plusSeconds(1));
    replies.relay.relay();

    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED UNKNOWN not-confirmed");
    assertThat(replies.sent()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsTriedFiveTimesAndThenGivenUp() {
    Reception reception = replies.from(WANG);
    replies.door.close();

    for (int tried = 1; tried <= 5; tried++) {
      assertThat(replies.notices(reception.id())).containsExactly("RECEIVED WAITING");
      replies.clock.passes(Duration.ofHours(1));
      replies.relay.relay();
    }

    assertThat(replies.notices(reception.id()))
        .containsExactly("RECEIVED FAILED smtp-not-connected");
  }

  @Test
  void aFloodFromOneAddressIsAnsweredAFewTimesAndSoIsAFloodFromMany() {
    for (int i = 0; i < 5; i++) {
      replies.from(WANG);
    }
    whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_ADDRESS);
    assertThat(ends("rate-address")).isEqualTo(2);

    for (int i = 0; i < 20; i++) {
      replies.from("s" + i + "@spoofed.example");
    }
    whileOver();
    replies.relay.relay();

    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_CHANNEL);
    assertThat(ends("rate-channel")).isEqualTo(15);
    assertThat(replies.desk.count("select count(*) from reply_rate"))
        .isLessThanOrEqualTo(ReplyingDesk.PER_CHANNEL + 1);
    assertThat(replies.relay.ended(NoticeState.WITHHELD)).isEqualTo(17);

    replies.clock.passes(Duration.ofHours(1));
    replies.from(WANG);
    whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_CHANNEL + 1);
  }

  @Test
  void twoRepliersDoNotTalkToEachOther() {
    replies.comesIn("From: " + WANG + "\r\nAuto-Submitted: auto-replied");
    Reception next = replies.from("Wang <" + WANG.toUpperCase(java.util.Locale.ROOT) + ">");
    whileOver();
    replies.relay.relay();

    assertThat(replies.sent()).isEmpty();
    assertThat(replies.notices(next.id())).containsExactly("RECEIVED WITHHELD answers-by-itself");
    replies.clock.passes(Duration.ofDays(8));
    replies.from(WANG);
    whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(1);
  }

  @Test
  void theDeskAsksForAHeldItemAndSeesNeitherSenderNorContent() {
    Reception held = held(WANG);

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
    settle(card(reception, outcome, reason, MISSING));

    assertThat(code(replies.resends.ask(officer, ref(reception)))).isEqualTo(code);
    assertThat(told(reception).mayAsk()).isFalse();
  }

  @Test
  void whyASenderCannotBeAskedIsSaid() {
    Reception whole = replies.from(WANG);
    assertThat(code(replies.resends.ask(officer, ref(whole)))).isEqualTo("resend-not-judged");
    settle(open(whole, "题目", "正文"));
    Reception list = replies.comesIn("From: a@b.example\r\nList-Id: <x.b.example>");
    settle(card(list, Outcome.HELD, "unread", MISSING));
    Reception elsewhere =
        Samples.reception(Samples.newId(), replies.clock.instant(), ChannelKind.INTRANET);
    settle(card(elsewhere, Outcome.HELD, "unread", MISSING));

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
    Reception held = held(WANG);
    Person other = replies.desk.person("other", "孙某", role);

    assertThatThrownBy(() -> replies.resends.ask(other, ref(held))).isInstanceOf(Forbidden.class);
  }

  @Test
  void aRequestThatFailedMayBeMadeAgainByAPerson() {
    Reception held = held(WANG);
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
    Reception held = held(WANG);
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
    Reception held = held(WANG);
    Reception other = post("oa");
    settle(card(other, Outcome.HELD, "unread", MISSING));
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
    assertThat(kept()).as("a request that cannot go keeps no address").containsExactly(other.id());
    replies.relay.relay();

    assertThat(replies.sent()).as("the receipt only").hasSize(1);
    assertThat(status(other).orElseThrow().missing()).isEmpty();
    assertThat(replies.notices(held.id()))
        .containsExactly("RECEIVED SENT", "RESEND WITHHELD resend-classified");
    assertThat(replies.notices(other.id())).containsExactly("RESEND WITHHELD resend-classified");
  }

  @Test
  void whatAPersonAsksGoesAlsoToWhoeverAnsweredByMachine() {
    Reception held = held(WANG);
    replies.comesIn("From: " + WANG + "\r\nAuto-Submitted: auto-replied");
    whileOver();
    replies.relay.relay();

    replies.resends.ask(officer, ref(held));
    replies.relay.relay();

    assertThat(replies.notices(held.id())).containsExactly("RECEIVED SENT", "RESEND SENT");
  }

  @Test
  void aBudgetThatCannotBeAskedPutsTheNoticeBack() {
    Reception reception = replies.from(WANG);
    whileOver();
    replies.desk.jdbc.sql("alter table reply_rate rename to away").update();

    assertThatThrownBy(() -> replies.relay.relay()).isInstanceOf(RuntimeException.class);
    replies.desk.jdbc.sql("alter table away rename to reply_rate").update();
    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED WAITING");
    replies.clock.passes(Duration.ofMinutes(1));
    replies.relay.relay();

    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED SENT");
  }

  @Test
  void addressesLiveAsLongAsTheyAreNeeded() {
    Reception open = replies.from("a@a.example");
    Reception classified = replies.from("b@b.example");
    Reception suspect = replies.from("c@c.example");
    Reception held = replies.from("d@d.example");
    Reception waiting = replies.from("e@e.example");
    settle(open(open, "题目", "正文"));
    settle(card(classified, Outcome.CLASSIFIED, "mark"));
    settle(card(suspect, Outcome.HELD, "suspect"));
    settle(card(held, Outcome.HELD, "unread"));

    assertThat(replies.erasure.round()).as("receipts are due yet").isZero();
    whileOver();
    replies.relay.relay();
    replies.erasure.run();
    assertThat(kept())
        .containsExactlyInAnyOrder(open.id(), held.id(), waiting.id())
        .doesNotContain(classified.id(), suspect.id());

    replies.clock.passes(ReplyingDesk.KEEP);
    replies.erasure.run();
    assertThat(kept()).containsExactlyInAnyOrder(held.id(), waiting.id());

    replies.addresses.holdEnded(held.id());
    assertThat(kept()).containsExactly(waiting.id());
  }

  @Test
  void noByteOfTheDatabaseOrTheKeyFileHoldsTheAddress() throws Exception {
    Reception held = held(WANG);
    replies.resends.ask(officer, ref(held));
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(2);
    replies.addresses.holdEnded(held.id());
    replies.desk.jdbc.sql("checkpoint").update();

    List<Path> holding = new ArrayList<>();
    AtomicInteger looked = new AtomicInteger();
    Path cluster = Path.of("target", "test-database-" + ProcessHandle.current().pid());
    LiveTree.walk(
        cluster,
        file -> {
          looked.incrementAndGet();
          if (holdsCanary(file)) {
            holding.add(file);
          }
        });
    assertThat(holding).isEmpty();
    assertThat(looked.get()).isGreaterThan(100);
    assertThat(holdsCanary(replies.file)).isFalse();
  }

  private static boolean holdsCanary(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("canary7719");
  }

  @Test
  void whoPostedItAsksAndIsToldTheSameForEveryOutcomeUntilTheDeskAsks() {
    Reception classified = post("oa");
    Reception held = post("oa");
    settle(card(classified, Outcome.CLASSIFIED, "mark"));
    settle(card(held, Outcome.HELD, "unread", MISSING));
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

  private Reception post(String integrator) {
    Reception reception =
        Samples.reception(Samples.newId(), replies.clock.instant(), ChannelKind.HOTLINE);
    replies.posted.posted(reception.channel(), reception.id(), integrator, replies.clock.instant());
    replies.register.book(reception);
    return reception;
  }

  /** Held for what is missing, its receipt sent. */
  private Reception held(String address) {
    Reception reception = replies.from(address);
    settle(card(reception, Outcome.HELD, "unread", MISSING));
    whileOver();
    replies.relay.relay();
    return reception;
  }

  private void whileOver() {
    replies.clock.passes(ReplyingDesk.AFTER);
  }

  private void settle(DeskEntry entry) {
    replies.register.settle(entry);
  }

  private long ends(String code) {
    return replies.desk.count(
        "select count(*) from reply_notice where kind = '"
            + Notice.Kind.RECEIVED
            + "' and code = '"
            + code
            + "'");
  }

  private ResendDesk.Told told(Reception reception) {
    return replies.resends.told(replies.desk.inbox.row(officer, ref(reception)).orElseThrow());
  }

  private List<ArrivalId> kept() {
    return List.copyOf(replies.addresses.kept().keySet());
  }

  private static String code(Acted acted) {
    return acted.code();
  }

  private static ItemRef ref(Reception reception) {
    return ItemRef.of(reception.id());
  }
}
