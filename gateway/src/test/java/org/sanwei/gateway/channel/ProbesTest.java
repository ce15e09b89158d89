package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.desk.Samples.newId;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.ProbePlan;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.desk.HandedOver;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Registered;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/** Probes from their making to their place, over a real database and a real folder. */
class ProbesTest {
  private static final String FOLDER = "fax-folder";
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private static final TestDesk DESK = new TestDesk();
  private static final Person DUTY = DESK.person("zhang", "张明", Role.DUTY_OFFICER);
  private static final Person AUDITOR = DESK.person("zhou", "周审计", Role.SECURITY_AUDITOR);

  private final TestClock clock = new TestClock(Samples.NOON);
  private final Ledger ledger = new Ledger(DESK.jdbc, new ObjectMapper(), clock, Samples.UNIT);
  private final ProbeRows rows = new ProbeRows(DESK.jdbc, TestDesk.SETTINGS);
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

  /** What lies on the line, by digest. */
  private final Set<String> line = new HashSet<>();

  private Path drop;
  private Probes probes;

  @AfterEach
  void empty() {
    DESK.jdbc
        .sql(
            "truncate item, reception, ledger_event, ledger_counter, channel_state, channel_hour,"
                + " channel_gap, channel_watch, probe, probe_day cascade")
        .update();
  }

  @BeforeEach
  void start(@TempDir Path fresh) {
    drop = fresh;
    probes = probes(null);
  }

  private Probes probes(@Nullable LocalTime daily) {
    GatewayConfig config =
        Channels.config(Map.of(FOLDER, Channels.faxFolder(drop), "sms-in", Channels.texts()));
    SecureRandom random = new SecureRandom();
    Probes made =
        new Probes(
            new Ways(
                config,
                new OwnPort(config, () -> 1),
                outlet -> Ways.Answer.ANSWERS,
                "intranet.in",
                null,
                clock,
                random),
            rows,
            (item, path, envelope) -> line.remove(envelope),
            new HandedOver(Runnable::run),
            DESK.transaction,
            ledger,
            new ProbePlan(daily, WITHIN),
            TestDesk.SETTINGS,
            clock,
            UUID::randomUUID,
            random);
    made.remember();
    return made;
  }

  @Test
  void bothArriveAreTimedAndTheEnvelopeLeavesTheLine() throws IOException {
    assertThat(probes.begin(DUTY, Optional.of(FOLDER))).containsExactly(FOLDER);
    assertThat(dropped()).hasSize(2);

    clock.passes(Duration.ofSeconds(3));
    line.add("ee".repeat(32));
    settle(probe(false), Outcome.OPEN, null);
    settle(probe(true), Outcome.CLASSIFIED, "ee".repeat(32));
    probes.look();

    assertThat(newest(false).state()).isEqualTo(ProbeRows.State.ARRIVED);
    assertThat(newest(true).state()).isEqualTo(ProbeRows.State.ARRIVED);
    assertThat(newest(true).took()).isEqualTo(Duration.ofSeconds(3));
    assertThat(line).isEmpty();
    assertThat(DESK.count("select count(*) from ledger_event where step = 'PROBE_ARRIVED'"))
        .isEqualTo(2);
  }

  @Test
  void aProbeThatDoesNotComeInTimeIsLostOnceAndSaidOnEveryPageUntilOneArrives() {
    probes.begin(DUTY, Optional.of(FOLDER));
    clock.passes(WITHIN.plusSeconds(1));

    probes.look();
    probes.look();

    assertThat(newest(false).state()).isEqualTo(ProbeRows.State.LOST);
    assertThat(failures()).isEqualTo(2);
    assertThat(alarms()).containsExactly("notice.probe " + FOLDER);

    settle(probe(false), Outcome.OPEN, null);
    settle(probe(true), Outcome.CLASSIFIED, "ee".repeat(32));
    assertThat(newest(false).state()).as("late, and there").isEqualTo(ProbeRows.State.ARRIVED);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void aProbeThatWasBeingHandedOverWhenTheGatewayStoppedIsReportedAsUnknown() {
    ProbeLook look = new ProbeLook(UUID.randomUUID(), FOLDER, "words", List.of("a", "b"), "ff");
    rows.add(look, UUID.randomUUID(), true, clock.instant(), clock.instant().plusSeconds(3600));

    probes = probes(null);
    probes.look();
    assertThat(rows.awaited(clock.instant())).containsExactly(look);
    clock.passes(WITHIN.plusSeconds(1));
    probes.look();

    assertThat(newest(true).state()).isEqualTo(ProbeRows.State.UNKNOWN);
    assertThat(newest(true).reason()).isEqualTo("interrupted");
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void aMarkedOneThatIsJudgedOpenOrHeldIsInTheWrongPlace() {
    probes.begin(DUTY, Optional.of(FOLDER));

    settle(probe(true), Outcome.OPEN, null);
    settle(probe(false), Outcome.HELD, "dd".repeat(32));

    assertThat(newest(true).state()).isEqualTo(ProbeRows.State.ELSEWHERE);
    assertThat(newest(true).reason()).isEqualTo("OPEN");
    assertThat(newest(false).reason()).isEqualTo("HELD");
    assertThat(alarms()).containsExactly("notice.probe " + FOLDER);
  }

  @Test
  void anEnvelopeThatIsNotOnItsLineIsAnAlarm() {
    probes.begin(DUTY, Optional.of(FOLDER));
    clock.passes(Duration.ofSeconds(1));
    settle(probe(true), Outcome.CLASSIFIED, "ee".repeat(32));

    probes.look();

    assertThat(newest(true).state()).isEqualTo(ProbeRows.State.ELSEWHERE);
    assertThat(newest(true).reason()).isEqualTo("not-on-line");
  }

  @Test
  void anEnvelopeThatWasTakenOffBeforeARestartIsNotMissed() {
    probes.begin(DUTY, Optional.of(FOLDER));
    settle(probe(true), Outcome.CLASSIFIED, "ee".repeat(32));
    clock.passes(Duration.ofSeconds(20));

    probes = probes(null);
    probes.look();

    assertThat(newest(true).state()).isEqualTo(ProbeRows.State.ARRIVED);
  }

  @Test
  void whatCannotBeTriedSaysSoAndIsNoAlarm() {
    probes.begin(DUTY, Optional.of("sms-in"));
    clock.passes(WITHIN.plusSeconds(1));
    probes.look();

    assertThat(newest("sms-in", true).state()).isEqualTo(ProbeRows.State.UNPROVABLE);
    assertThat(newest("sms-in", true).reason()).isEqualTo("sms-session-only");
    assertThat(alarms()).isEmpty();
  }

  @Test
  void oneAtATimeAndOnlyForWhoMay() {
    assertThat(probes.begin(DUTY, Optional.empty())).containsExactly(FOLDER, "sms-in");
    assertThat(probes.begin(DUTY, Optional.of(FOLDER))).isEmpty();
    assertThatThrownBy(() -> probes.begin(AUDITOR, Optional.of(FOLDER)))
        .isInstanceOf(Forbidden.class);
  }

  @Test
  void everyDayOnceAfterItsHourAlsoWhenTheGatewayWasDownAtThatHour() {
    probes = probes(LocalTime.of(13, 0));
    probes.look();
    assertThat(begun()).as("noon").isZero();

    clock.passes(Duration.ofHours(3));
    probes.look();
    probes = probes(LocalTime.of(13, 0));
    probes.look();
    assertThat(begun()).as("one run of two channels").isEqualTo(2);

    clock.passes(Duration.ofHours(24));
    probes.look();
    assertThat(begun()).isEqualTo(4);
  }

  @Test
  void aChannelThatACrashLeftOutOfTheDailyRunIsTriedAfterIt() {
    probes = probes(LocalTime.of(13, 0));
    clock.passes(Duration.ofHours(3));
    rows.first("sms-in", LocalDate.ofInstant(clock.instant(), TestDesk.SETTINGS.zone()));

    probes.look();

    assertThat(begun()).as("the other one").isEqualTo(1);
  }

  private void settle(UUID probe, Outcome outcome, @Nullable String envelope) {
    Reception reception = Samples.reception(newId(), clock.instant());
    Reception here =
        new Reception(
            reception.id(),
            reception.reception(),
            reception.unit(),
            FOLDER,
            reception.kind(),
            reception.receivedAt(),
            reception.sizeBytes());
    boolean open = outcome == Outcome.OPEN;
    Label label =
        new Label(
            outcome == Outcome.CLASSIFIED ? Sensitivity.SECRET : Sensitivity.PUBLIC,
            Urgency.NONE,
            open ? null : Line.ROOT);
    Standing standing =
        new Standing(
            here,
            outcome,
            "none",
            label,
            List.of(),
            Samples.POLICY,
            1,
            List.of(),
            probe,
            null,
            null);
    register.settle(
        open || envelope == null
            ? new DeskEntry.OpenItem(
                standing, "演练", "自检", List.of(), List.of(), List.of(), Samples.SALT)
            : new DeskEntry.Card(standing, envelope));
  }

  private UUID probe(boolean marked) {
    return DESK.jdbc
        .sql("select id from probe where marked = ? order by issued_at desc limit 1")
        .param(marked)
        .query(UUID.class)
        .single();
  }

  private ProbeRows.Result newest(boolean marked) {
    return newest(FOLDER, marked);
  }

  private ProbeRows.Result newest(String channel, boolean marked) {
    return rows.newest(Set.of(channel), false).stream()
        .filter(result -> result.marked() == marked)
        .findFirst()
        .orElseThrow();
  }

  private List<String> alarms() {
    ChannelRows channels = new ChannelRows(DESK.jdbc, TestDesk.SETTINGS, Set.of(FOLDER, "sms-in"));
    return new Alarms(channels, rows, clock)
        .now().stream().map(notice -> notice.key() + " " + notice.about()).toList();
  }

  private long failures() {
    return DESK.count("select count(*) from ledger_event where step = '" + Step.PROBE_FAILED + "'");
  }

  private long begun() {
    return DESK.count(
        "select count(*) from ledger_event where step = '" + Step.PROBE_STARTED + "'");
  }

  private List<Path> dropped() throws IOException {
    try (var files = Files.list(drop)) {
      return new ArrayList<>(files.toList());
    }
  }
}
