package org.sanwei.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.reply.ReplyingDesk.MISSING;
import static org.sanwei.gateway.reply.ReplyingDesk.WANG;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.LiveTree;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.message.Reception;

/** From an arrival's number to the notice in its sender's mailbox, and to the key's erasure. */
class NoticesTest {

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
    replies.whileOver();
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
    replies.settle(open(open, "题目", "正文"));
    replies.settle(card(held, Outcome.HELD, "unread"));
    replies.settle(card(classified, Outcome.CLASSIFIED, "mark"));
    replies.settle(card(spilled, Outcome.SPILL, "ceiling"));
    replies.erasure.run();

    replies.whileOver();
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
    replies.whileOver();
    replies.relay.relay();
    assertThat(replies.notices(reception.id())).containsExactly("RECEIVED WAITING");

    replies.settle(open(reception, "题目", "正文"));
    replies.clock.passes(Duration.ofSeconds(5));
    replies.relay.relay();

    assertThat(replies.notices(reception.id()))
        .containsExactly("RECEIVED WITHHELD no-address-kept");
  }

  @Test
  void whatWasBeingSentWhenTheProcessDiedIsUnknownAndNotSentAgain() {
    Reception reception = replies.from(WANG);
    replies.whileOver();
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
    replies.whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_ADDRESS);
    assertThat(ends("rate-address")).isEqualTo(2);

    for (int i = 0; i < 20; i++) {
      replies.from("s" + i + "@spoofed.example");
    }
    replies.whileOver();
    replies.relay.relay();

    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_CHANNEL);
    assertThat(ends("rate-channel")).isEqualTo(15);
    assertThat(replies.desk.count("select count(*) from reply_rate"))
        .isLessThanOrEqualTo(ReplyingDesk.PER_CHANNEL + 1);
    assertThat(replies.relay.ended(NoticeState.WITHHELD)).isEqualTo(17);

    replies.clock.passes(Duration.ofHours(1));
    replies.from(WANG);
    replies.whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(ReplyingDesk.PER_CHANNEL + 1);
  }

  @Test
  void twoRepliersDoNotTalkToEachOther() {
    replies.comesIn("From: " + WANG + "\r\nAuto-Submitted: auto-replied");
    Reception next = replies.from("Wang <" + WANG.toUpperCase(java.util.Locale.ROOT) + ">");
    replies.whileOver();
    replies.relay.relay();

    assertThat(replies.sent()).isEmpty();
    assertThat(replies.notices(next.id())).containsExactly("RECEIVED WITHHELD answers-by-itself");
    replies.clock.passes(Duration.ofDays(8));
    replies.from(WANG);
    replies.whileOver();
    replies.relay.relay();
    assertThat(replies.sent()).hasSize(1);
  }

  @Test
  void aBudgetThatCannotBeAskedPutsTheNoticeBack() {
    Reception reception = replies.from(WANG);
    replies.whileOver();
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
    replies.settle(open(open, "题目", "正文"));
    replies.settle(card(classified, Outcome.CLASSIFIED, "mark"));
    replies.settle(card(suspect, Outcome.HELD, "suspect"));
    replies.settle(card(held, Outcome.HELD, "unread"));

    assertThat(replies.erasure.round()).as("receipts are due yet").isZero();
    replies.whileOver();
    replies.relay.relay();
    replies.erasure.run();
    assertThat(replies.kept())
        .containsExactlyInAnyOrder(open.id(), held.id(), waiting.id())
        .doesNotContain(classified.id(), suspect.id());

    replies.clock.passes(ReplyingDesk.KEEP);
    replies.erasure.run();
    assertThat(replies.kept()).containsExactlyInAnyOrder(held.id(), waiting.id());

    replies.addresses.holdEnded(held.id());
    assertThat(replies.kept()).containsExactly(waiting.id());
  }

  @Test
  void noByteOfTheDatabaseOrTheKeyFileHoldsTheAddress() throws Exception {
    Reception held = replies.held(WANG, MISSING);
    replies.resends.ask(officer, ItemRef.of(held.id()));
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

  private long ends(String code) {
    return replies.desk.count(
        "select count(*) from reply_notice where kind = '"
            + Notice.Kind.RECEIVED
            + "' and code = '"
            + code
            + "'");
  }
}
