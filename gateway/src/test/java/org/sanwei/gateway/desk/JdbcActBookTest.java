package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.open;
import static org.sanwei.gateway.desk.Samples.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.flow.ActBook.Admission;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.VerifiedAct;

class JdbcActBookTest {
  private final TestDesk desk = new TestDesk();
  private final JdbcActBook book =
      new JdbcActBook(
          desk.jdbc, desk.transaction, desk.ledger, desk.changed::add, line -> line, desk.clock);

  @ParameterizedTest
  @CsvSource({
    "READ,    HELD,       unread,  true",
    "READ,    HELD,       suspect, false",
    "READ,    CLASSIFIED, mark,    false",
    "CLEAR,   HELD,       suspect, true",
    "CLEAR,   HELD,       unread,  false",
    "CLEAR,   CLASSIFIED, mark,    false",
    "CONFIRM, HELD,       suspect, true",
    "CONFIRM, CLASSIFIED, mark,    false",
    "ORDER,   CLASSIFIED, mark,    true",
    "ORDER,   HELD,       suspect, false",
    "ORDER,   SPILL,      ceiling, false",
  })
  void eachActIsForOneKindOfHold(Kind kind, Outcome outcome, String reason, boolean fits) {
    Reception reception = settled(outcome, reason);

    Admission admission = book.admit(act(kind, reception.id()));

    if (fits) {
      assertThat(((Admission.Admitted) admission).held().reception()).isEqualTo(reception);
    } else {
      assertThat(admission).isEqualTo(new Admission.Refused("not-for-this-outcome"));
    }
  }

  @Test
  void anActMovesItsItemUnderTheSameNumberAndAddsNone() {
    Reception other = settled(Outcome.CLASSIFIED, "mark");
    Reception reception = settled(Outcome.HELD, "unread");
    Row before = row(reception.id());
    VerifiedAct act = act(Kind.READ, reception.id());
    assertThat(book.admit(act)).isInstanceOf(Admission.Admitted.class);

    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));

    Row after = row(reception.id());
    assertThat(after.isOpen()).isTrue();
    assertThat(after.number()).isEqualTo(before.number());
    assertThat(after.receivedAt()).isEqualTo(before.receivedAt());
    assertThat(row(other.id()).isOpen()).isFalse();
    assertThat(desk.accounts.total()).isEqualTo(new Account(2, 0, 1, 0, 1, 0, 0));
    assertThat(desk.ledger.of(reception.id()))
        .extracting(LedgerEvent::step)
        .contains(LedgerEvent.Step.ACT_ADMITTED, LedgerEvent.Step.RETURNED);
  }

  @Test
  void anActCountsOnce() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct act = act(Kind.READ, reception.id());

    assertThat(book.admit(act)).isInstanceOf(Admission.Admitted.class);
    assertThat(book.admit(act)).as("a redelivery").isInstanceOf(Admission.Admitted.class);
    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));
    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));

    assertThat(book.admit(act)).isEqualTo(new Admission.Refused("replayed"));
    assertThat(desk.count("select count(*) from item_part")).isEqualTo(2);
    assertThat(desk.count("select count(*) from ledger_event where step = 'RETURNED'")).isOne();
  }

  @Test
  void oneNonceUnderTwoActsIsRefused() {
    Reception one = settled(Outcome.HELD, "unread");
    Reception other = settled(Outcome.HELD, "unread");
    VerifiedAct first = act(Kind.READ, one.id());
    CipherAct reused = act(Kind.READ, other.id(), first.act().nonce(), Samples.ENVELOPE);
    assertThat(book.admit(first)).isInstanceOf(Admission.Admitted.class);

    Admission second = book.admit(new VerifiedAct(reused, List.of("officer-a"), "another"));

    assertThat(second).isEqualTo(new Admission.Refused("replayed"));
  }

  @Test
  void anActUponAnotherEnvelopeIsRefusedAndSaidOnTheCard() {
    Reception reception = settled(Outcome.HELD, "unread");
    CipherAct act = act(Kind.READ, reception.id(), "7".repeat(32), "ef".repeat(32));

    Admission admission = book.admit(new VerifiedAct(act, List.of("officer-a"), "digest"));

    assertThat(admission).isEqualTo(new Admission.Refused("another-envelope"));
    assertThat(desk.ledger.of(reception.id()))
        .filteredOn(event -> event.step() == LedgerEvent.Step.ACT_REFUSED)
        .singleElement()
        .satisfies(event -> assertThat(event.facts()).containsEntry("reason", "another-envelope"));
    assertThat(row(reception.id()).isOpen()).isFalse();
  }

  @Test
  void anActUponAnItemThatNobodyKnowsIsRefused() {
    assertThat(book.admit(act(Kind.READ, newId())))
        .isEqualTo(new Admission.Refused("unknown-item"));
  }

  @Test
  void anEntryThatNoAdmittedActStandsBehindMovesNothing() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct act = act(Kind.READ, reception.id());

    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));

    assertThat(row(reception.id()).isOpen()).isFalse();
  }

  private Reception settled(Outcome outcome, String reason) {
    Reception reception = reception(newId(), NOON);
    desk.register.settle(card(reception, outcome, reason));
    return reception;
  }

  private Row row(ArrivalId id) {
    return desk.inbox.view(viewer(), ItemRef.parse(id.hex()).orElseThrow()).orElseThrow().row();
  }

  private org.sanwei.gateway.people.@Nullable Person viewer;

  private org.sanwei.gateway.people.Person viewer() {
    if (viewer == null) {
      viewer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);
    }
    return viewer;
  }

  private static DeskEntry.Returned returned(VerifiedAct act, DeskEntry entry) {
    return new DeskEntry.Returned(act.act().nonce(), act.digest(), entry);
  }

  private static VerifiedAct act(Kind kind, ArrivalId id) {
    CipherAct act = act(kind, id, id.hex(), Samples.ENVELOPE);
    return new VerifiedAct(act, List.of("officer-a", "officer-b"), "digest-of-" + id);
  }

  private static CipherAct act(Kind kind, ArrivalId id, String nonce, String envelope) {
    return new CipherAct(
        CipherAct.VERSION,
        kind,
        id,
        "default",
        envelope,
        nonce,
        "1".repeat(32),
        NOON,
        NOON.plusSeconds(600),
        null,
        null,
        List.of(),
        null);
  }
}
