package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.newId;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Registered;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/** Counting, and the alarm of silence, over a real database and a clock that the test sets. */
class ChannelHealthTest {
  private static final String FAX = "fax-1";
  private static final Duration FLOOR = Duration.ofMinutes(20);

  private static final TestDesk DESK = new TestDesk();

  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T04:00:00Z"));
  private final Ledger ledger = new Ledger(DESK.jdbc, new ObjectMapper(), clock, Samples.UNIT);
  private final ChannelRows rows =
      new ChannelRows(DESK.jdbc, TestDesk.SETTINGS, Set.of(FAX, "sms-1"));
  private final ProbeRows probes = new ProbeRows(DESK.jdbc, TestDesk.SETTINGS);
  private final JdbcArrivalRegister register =
      new JdbcArrivalRegister(
          DESK.jdbc,
          DESK.transaction,
          ledger,
          DESK.changed::add,
          TestDesk.SETTINGS,
          Registered.NOBODY,
          clock,
          new ChannelTally(DESK.jdbc, ledger, TestDesk.SETTINGS, clock));
  private SilenceWatch watch = watch();

  @AfterEach
  void empty() {
    DESK.jdbc
        .sql(
            "truncate item, reception, ledger_event, ledger_counter, channel_state, channel_hour,"
                + " channel_gap, channel_watch, probe, probe_day cascade")
        .update();
  }

  private SilenceWatch watch() {
    return new SilenceWatch(
        DESK.jdbc,
        DESK.transaction,
        ledger,
        rows,
        () -> new SilenceFloors(FLOOR, Map.of("sms-1", Duration.ofDays(20))),
        TestDesk.SETTINGS,
        clock);
  }

  @Test
  void anArrivalCountsOnceHoweverOftenItIsSettledAndARepetitionCountsApart() {
    Reception first = arrives();
    register.settle(Samples.open(first, "事由", "正文"));
    register.settle(
        Samples.card(Samples.reception(newId(), clock.instant()), Outcome.HELD, "unread"));
    Reception again = Samples.reception(first.id(), clock.instant().plusSeconds(5));
    register.book(again);
    register.book(again);

    ChannelRow.Totals totals = row(FAX).totals();
    assertThat(totals.open()).isEqualTo(1);
    assertThat(totals.held()).isEqualTo(1);
    assertThat(totals.duplicates()).isEqualTo(1);
    RecentHours hours = Objects.requireNonNull(rows.hours(clock.instant()).get(FAX));
    assertThat(hours.thisHour()).isEqualTo(2);
    assertThat(hours.lastDay(RecentHours.Kind.DUPLICATES)).isEqualTo(1);
  }

  @Test
  void whatWaitsToBeJudgedIsCountedAndIsASignOfLife() {
    watch.look();
    forward(Duration.ofMinutes(30));
    register.book(Samples.reception(newId(), clock.instant()));

    watch.look();

    assertThat(row(FAX).waiting()).isEqualTo(1);
    assertThat(row(FAX).quiet(clock.instant())).isZero();
    assertThat(row(FAX).alarmed()).isFalse();
  }

  @Test
  void whatMayBeAProbeOfOursIsNoSignOfLifeUntilItIsJudged() {
    watch.look();
    forward(Duration.ofMinutes(15));
    DESK.jdbc
        .sql(
            "insert into probe (run, unit, channel, marked, state, issued_at, expires_at) values"
                + " (uuidv7(), ?, ?, false, 'SENT', ?, ?)")
        .params(Samples.UNIT, FAX, Timestamp.from(clock.instant()), Timestamp.from(clock.instant()))
        .update();
    register.book(Samples.reception(newId(), clock.instant().plusSeconds(1)));

    // then
    assertThat(row(FAX).waiting()).isEqualTo(1);
    assertThat(row(FAX).quiet(clock.instant())).isEqualTo(Duration.ofMinutes(15));

    // and when nobody waits for the probe any more, it was somebody's message
    DESK.jdbc.sql("update probe set state = 'LOST'").update();
    assertThat(row(FAX).quiet(clock.instant())).isZero();
  }

  @Test
  void whatPeopleWriteDownRaisesNoAlarmUnlessThePolicySaysSo() {
    SilenceFloors floors = new SilenceFloors(FLOOR, Map.of("front-desk", FLOOR));

    SilenceFloors spared = floors.sparing(List.of("hand-desk", "front-desk"));

    assertThat(spared.of("hand-desk")).isEqualTo(SilenceFloors.NEVER);
    assertThat(spared.of("front-desk")).isEqualTo(FLOOR);
    assertThat(spared.of(FAX)).isEqualTo(FLOOR);
    assertThat(
            Silence.judge(Duration.ofDays(900), GapHistogram.NONE, spared.of("hand-desk"))
                .alarming())
        .isFalse();
  }

  @Test
  void theAlarmIsRaisedOnceAndEndsWithAMessage() {
    arrives();
    watch.look();
    forward(Duration.ofMinutes(18));
    assertThat(row(FAX).alarmed()).isFalse();

    forward(Duration.ofMinutes(3));
    watch.look();

    assertThat(row(FAX).alarmed()).isTrue();
    assertThat(events(Step.CHANNEL_SILENT)).isEqualTo(1);
    assertThat(row("sms-1").alarmed()).as("its own floor is higher").isFalse();

    arrives();
    assertThat(row(FAX).alarmed()).as("at once").isFalse();
    watch.look();
    watch.look();
    assertThat(events(Step.CHANNEL_HEARD)).isEqualTo(1);
    assertThat(row(FAX).alarmAt()).isNull();
    assertThat(DESK.count("select count(*) from channel_gap")).as("no habit").isZero();
  }

  @Test
  void timeInWhichNobodyListenedIsNoSilence() {
    arrives();
    watch.look();
    forward(Duration.ofMinutes(12));

    // The gateway was down for nine hours.
    clock.passes(Duration.ofHours(9));
    watch = watch();
    watch.look();

    assertThat(row(FAX).alarmed()).isFalse();
    assertThat(row(FAX).quiet(clock.instant())).isLessThan(Duration.ofMinutes(14));

    forward(Duration.ofMinutes(9));
    assertThat(row(FAX).alarmed()).as("what was heard before still counts").isTrue();
  }

  @Test
  void anAlarmOutlivesARestartAndAClockThatIsSet() {
    arrives();
    watch.look();
    forward(Duration.ofMinutes(24));
    assertThat(row(FAX).alarmed()).isTrue();

    clock.passes(Duration.ofHours(3).negated());
    watch = watch();
    watch.look();
    assertThat(row(FAX).alarmed()).isTrue();
    assertThat(row(FAX).quiet(clock.instant())).isGreaterThan(Duration.ofMinutes(23));

    clock.passes(Duration.ofHours(20));
    watch.look();
    assertThat(row(FAX).quiet(clock.instant())).isLessThan(Duration.ofMinutes(27));
    assertThat(events(Step.CHANNEL_SILENT)).isEqualTo(1);
    assertThat(events(Step.CHANNEL_HEARD)).isZero();
  }

  @Test
  void aClockSetForwardRaisesNothing() {
    arrives();
    watch.look();
    clock.passes(Duration.ofDays(3));

    watch.look();

    assertThat(row(FAX).alarmed()).isFalse();
  }

  @Test
  void aNightsSilenceIsUsualOnceItHasBeenUsualForAWeek() {
    // Each day one message at eight in the evening and one at seven in the morning.
    for (int day = 0; day < 9; day++) {
      clock.set(Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(day)));
      arrives();
      clock.passes(Duration.ofHours(11));
      arrives();
    }
    GapHistogram gaps =
        Objects.requireNonNull(rows.gaps(Instant.parse("2026-11-10T19:00:00Z")).get(FAX));
    assertThat(gaps.days()).isEqualTo(9);
    assertThat(gaps.percentile99().orElseThrow())
        .isBetween(Duration.ofHours(11), Duration.ofHours(12));
    assertThat(Silence.judge(Duration.ofHours(10), gaps, FLOOR).alarming()).isFalse();
    assertThat(Silence.judge(Duration.ofHours(13), gaps, FLOOR).alarming()).isTrue();
  }

  @Test
  void gapsOlderThanFourWeeksAreForgotten() {
    arrives();
    clock.passes(Duration.ofMinutes(10));
    arrives();
    watch.look();
    assertThat(rows.gaps(clock.instant())).containsKey(FAX);

    clock.passes(Duration.ofDays(29));
    watch.look();

    assertThat(rows.gaps(clock.instant())).doesNotContainKey(FAX);
    assertThat(DESK.count("select count(*) from channel_gap")).isZero();
  }

  @Test
  void aProbeIsADrillCountsNowhereElseAndCountsOnce() {
    ProbeLook probe = new ProbeLook(UUID.randomUUID(), FAX, "words", List.of(), null);
    probes.add(probe, UUID.randomUUID(), true, clock.instant(), clock.instant().plusSeconds(3600));
    arrives();
    watch.look();
    forward(Duration.ofMinutes(6));
    Duration quiet = row(FAX).quiet(clock.instant());

    Reception first = Samples.reception(newId(), clock.instant());
    Reception second = Samples.reception(newId(), clock.instant());
    register.settle(card(first, probe.id()));
    register.settle(card(second, probe.id()));

    assertThat(drill(first.id())).isTrue();
    assertThat(drill(second.id())).as("a probe comes once").isFalse();
    assertThat(row(FAX).totals().drills()).isEqualTo(1);
    assertThat(row(FAX).totals().classified()).isEqualTo(1);
    assertThat(quiet).isGreaterThan(Duration.ofMinutes(5));
    assertThat(DESK.accounts.total().balanced()).isTrue();
    assertThat(DESK.accounts.total().classified()).isEqualTo(2);
  }

  @Test
  void aProbeOfAnotherChannelOrOneThatIsTooOldIsAMessageLikeAnyOther() {
    ProbeLook other = new ProbeLook(UUID.randomUUID(), "sms-1", "words", List.of(), null);
    ProbeLook old = new ProbeLook(UUID.randomUUID(), FAX, "words", List.of(), null);
    probes.add(other, UUID.randomUUID(), true, clock.instant(), clock.instant().plusSeconds(60));
    probes.add(old, UUID.randomUUID(), true, clock.instant(), clock.instant().minusSeconds(1));

    for (UUID probe : List.of(other.id(), old.id(), UUID.randomUUID())) {
      Reception reception = Samples.reception(newId(), clock.instant());
      register.settle(card(reception, probe));
      assertThat(drill(reception.id())).isFalse();
    }

    assertThat(row(FAX).totals().classified()).isEqualTo(3);
    assertThat(row(FAX).totals().drills()).isZero();
  }

  @Test
  void faultsAreGatheredAndWrittenAtOnce() {
    watch.look();
    Faults faults = new Faults(rows.channels(), clock);
    faults.note(FAX, "http-401", "post");
    faults.note(FAX, "http-413", "post");
    faults.note("no-such-channel", "http-413", "post");

    faults.write(rows);
    faults.write(rows);

    assertThat(row(FAX).totals().errors()).isEqualTo(2);
    assertThat(row(FAX).fault())
        .isEqualTo(new ChannelRow.Fault(clock.instant(), "http-413", "post"));
  }

  /** One open message at the clock's time. */
  private Reception arrives() {
    Reception reception = Samples.reception(newId(), clock.instant());
    register.settle(Samples.open(reception, "事由", "正文"));
    return reception;
  }

  private static DeskEntry.Card card(Reception reception, UUID probe) {
    Label label = new Label(Sensitivity.SECRET, Urgency.NONE, Line.ROOT);
    return new DeskEntry.Card(
        new Standing(
            reception,
            Outcome.CLASSIFIED,
            "mark",
            label,
            List.of("mark"),
            Samples.POLICY,
            1,
            List.of(),
            probe,
            null,
            null),
        Samples.ENVELOPE);
  }

  private boolean drill(ArrivalId id) {
    return DESK.jdbc
        .sql("select drill from item where arrival_id = ?")
        .param(id.hex())
        .query(Boolean.class)
        .single();
  }

  private ChannelRow row(String channel) {
    return rows.all().stream().filter(r -> r.channel().equals(channel)).findFirst().orElseThrow();
  }

  /** As time goes by with the watch looking every half minute. */
  private void forward(Duration by) {
    Instant until = clock.instant().plus(by);
    while (clock.instant().isBefore(until)) {
      clock.passes(SilenceWatch.EVERY.multipliedBy(3));
      watch.look();
    }
  }

  private long events(Step step) {
    return DESK.count("select count(*) from ledger_event where step = '" + step + "'");
  }
}
