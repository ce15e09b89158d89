package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanwei.routes.flow.ArrivalRegister.Claim;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;

class PartitionsTest {
  private final TestDesk desk = new TestDesk();
  private final Partitions partitions = new Partitions(desk.jdbc, desk.clock);

  @Test
  void receptionsAndEventsLieInTheirMonthAndPreparingAgainIsHarmless() {
    partitions.prepare();
    partitions.prepare();

    desk.register.book(reception(newId(), Instant.parse("2026-11-22T04:00:00Z")));
    desk.register.book(reception(newId(), Instant.parse("2026-12-01T00:00:00Z")));
    desk.register.book(reception(newId(), Instant.parse("2030-01-01T00:00:00Z")));

    assertThat(desk.count("select count(*) from reception_2026_11")).isEqualTo(1);
    assertThat(desk.count("select count(*) from reception_2026_12")).isEqualTo(1);
    assertThat(desk.count("select count(*) from reception_other")).isEqualTo(1);
    assertThat(desk.count("select count(*) from ledger_event_2026_11")).isEqualTo(3);
    assertThat(desk.accounts.total().arrived()).isEqualTo(3);
  }

  @Test
  void aMonthWhoseRowsCameBeforeItsPartitionStaysWhereItIs() {
    desk.register.book(reception(newId(), Instant.parse("2026-11-22T04:00:00Z")));

    partitions.prepare();

    assertThat(desk.count("select count(*) from reception_other")).isEqualTo(1);
    assertThat(desk.count("select count(*) from reception_2026_12")).isZero();
  }

  @Test
  void duplicatesAreFoundAcrossMonths() {
    partitions.prepare();
    ArrivalId id = newId();
    Reception november = reception(id, Instant.parse("2026-11-30T23:59:59Z"));
    Reception december = reception(id, Instant.parse("2026-12-01T00:00:01Z"));

    assertThat(desk.register.book(november)).isEqualTo(Claim.FIRST);
    assertThat(desk.register.book(december)).isEqualTo(Claim.DUPLICATE);
  }

  @Test
  void anEventIsBookedOnceEvenUnderAnotherTime() {
    partitions.prepare();
    Reception reception = reception();

    desk.register.append(judged(reception, Instant.parse("2026-11-30T23:59:59Z")));
    desk.register.append(judged(reception, Instant.parse("2026-12-01T00:00:01Z")));

    assertThat(desk.ledger.of(reception.id())).hasSize(1);
  }

  private static LedgerEvent judged(Reception reception, Instant at) {
    return new LedgerEvent(
        LedgerEvent.VERSION,
        "reception/" + reception.reception(),
        1,
        at,
        Step.JUDGED,
        reception.unit(),
        "service/gateway",
        reception.id(),
        null,
        Samples.POLICY,
        Map.of());
  }
}
