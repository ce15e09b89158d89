package org.sanwei.gateway.bulletin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;

/** Envelopes of raised items whose officers' certificates changed before they left. */
class OutboxRelayTest {
  private static final String LINE = "sanwei.cipher.default";

  private final TestBulletins office = new TestBulletins();
  private final List<String> line = new ArrayList<>();
  private final ArrivalId raised = office.item("集结地点", Sensitivity.PUBLIC);

  @Test
  void whatItsLineDoesNotTakeIsSetAsideShownAndHoldsUpNothing() {
    envelope(raised, "stale");
    ArrivalId other = office.item("水情", Sensitivity.PUBLIC);
    envelope(other, "fresh");
    OutboxRelay relay = relay("stale");

    relay.relay();
    relay.relay();

    assertThat(line).containsExactly("fresh");
    assertThat(office.outbox.count()).isEqualTo(1);
    assertThat(office.outbox.holds(raised)).isTrue();
    assertThat(office.outbox.holds(other)).isFalse();
  }

  @Test
  void withTheCertificatesOfBeforeTheNextStartLetsItGo() {
    envelope(raised, "stale");
    relay("stale").relay();

    relay("none").relay();

    assertThat(line).containsExactly("stale");
    assertThat(office.outbox.count()).isZero();
    assertThat(office.desk.ledger.of(raised))
        .extracting(LedgerEvent::step)
        .contains(Step.HANDED_OVER);
  }

  /** A gateway that was started anew, whose line does not take this one envelope. */
  private OutboxRelay relay(String refused) {
    return new OutboxRelay(
        office.outbox,
        (address, body, item) -> line.add(new String(body, UTF_8)),
        (address, envelope) -> !new String(envelope, UTF_8).equals(refused),
        office.desk.transaction,
        office.desk.ledger);
  }

  private void envelope(ArrivalId item, String bytes) {
    office.desk.transaction.executeWithoutResult(
        status -> office.outbox.addEnvelope(item, LINE, bytes.getBytes(UTF_8), bytes));
  }
}
