package org.sanwei.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.LoginWitness.Door;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;

class LedgerTest {
  private final TestDesk desk = new TestDesk();

  @Test
  void anEventNeedsTheTransactionOfItsStep() {
    assertThatThrownBy(() -> viewed("person/1")).isInstanceOf(IllegalStateException.class);

    assertThat(desk.ledger.page(null, 10)).isEmpty();
  }

  @Test
  void aStepThatIsRolledBackLeavesNoGap() {
    desk.transaction.executeWithoutResult(status -> viewed("person/1"));
    desk.transaction.executeWithoutResult(
        status -> {
          viewed("person/2");
          status.setRollbackOnly();
        });
    desk.transaction.executeWithoutResult(status -> viewed("person/3"));

    assertThat(desk.ledger.page(null, 10))
        .extracting(LedgerEvent::sequence, LedgerEvent::actor)
        .containsExactly(tuple(1L, "person/3"), tuple(0L, "person/1"));
  }

  @Test
  void pagesGoDownWithoutLosingOrRepeatingAny() {
    for (int i = 0; i < 7; i++) {
      String actor = "person/" + i;
      desk.transaction.executeWithoutResult(status -> viewed(actor));
    }

    List<String> actors = new ArrayList<>();
    List<LedgerEvent> page = desk.ledger.page(null, 3);
    while (!page.isEmpty()) {
      page.forEach(event -> actors.add(event.actor()));
      String written = LedgerCursor.of(page.get(page.size() - 1)).toString();
      page = desk.ledger.page(LedgerCursor.parse(written).orElseThrow(), 3);
    }

    assertThat(actors)
        .containsExactly(
            "person/6", "person/5", "person/4", "person/3", "person/2", "person/1", "person/0");
    assertThat(LedgerCursor.parse("nonsense")).isEmpty();
    assertThat(LedgerCursor.parse("1.x.desk/1")).isEmpty();
  }

  @Test
  void logInsAreWrittenUnderPseudonymsAndWhatAStrangerTypedIsNot() {
    LoginLedger logins = new LoginLedger(desk.ledger, desk.transaction, desk.clock, new byte[32]);
    Person zhang = desk.person("zhang", "张明", Role.DUTY_OFFICER);

    logins.accepted(zhang, Door.PAGE, "127.0.0.1");
    logins.accepted(zhang, Door.INTERFACE, "127.0.0.1");
    logins.accepted(zhang, Door.INTERFACE, "127.0.0.1");
    logins.refused(zhang, Door.PAGE, "127.0.0.1");
    logins.refusedUnknown("my-secret-password", Door.PAGE, "127.0.0.1");

    List<LedgerEvent> events = desk.ledger.page(null, 10);
    assertThat(events)
        .extracting(LedgerEvent::step)
        .containsExactly(Step.LOGIN_REFUSED, Step.LOGIN_REFUSED, Step.LOGGED_IN, Step.LOGGED_IN);
    assertThat(events.get(0).actor()).startsWith("unknown/");
    assertThat(events.toString()).doesNotContain("my-secret").doesNotContain("张明");
  }

  private void viewed(String actor) {
    desk.ledger.append(Step.VIEWED, actor, null, null, null, Map.of("outcome", "OPEN"));
  }
}
