package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Acts.ANEW;
import static org.sanwei.gateway.desk.Acts.BESIDE;
import static org.sanwei.gateway.desk.Acts.act;
import static org.sanwei.gateway.desk.Acts.beside;
import static org.sanwei.gateway.desk.Acts.lyingIn;
import static org.sanwei.gateway.desk.Acts.overriding;
import static org.sanwei.gateway.desk.Acts.returned;
import static org.sanwei.gateway.desk.Acts.sealedAnew;
import static org.sanwei.gateway.desk.Acts.upon;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.flow.ActBook.Admission;
import org.sanwei.routes.flow.ArrivalRegister.Settlement;
import org.sanwei.routes.flow.NotYet;
import org.sanwei.routes.flow.OnObjection;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.VerifiedAct;

class JdbcActBookTest {
  private final TestDesk desk = new TestDesk();
  private final JdbcActBook book = new JdbcActBook(desk.officers(desk.clock));

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

    Admission admission = admit(act(kind, reception.id()));

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
    assertThat(admit(act)).isInstanceOf(Admission.Admitted.class);

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

    assertThat(admit(act)).isInstanceOf(Admission.Admitted.class);
    assertThat(admit(act)).as("a redelivery").isInstanceOf(Admission.Admitted.class);
    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));
    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));

    assertThat(admit(act)).isEqualTo(new Admission.Refused("replayed"));
    assertThat(desk.count("select count(*) from item_part")).isEqualTo(2);
    assertThat(desk.count("select count(*) from ledger_event where step = 'RETURNED'")).isOne();
  }

  @Test
  void anActWaitsUntilTheOneBeforeItHasMovedTheItem() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct confirm = act(Kind.CONFIRM, reception.id());
    CipherAct reading = act(Kind.READ, reception.id(), "5".repeat(32), Samples.ENVELOPE);
    VerifiedAct read = new VerifiedAct(reading, List.of("officer-b"), "digest-of-the-reading");
    assertThat(admit(confirm)).isInstanceOf(Admission.Admitted.class);

    assertThatThrownBy(() -> admit(read)).isInstanceOf(NotYet.class);
    desk.register.settle(returned(confirm, card(reception, Outcome.CLASSIFIED, "mark")));

    assertThat(admit(read)).isEqualTo(new Admission.Refused("not-for-this-outcome"));
  }

  @Test
  void anActWhoseItemWasMovedMeanwhileMovesNothing() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct read = act(Kind.READ, reception.id());
    assertThat(admit(read)).isInstanceOf(Admission.Admitted.class);
    anotherHasMovedTheItem();

    desk.register.settle(returned(read, open(reception, "水情", "堤顶无渗漏")));

    assertThat(row(reception.id()).outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(desk.count("select count(*) from item_part")).isZero();
    assertThat(refusals(reception.id())).containsExactly("overtaken");
  }

  @Test
  void nobodyUsesUpTheNonceOfAnothersAct() {
    Reception one = settled(Outcome.HELD, "suspect");
    Reception other = settled(Outcome.HELD, "unread");
    VerifiedAct clearance = act(Kind.CLEAR, one.id());
    CipherAct thief = act(Kind.READ, other.id(), clearance.act().nonce(), "ef".repeat(32));

    admit(new VerifiedAct(thief, List.of("officer-c"), "digest-of-the-thief"));

    assertThat(admit(clearance)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void aRefusedActThatComesAgainIsNotAccusedOfMore() {
    Reception reception = settled(Outcome.CLASSIFIED, "mark");
    VerifiedAct act = act(Kind.READ, reception.id());

    admit(act);
    Admission again = admit(act);

    assertThat(again).isEqualTo(new Admission.Refused("not-for-this-outcome"));
    assertThat(desk.count("select count(*) from ledger_event where step = 'ACT_REFUSED'")).isOne();
  }

  @Test
  void aClearanceSetsAsideOnlyWhatWasFoundInTheItem() {
    Reception reception = settled(Outcome.HELD, "suspect");
    VerifiedAct act = act(Kind.CLEAR, reception.id());
    CipherAct foreign = overriding(act, "some-other-rule");

    Admission admission = admit(new VerifiedAct(foreign, List.of("a", "b"), "digest"));

    assertThat(admission).isEqualTo(new Admission.Refused("foreign-rule"));
  }

  @Test
  void anActUponAnotherEnvelopeIsRefusedAndSaidOnTheCard() {
    Reception reception = settled(Outcome.HELD, "unread");
    CipherAct act = act(Kind.READ, reception.id(), "7".repeat(32), "ef".repeat(32));

    Admission admission = admit(new VerifiedAct(act, List.of("officer-a"), "digest"));

    assertThat(admission).isEqualTo(new Admission.Refused("another-envelope"));
    assertThat(refusals(reception.id())).containsExactly("another-envelope");
    assertThat(row(reception.id()).isOpen()).isFalse();
  }

  @Test
  void anActUponAnEnvelopeHandedOverBesideTheFirstIsAnActUponTheItem() {
    Reception reception = settledTwice("unread");
    ArrivalId id = reception.id();
    VerifiedAct act = upon(Kind.READ, id, BESIDE);

    assertThat(admit(act)).isInstanceOf(Admission.Admitted.class);
    desk.register.settle(returned(act, open(reception, "水情", "堤顶无渗漏")));

    assertThat(row(id).isOpen()).isTrue();
    assertThat(desk.accounts.total()).isEqualTo(new Account(2, 0, 1, 0, 0, 0, 1));
  }

  @Test
  void whatTheJudgeSaidOtherwiseOfIsAnotherEnvelope() {
    ArrivalId id = settled(Outcome.HELD, "unread").id();
    desk.register.settle(beside(id, Outcome.CLASSIFIED, "mark"));

    assertThat(admit(upon(Kind.READ, id, BESIDE)))
        .isEqualTo(new Admission.Refused("another-envelope"));
  }

  @Test
  void theEnvelopeOfAnotherItemIsAnotherEnvelope() {
    settledTwice("unread");
    Reception reception = settled(Outcome.HELD, "unread");

    assertThat(admit(upon(Kind.READ, reception.id(), BESIDE)))
        .isEqualTo(new Admission.Refused("another-envelope"));
  }

  @Test
  void onceAnActHasMovedTheItemNoEnvelopeOfBeforeIsGoodAndNoneBecomesSo() {
    Reception reception = settledTwice("suspect");
    ArrivalId id = reception.id();
    VerifiedAct clear = upon(Kind.CLEAR, id, BESIDE);
    assertThat(admit(clear)).isInstanceOf(Admission.Admitted.class);

    desk.register.settle(returned(clear, sealedAnew(reception, "suspect")));
    desk.register.settle(beside(id, Outcome.HELD, "suspect"));

    assertThat(admit(upon(Kind.CLEAR, id, BESIDE, "later")))
        .isEqualTo(new Admission.Refused("another-envelope"));
    assertThat(admit(upon(Kind.CLEAR, id, ANEW, "latest"))).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void aConfirmationLeavesTheItemWhereItLiesAndBothEnvelopesGood() {
    Reception reception = settledTwice("suspect");
    ArrivalId id = reception.id();
    VerifiedAct confirm = upon(Kind.CONFIRM, id, BESIDE);
    admit(confirm);
    desk.register.settle(returned(confirm, lyingIn(BESIDE, reception, Outcome.CLASSIFIED, "mark")));

    Admission upon = admit(upon(Kind.ORDER, id, Samples.ENVELOPE, "order"));

    assertThat(upon).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void whatAnOvertakenActSealedAnewStandsForNothing() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct read = act(Kind.READ, reception.id());
    admit(read);
    anotherHasMovedTheItem();

    Settlement settlement = desk.register.settle(returned(read, sealedAnew(reception, "suspect")));

    assertThat(settlement).isEqualTo(Settlement.OVERTAKEN);
  }

  @Test
  void anActsSecondDeliverySealsNothingThatStaysAndItsFirstIsNotTouched() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct read = act(Kind.READ, reception.id());
    admit(read);
    DeskEntry.Returned first = returned(read, sealedAnew(reception, "suspect"));
    DeskEntry.Card twice = lyingIn("0a".repeat(32), reception, Outcome.HELD, "suspect");

    assertThat(desk.register.settle(first)).isEqualTo(Settlement.DONE);
    assertThat(desk.register.settle(first)).as("redelivered").isEqualTo(Settlement.DONE);
    assertThat(desk.register.settle(returned(read, twice)))
        .as("sealed a second time")
        .isEqualTo(Settlement.OVERTAKEN);
  }

  @Test
  void anOvertakenConfirmationNeverCallsTheItemsOwnEnvelopeAStray() {
    Reception reception = settledTwice("suspect");
    ArrivalId id = reception.id();
    VerifiedAct confirm = upon(Kind.CONFIRM, id, BESIDE);
    admit(confirm);
    anotherHasMovedTheItem();

    Settlement settlement =
        desk.register.settle(
            returned(confirm, lyingIn(BESIDE, reception, Outcome.CLASSIFIED, "mark")));

    assertThat(settlement).isEqualTo(Settlement.DONE);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void uponAnItemThatLiesOpenByNowTheOfficerIsToldToHaveItRaised(Kind kind) {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct read = act(Kind.READ, reception.id());
    admit(read);
    desk.register.settle(returned(read, open(reception, "水情", "堤顶无渗漏")));

    Admission admission = admit(upon(kind, reception.id(), Samples.ENVELOPE, "later"));

    assertThat(admission).isEqualTo(new Admission.Refused("opened-meanwhile"));
    assertThat(row(reception.id()).isOpen()).isTrue();
    assertThat(refusals(reception.id())).containsExactly("opened-meanwhile");
  }

  @Test
  void anActUponAnItemThatIsNotBookedYetWaitsAndIsNotWrittenDown() {
    Reception reception = reception(newId(), NOON);
    VerifiedAct act = act(Kind.READ, reception.id());

    assertThatThrownBy(() -> book.admit(act, OnObjection.WAIT)).isInstanceOf(NotYet.class);
    assertThat(desk.count("select count(*) from ledger_event")).isZero();
    desk.register.settle(card(reception, Outcome.HELD, "unread"));

    assertThat(book.admit(act, OnObjection.WAIT)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void anActUponAnEnvelopeWhoseCardIsNotBookedYetWaits() {
    ArrivalId id = settled(Outcome.HELD, "unread").id();
    VerifiedAct act = upon(Kind.READ, id, BESIDE);

    assertThatThrownBy(() -> book.admit(act, OnObjection.WAIT)).isInstanceOf(NotYet.class);
    desk.register.settle(beside(id, Outcome.HELD, "unread"));

    assertThat(book.admit(act, OnObjection.WAIT)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void whatWasDoneOrRefusedBeforeNeedNotWait() {
    Reception reception = settled(Outcome.HELD, "unread");
    VerifiedAct done = act(Kind.READ, reception.id());
    admit(done);
    desk.register.settle(returned(done, open(reception, "水情", "堤顶无渗漏")));
    VerifiedAct refused = upon(Kind.READ, reception.id(), ANEW, "later");
    admit(refused);

    assertThat(book.admit(done, OnObjection.WAIT)).isEqualTo(new Admission.Refused("replayed"));
    assertThat(book.admit(refused, OnObjection.WAIT))
        .isEqualTo(new Admission.Refused("opened-meanwhile"));
  }

  @Test
  void anActUponAnItemThatNobodyKnowsIsRefused() {
    assertThat(admit(act(Kind.READ, newId()))).isEqualTo(new Admission.Refused("unknown-item"));
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

  /** The same item twice on its line, judged the same, each in an envelope of its own. */
  private Reception settledTwice(String reason) {
    Reception reception = settled(Outcome.HELD, reason);
    desk.register.settle(beside(reception.id(), Outcome.HELD, reason));
    return reception;
  }

  private void anotherHasMovedTheItem() {
    desk.jdbc
        .sql("update item set outcome = 'CLASSIFIED', sensitivity = 'SECRET', twins = '{}'")
        .update();
  }

  /** With a register that has caught up. */
  private Admission admit(VerifiedAct act) {
    return book.admit(act, OnObjection.REFUSE);
  }

  private List<String> refusals(ArrivalId id) {
    return desk.ledger.of(id).stream()
        .filter(event -> event.step() == LedgerEvent.Step.ACT_REFUSED)
        .map(event -> event.facts().get("reason"))
        .toList();
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
}
