package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.TestClock;
import org.sanwei.routes.flow.NotYet;
import org.sanwei.routes.flow.OnObjection;
import org.sanwei.routes.flow.ProposalBook.Passing;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;

class JdbcProposalBookTest {
  private final TestDesk desk = new TestDesk();
  private final TestClock clock = new TestClock(NOON);
  private final JdbcProposalBook book = new JdbcProposalBook(desk.officers(clock));
  private int made;

  @ParameterizedTest
  @CsvSource({
    "HELD,       suspect, ''",
    "CLASSIFIED, mark,    ''",
    "HELD,       unread,  not-for-this-outcome",
    "SPILL,      ceiling, not-for-this-outcome",
  })
  void itIsPassedOnForAnItemThatTwoOfficersCanMove(Outcome outcome, String reason, String refusal) {
    Reception reception = settled(outcome, reason);

    assertThat(pass(proposal(reception.id(), "officer-a")).orElse("")).isEqualTo(refusal);
  }

  @Test
  void forAnInventedItemItIsRefusedAndWrittenDownOnce() {
    ArrivalId invented = newId();
    Passing proposal = proposal(invented, "officer-a");

    assertThat(pass(proposal)).contains("unknown-item");
    assertThat(pass(proposal)).as("redelivered").contains("unknown-item");

    assertThat(desk.ledger.of(invented))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.step()).isEqualTo(LedgerEvent.Step.ACT_REFUSED);
              assertThat(event.facts()).containsEntry("act", "PROPOSAL");
            });
  }

  @Test
  void forAnItemThatIsNotBookedYetItWaitsAndIsNotWrittenDown() {
    Reception reception = reception(newId(), NOON);
    Passing proposal = proposal(reception.id(), "officer-a");

    assertThatThrownBy(() -> book.pass(proposal, OnObjection.WAIT)).isInstanceOf(NotYet.class);
    assertThat(desk.count("select count(*) from cipher_proposal")).isZero();
    desk.register.settle(card(reception, Outcome.HELD, "suspect"));

    assertThat(book.pass(proposal, OnObjection.WAIT)).isEmpty();
  }

  @Test
  void afterItsItemWasOpenedItIsRefused() {
    Reception reception = reception(newId(), NOON);
    desk.register.settle(Samples.open(reception, "水情", "堤顶无渗漏"));

    assertThat(pass(proposal(reception.id(), "officer-a"))).contains("opened-meanwhile");
  }

  @Test
  void anOfficerProposesAFewTimesADayForAnItemAndHindersNobodyElse() {
    Reception reception = settled(Outcome.HELD, "suspect");
    Reception other = settled(Outcome.HELD, "suspect");
    for (int i = 0; i < JdbcProposalBook.MOST_A_DAY; i++) {
      assertThat(pass(proposal(reception.id(), "officer-a"))).isEmpty();
    }

    assertThat(pass(proposal(reception.id(), "officer-a"))).contains("too-many-proposals");
    assertThat(pass(proposal(reception.id(), "officer-b"))).isEmpty();
    assertThat(pass(proposal(other.id(), "officer-a"))).isEmpty();

    clock.passes(Duration.ofDays(1).plusSeconds(1));
    assertThat(pass(proposal(reception.id(), "officer-a"))).as("tomorrow").isEmpty();
  }

  @Test
  void theLineOfAnotherItemIsNoPlaceForIt() {
    Reception reception = settled(Outcome.HELD, "suspect");
    Passing there = new Passing(reception.id(), "default/x", "officer-a", "p", "e");

    assertThat(pass(there)).contains("another-line");
  }

  @Test
  void whatLiesThereAfterItsItemMovedIsStaleUntilItIsCleared() {
    Reception reception = settled(Outcome.HELD, "suspect");
    Passing proposal = proposal(reception.id(), "officer-a");
    pass(proposal);
    clock.passes(Duration.ofMinutes(11));
    assertThat(book.stale()).as("its item is what it was").isEmpty();

    desk.jdbc.sql("update item set outcome = 'CLASSIFIED', sensitivity = 'SECRET'").update();

    assertThat(book.stale())
        .extracting(JdbcProposalBook.Passed::envelope)
        .containsExactly(proposal.envelope());
    book.stale().forEach(book::cleared);
    assertThat(book.stale()).isEmpty();
  }

  @Test
  void whatMayStillBeOnItsWayToTheLineIsNotStaleYet() {
    Reception reception = settled(Outcome.HELD, "suspect");
    pass(proposal(reception.id(), "officer-a"));
    desk.jdbc.sql("update item set outcome = 'CLASSIFIED', sensitivity = 'SECRET'").update();

    clock.passes(Duration.ofMinutes(9));

    assertThat(book.stale()).isEmpty();
  }

  @Test
  void whatNobodyCountersignedInTimeIsStale() {
    Reception reception = settled(Outcome.HELD, "suspect");
    pass(proposal(reception.id(), "officer-a"));

    clock.passes(Duration.ofHours(24).plusMinutes(6));

    assertThat(book.stale()).hasSize(1);
  }

  private Reception settled(Outcome outcome, String reason) {
    Reception reception = reception(newId(), NOON);
    desk.register.settle(card(reception, outcome, reason));
    return reception;
  }

  /** With a register that has caught up. */
  private Optional<String> pass(Passing proposal) {
    return book.pass(proposal, OnObjection.REFUSE);
  }

  private Passing proposal(ArrivalId id, String officer) {
    made++;
    return new Passing(id, "default", officer, "proposal-" + made, "envelope-" + made);
  }
}
