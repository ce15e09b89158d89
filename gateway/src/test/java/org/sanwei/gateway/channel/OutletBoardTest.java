package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.gateway.channel.reach.Outlets;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;

/** How the ways out are, as the channels' page shows it. */
class OutletBoardTest {
  private final TestDesk desk = new TestDesk();
  private final Instant now = desk.clock.instant();

  @Test
  void aWayOutSaysWhatWaitsWhatWentAndWhatDidNot() {
    // given: what deliveries hang on is not what this is about
    desk.jdbc.sql("alter table delivery disable trigger all").update();
    delivery("sms", "QUEUED", null, Duration.ofDays(3));
    delivery("sms", "SENDING", null, Duration.ofMinutes(1));
    delivery("sms", "DELIVERED", null, Duration.ofHours(2));
    delivery("sms", "ACCEPTED", null, Duration.ofHours(1));
    delivery("sms", "FAILED", "smpp-0x0b", Duration.ofMinutes(30));
    delivery("sms", "UNKNOWN", "smpp-no-answer", Duration.ofHours(3));
    delivery("sms", "FAILED", "smpp-0x14", Duration.ofDays(2));
    delivery("sms", "DELIVERED", null, Duration.ofDays(2));

    // when
    List<OutletRows.Outlet> all = new OutletRows(desk.jdbc, Set.of("sms", "wecom")).all(now);

    // then
    assertThat(all)
        .containsExactly(
            new OutletRows.Outlet(
                "sms",
                2,
                1,
                1,
                1,
                1,
                now.minus(Duration.ofHours(1)),
                new OutletRows.Bad(now.minus(Duration.ofMinutes(30)), "smpp-0x0b")),
            new OutletRows.Outlet("wecom", 0, 0, 0, 0, 0, null, null));
  }

  @Test
  void aTestByAPersonStandsInTheLedgerAsAnOutlets() {
    Person officer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);
    OutletConfig wecom =
        new OutletConfig.Wecom(
            "wecom", URI.create("http://we.example"), "c", 1, new Secret(new byte[1]));
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Outlets outlets =
          new Outlets(
              Map.of("wecom", wecom),
              name -> Ways.Answer.NOT_BOUND,
              () -> Optional.of("wecom-40001"));
      ConnectionTests tests =
          new ConnectionTests(
              "outlet",
              outlets,
              threads,
              new Faults(Set.of(), desk.clock),
              desk.transaction,
              desk.ledger,
              desk.clock);
      OutletBoard board =
          new OutletBoard(
              Map.of("wecom", wecom),
              new OutletRows(desk.jdbc, Set.of("wecom")),
              tests,
              desk.clock);
      assertThat(board.now().get(0).found()).isNull();

      tests.test(officer, "wecom");

      assertThat(board.now())
          .singleElement()
          .satisfies(
              view -> {
                assertThat(view.way()).isEqualTo("wecom");
                assertThat(OutletJson.of(view).test()).isNotNull();
              });
      assertThat(
              desk.count(
                  "select count(*) from ledger_event where step = 'CHANNEL_TESTED' and"
                      + " facts->>'outlet' = 'wecom' and facts->>'result' = 'token-refused'"))
          .isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private void delivery(String outlet, String state, @Nullable String code, Duration ago) {
    desk.jdbc
        .sql(
            "insert into delivery (release_id, outlet, recipient, state, code, queued_at,"
                + " changed_at) values (uuidv7(), ?, uuidv7(), ?, ?, ?, ?)")
        .param(outlet)
        .param(state)
        .param(code)
        .param(Timestamp.from(now.minus(ago)))
        .param(Timestamp.from(now.minus(ago)))
        .update();
  }
}
