package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.desk.Samples.reception;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;

class InboxTest {
  private final TestDesk desk = new TestDesk();
  private final Person zhang = desk.person("zhang", "张明", Role.DUTY_OFFICER);
  private final Person li = desk.person("li", "李华", Role.DUTY_OFFICER);

  @Test
  void theListIsPagedByNumberFromTheNewestDown() {
    for (int i = 0; i < 5; i++) {
      desk.register.settle(open(reception(), "item " + i, "text"));
    }

    List<Row> first = desk.inbox.list(zhang, Filter.ALL, "", null, 2);
    List<Row> second = desk.inbox.list(zhang, Filter.ALL, "", first.get(1).cursor(), 2);
    List<Row> third = desk.inbox.list(zhang, Filter.ALL, "", second.get(1).cursor(), 2);

    assertThat(first).extracting(Row::number).containsExactly(5, 4);
    assertThat(second).extracting(Row::number).containsExactly(3, 2);
    assertThat(third).extracting(Row::number).containsExactly(1);
  }

  @Test
  void eachFilterShowsWhatItSaysAndTheCountsAgree() {
    Reception urgent = reception();
    desk.register.settle(open(urgent, Urgency.FLASH, "特提", "x", List.of(), List.of()));
    Reception mine = reception();
    desk.register.settle(open(mine, "mine", "x"));
    desk.inbox.claim(zhang, ItemRef.of(mine.id()), 1);
    Reception done = reception();
    desk.register.settle(open(done, "done", "x"));
    desk.inbox.claim(zhang, ItemRef.of(done.id()), 1);
    desk.inbox.close(zhang, ItemRef.of(done.id()), 2);
    Reception held = reception();
    desk.register.settle(card(held, Outcome.HELD, "unread"));
    Reception signedFor = reception();
    desk.register.settle(card(signedFor, Outcome.CLASSIFIED, "mark"));
    desk.receipts.record(signedFor.id(), "default", "officer", NOON, Samples.ENVELOPE);
    Reception waiting = reception();
    desk.register.book(waiting);

    assertThat(ids(Filter.UNFINISHED))
        .containsExactly(waiting.id(), held.id(), mine.id(), urgent.id());
    assertThat(ids(Filter.MINE)).containsExactly(mine.id());
    assertThat(ids(Filter.URGENT)).containsExactly(urgent.id());
    assertThat(ids(Filter.CARDS)).containsExactly(signedFor.id(), held.id());
    assertThat(ids(Filter.OPEN)).containsExactly(done.id(), mine.id(), urgent.id());
    assertThat(ids(Filter.ALL)).hasSize(6);
    assertThat(desk.inbox.counts(zhang))
        .isEqualTo(
            Map.of(Filter.UNFINISHED, 4L, Filter.MINE, 1L, Filter.URGENT, 1L, Filter.CARDS, 2L));
  }

  @Test
  void searchFindsNumberSubjectSenderAndTextAndTakesWildcardsLiterally() {
    Reception flood = reception();
    desk.register.settle(open(flood, "汛情 100%", "南河水位上涨"));
    desk.register.settle(open(reception(), "其他", "无事"));

    assertThat(search("南河")).containsExactly(flood.id());
    assertThat(search("100%")).containsExactly(flood.id());
    assertThat(search("0001")).containsExactly(flood.id());
    assertThat(search("%")).containsExactly(flood.id());
    assertThat(search("_")).isEmpty();
    assertThat(search("河西县委办")).hasSize(2);
    assertThat(search("\u0000")).isEmpty();
  }

  @Test
  void theFirstHandlerOwnsTheItemUntilItCloses() {
    Reception reception = reception();
    desk.register.settle(open(reception, "subject", "text"));
    ItemRef ref = ItemRef.of(reception.id());

    assertThat(desk.inbox.close(zhang, ref, 1)).isInstanceOf(Acted.NotClaimed.class);
    assertThat(desk.inbox.claim(zhang, ref, 7)).isInstanceOf(Acted.Stale.class);
    assertThat(desk.inbox.claim(zhang, ref, 1)).isInstanceOf(Acted.Done.class);
    assertThat(desk.inbox.claim(zhang, ref, 1)).as("once more").isInstanceOf(Acted.Done.class);
    assertThat(desk.inbox.claim(li, ref, 2)).isInstanceOf(Acted.OwnedByAnother.class);
    assertThat(desk.inbox.close(li, ref, 2)).isInstanceOf(Acted.OwnedByAnother.class);
    assertThat(desk.inbox.close(zhang, ref, 1)).isInstanceOf(Acted.Stale.class);
    assertThat(desk.inbox.close(zhang, ref, 2)).isInstanceOf(Acted.Done.class);
    assertThat(desk.inbox.close(zhang, ref, 2)).as("once more").isInstanceOf(Acted.Done.class);
    assertThat(desk.inbox.claim(li, ref, 3)).isInstanceOf(Acted.AlreadyClosed.class);

    assertThat(desk.ledger.of(reception.id()))
        .extracting(LedgerEvent::step)
        .containsExactly(Step.REGISTERED, Step.CLAIMED, Step.CLOSED);
    assertThat(desk.ledger.of(reception.id()).get(1).actor()).isEqualTo("person/" + zhang.id());
  }

  @Test
  void cardsAndWaitingOnesAreNotTheDesksToWorkOn() {
    Reception held = reception();
    desk.register.settle(card(held, Outcome.HELD, "unread"));
    Reception waiting = reception();
    desk.register.book(waiting);

    assertThat(desk.inbox.claim(zhang, ItemRef.of(held.id()), 1)).isInstanceOf(Acted.NotOpen.class);
    assertThat(desk.inbox.claim(zhang, ItemRef.of(waiting.id()), 0))
        .isInstanceOf(Acted.NotOpen.class);
    assertThat(desk.inbox.claim(zhang, ItemRef.of(newId()), 0))
        .isInstanceOf(Acted.NoSuchItem.class);
  }

  @Test
  void whoOpensAnItemIsWrittenDown() {
    Reception reception = reception();
    desk.register.settle(open(reception, "subject", "text"));

    Item item = desk.inbox.view(zhang, ItemRef.parse("0001").orElseThrow()).orElseThrow();

    assertThat(item.parts()).hasSize(2);
    assertThat(desk.ledger.of(reception.id()))
        .filteredOn(event -> event.step() == Step.VIEWED)
        .extracting(LedgerEvent::actor)
        .containsExactly("person/" + zhang.id());
    assertThat(desk.inbox.view(zhang, ItemRef.parse("2026-9").orElseThrow())).isEmpty();
  }

  @Test
  void noAdministratorReadsAnything() {
    for (Role role :
        List.of(
            Role.SYSTEM_ADMINISTRATOR,
            Role.SECURITY_ADMINISTRATOR,
            Role.SECURITY_AUDITOR,
            Role.NONE)) {
      Person person = desk.person(role.name().toLowerCase(Locale.ROOT), role.chinese(), role);
      ItemRef any = ItemRef.of(newId());
      assertThatThrownBy(() -> desk.inbox.list(person, Filter.ALL, "", null, 1))
          .isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> desk.inbox.view(person, any)).isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> desk.inbox.attachment(person, any, 1)).isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> desk.inbox.chunk(person, newId(), 1, 0))
          .isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> desk.inbox.claim(person, any, 0)).isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> desk.inbox.close(person, any, 0)).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void aReceiptShowsOnTheCardOnceAndSaysWhenItDoesNotFit() {
    Reception fitting = reception();
    desk.register.settle(card(fitting, Outcome.CLASSIFIED, "mark"));
    Reception other = reception();
    desk.register.settle(card(other, Outcome.HELD, "unread"));

    desk.receipts.record(fitting.id(), "default", "周某", NOON, Samples.ENVELOPE);
    desk.receipts.record(fitting.id(), "default", "周某", NOON.plusSeconds(9), Samples.ENVELOPE);
    desk.receipts.record(other.id(), "default", "周某", NOON, "00".repeat(32));

    assertThat(row(fitting).move()).isEqualTo("CLASSIFIED.received");
    assertThat(row(fitting).receipt()).isEqualTo(new Row.Receipt("周某", NOON, true));
    assertThat(row(other).move()).isEqualTo("HELD.mismatch");
    List<LedgerEvent> receipts =
        desk.ledger.of(fitting.id()).stream()
            .filter(event -> event.step() == Step.CIPHER_RECEIPT)
            .toList();
    assertThat(receipts).hasSize(1);
    assertThat(receipts.get(0).actor()).startsWith("officer/").doesNotContain("周某");
    assertThat(receipts.get(0).commitment()).isEqualTo(Samples.ENVELOPE);
  }

  @Test
  void aReceiptThatComesBeforeTheRegisterCaughtUpIsKept() {
    Reception reception = reception();

    desk.receipts.record(reception.id(), "default", "周某", NOON, Samples.ENVELOPE);
    desk.register.settle(card(reception, Outcome.CLASSIFIED, "mark"));

    assertThat(row(reception).receipt()).isEqualTo(new Row.Receipt("周某", NOON, true));
    assertThat(ids(Filter.UNFINISHED)).isEmpty();
  }

  @Test
  void accountsAreDrawnUpForTodayAndForAnyPeriod() {
    desk.register.settle(open(reception(newId(), NOON.minusSeconds(86_400)), "s", "t"));
    desk.register.settle(card(reception(newId(), NOON), Outcome.SPILL, "ceiling"));
    ArrivalId twice = newId();
    desk.register.book(reception(twice, NOON));
    desk.register.book(reception(twice, NOON.plusSeconds(1)));

    assertThat(desk.accounts.today()).isEqualTo(new Account(3, 1, 0, 0, 0, 1, 1));
    assertThat(desk.accounts.total()).isEqualTo(new Account(4, 1, 1, 0, 0, 1, 1));
    assertThat(desk.accounts.between(NOON.plusSeconds(1), NOON.plusSeconds(2)))
        .isEqualTo(new Account(1, 0, 0, 0, 0, 0, 1));
    assertThat(desk.accounts.total().balanced()).isTrue();
  }

  @Test
  void anAccountThatWasTamperedWithDoesNotBalance() {
    desk.register.settle(open(reception(), "s", "t"));

    desk.jdbc.sql("delete from reception").update();

    assertThat(desk.accounts.total().balanced()).isFalse();
  }

  private Row row(Reception reception) {
    return desk.inbox.row(zhang, ItemRef.of(reception.id())).orElseThrow();
  }

  private List<ArrivalId> ids(Filter filter) {
    return desk.inbox.list(zhang, filter, "", null, 100).stream().map(Row::id).toList();
  }

  private List<ArrivalId> search(String words) {
    return desk.inbox.list(zhang, Filter.ALL, words, null, 100).stream().map(Row::id).toList();
  }
}
