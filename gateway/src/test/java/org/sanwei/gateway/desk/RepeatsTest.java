package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Reception;

/** What came again soon is an arrival of its own, and shown under the first. */
class RepeatsTest {
  /** One database for all: a fresh one takes longer than every test here. */
  private static final TestDesk DESK = new TestDesk();

  private static final Person OFFICER = DESK.person("zhiban", "李值守", Role.DUTY_OFFICER);

  private final String key = "key-" + newId();

  @Test
  void aSecondOneHasItsNumberAndItsOutcomeAndNamesTheFirst() {
    long unfinished = unfinished();
    Account before = DESK.accounts.total();
    ArrivalId first = open(key, 0);
    ArrivalId other = open(key + "-another", 1);
    ArrivalId second = open(key, 5);
    ArrivalId third = open(key, 9);

    // then
    assertThat(row(first).repeat().count()).isEqualTo(2);
    assertThat(row(first).repeat().some())
        .containsExactly(row(second).cursor(), row(third).cursor());
    assertThat(row(second).repeat().first()).isEqualTo(new Row.First(first, row(first).cursor()));
    assertThat(row(third).repeat().first()).isEqualTo(row(second).repeat().first());
    assertThat(row(second).foldable()).isTrue();
    assertThat(row(first).holds()).isTrue();
    assertThat(row(other).repeat()).isEqualTo(Row.Repeat.NONE);

    // and nothing is less than it was
    int number = row(first).number();
    assertThat(List.of(first, other, second, third))
        .extracting(id -> row(id).number())
        .containsExactly(number, number + 1, number + 2, number + 3);
    Account after = DESK.accounts.total();
    assertThat(after.arrived()).isEqualTo(before.arrived() + 4);
    assertThat(after.open()).isEqualTo(before.open() + 4);
    assertThat(after.balanced()).isTrue();
    assertThat(unfinished()).isEqualTo(unfinished + 4);
    assertThat(DESK.inbox.list(OFFICER, Filter.UNFINISHED, key, null, 10)).hasSize(4);
    assertThat(DESK.inbox.list(OFFICER, Filter.ALL, row(second).spoken(), null, 10)).hasSize(1);
  }

  @Test
  void whoeverLooksAtTheFirstIsToldWhenItComesAgain() {
    ArrivalId first = open(key, 0);
    DESK.changed.clear();

    ArrivalId second = open(key, 1);

    assertThat(DESK.changed).contains(second, first);
  }

  @Test
  void anHourApartAreTwoReportsAndAChainOfThemIsNotOne() {
    ArrivalId first = open(key, 0);
    ArrivalId near = open(key, 10);
    ArrivalId far = open(key, 11);
    ArrivalId nearTheLast = open(key, 20);

    assertThat(firstOf(near)).isEqualTo(first);
    assertThat(firstOf(far)).isNull();
    assertThat(firstOf(nearTheLast)).isEqualTo(far);
  }

  @Test
  void whatIsJudgedOutOfOrderIsFoldedAllTheSame() {
    Reception early = reception(newId(), NOON, ChannelKind.SMS);
    Reception late = reception(newId(), NOON.plusSeconds(60), ChannelKind.SMS);
    DESK.register.book(early);
    DESK.register.book(late);

    // when: the later one is settled first, and once more
    DESK.register.settle(entry(late, key));
    assertThat(row(late.id()).repeat().first()).isNull();
    DESK.changed.clear();
    DESK.register.settle(entry(early, key));
    DESK.register.settle(entry(late, key));

    // then
    assertThat(firstOf(late.id())).isEqualTo(early.id());
    assertThat(row(early.id()).repeat().count()).isEqualTo(1);
    assertThat(DESK.changed).contains(late.id());
  }

  @Test
  void whatWasJudgedOtherwiseIsNoRepeat() {
    ArrivalId open = open(key, 0);
    ArrivalId held = card(key, 1, Outcome.HELD, "suspect");
    ArrivalId classified = card(key, 2, Outcome.CLASSIFIED, "mark");

    assertThat(List.of(open, held, classified))
        .allSatisfy(id -> assertThat(row(id).repeat()).isEqualTo(Row.Repeat.NONE));
  }

  @Test
  void anUrgentOneAndAnAlarmAreNamedAndNeverOutOfSight() {
    ArrivalId first = urgent(0);
    ArrivalId second = urgent(1);
    ArrivalId spill = card(key, 2, Outcome.SPILL, "ceiling");
    ArrivalId again = card(key, 3, Outcome.SPILL, "ceiling");

    assertThat(firstOf(second)).isEqualTo(first);
    assertThat(row(second).foldable()).isFalse();
    assertThat(firstOf(again)).isEqualTo(spill);
    assertThat(row(again).foldable()).isFalse();
  }

  @Test
  void underWhatIsClosedNothingIsOutOfSight() {
    long unfinished = unfinished();
    ArrivalId first = open(key, 0);
    ArrivalId second = open(key, 1);
    DESK.inbox.claim(OFFICER, ItemRef.of(first), row(first).work().version());
    assertThat(row(first).holds()).as("somebody has it in hand").isTrue();

    DESK.inbox.close(OFFICER, ItemRef.of(first), row(first).work().version());

    assertThat(row(first).holds()).isFalse();
    assertThat(row(second).foldable()).isTrue();
    assertThat(firstOf(second)).isEqualTo(first);
    assertThat(unfinished()).as("the second is still to be done").isEqualTo(unfinished + 1);
  }

  @Test
  void whatSomebodyHasInHandIsInSight() {
    open(key, 0);
    ArrivalId second = open(key, 1);

    DESK.inbox.claim(OFFICER, ItemRef.of(second), row(second).work().version());

    assertThat(row(second).foldable()).isFalse();
  }

  @Test
  void cardsFoldUntilTheOfficersHaveSigned() {
    ArrivalId first = card(key, 0, Outcome.HELD, "unread");
    ArrivalId second = card(key, 1, Outcome.HELD, "unread");
    assertThat(row(second).foldable()).isTrue();
    assertThat(row(first).holds()).isTrue();

    DESK.receipts.record(first, "default", "周某", NOON, Samples.ENVELOPE);

    assertThat(row(first).holds()).isFalse();
  }

  @Test
  void noItemKeepsWhatItWasRecognisedByAndAfterAnHourNothingDoes() {
    ArrivalId id = card(key, 0, Outcome.CLASSIFIED, "mark");
    assertThat(
            DESK.jdbc
                .sql("select to_jsonb(item)::text from item where arrival_id = ?")
                .param(id.hex())
                .query(String.class)
                .single())
        .doesNotContain(key);

    at(NOON.plus(Duration.ofMinutes(59))).forget();
    assertThat(seen()).isEqualTo(1);
    at(NOON.plus(Duration.ofMinutes(61))).forget();
    assertThat(seen()).isZero();
  }

  @Test
  void whatIsRaisedSaysNoLongerWhatItIsLike() {
    ArrivalId first = open(key, 0);
    ArrivalId second = open(key, 1);
    ArrivalId third = open(key, 2);
    Raises raises =
        new Raises(
            DESK.jdbc,
            DESK.transaction,
            DESK.ledger,
            new KeptEnvelopes(),
            DraftPurge.NOTHING,
            DESK.changed::add,
            TestDesk.SETTINGS,
            DESK.clock,
            1 << 20);
    DESK.changed.clear();

    raises.raise(OFFICER, ItemRef.of(first));

    assertThat(row(first).repeat()).isEqualTo(Row.Repeat.NONE);
    assertThat(DESK.inbox.view(OFFICER, ItemRef.of(first)).orElseThrow().repeats()).isEmpty();
    assertThat(firstOf(second)).isNull();
    assertThat(firstOf(third)).isEqualTo(second);
    assertThat(DESK.changed).contains(first, second);
  }

  @Test
  void theInterfaceAndThePageNameThem() {
    ArrivalId first = open(key, 0);
    ArrivalId second = open(key, 1);
    ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    JsonNode later = json.valueToTree(ItemJson.of(row(second)));
    JsonNode earlier = json.valueToTree(ItemJson.of(row(first)));

    assertThat(later.path("repeatOf").path("id").asText()).isEqualTo(first.hex());
    assertThat(later.path("repeatOf").path("number").asInt()).isEqualTo(row(first).number());
    assertThat(later.has("repeats")).isFalse();
    assertThat(earlier.path("repeats").asInt()).isEqualTo(1);
    assertThat(earlier.has("repeatOf")).isFalse();
    assertThat(DESK.inbox.view(OFFICER, ItemRef.of(second)).orElseThrow().repeats())
        .extracting(RepeatGroups.One::id)
        .containsExactly(first, second);
  }

  private static long unfinished() {
    return DESK.inbox.counts(OFFICER).getOrDefault(Filter.UNFINISHED, 0L);
  }

  private long seen() {
    return DESK.jdbc
        .sql("select count(*) from repeat_seen where key = ?")
        .param(key)
        .query(Long.class)
        .single();
  }

  private @Nullable ArrivalId firstOf(ArrivalId id) {
    Row.First first = row(id).repeat().first();
    return first == null ? null : first.id();
  }

  private Row row(ArrivalId id) {
    return DESK.inbox.row(OFFICER, ItemRef.of(id)).orElseThrow();
  }

  private ArrivalId open(String key, int minutes) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    DESK.register.settle(entry(reception, key));
    return reception.id();
  }

  private static DeskEntry entry(Reception reception, String key) {
    return Samples.repeatable(Samples.open(reception, "", "堤顶无渗漏 " + key), key);
  }

  private ArrivalId urgent(int minutes) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    DESK.register.settle(
        Samples.repeatable(
            Samples.open(reception, Urgency.FLASH, "", "特提 堤顶渗漏", List.of(), List.of()), key));
    return reception.id();
  }

  private ArrivalId card(String key, int minutes, Outcome outcome, String reason) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    DESK.register.settle(Samples.repeatable(Samples.card(reception, outcome, reason), key));
    return reception.id();
  }

  private RepeatGroups at(Instant now) {
    return new RepeatGroups(DESK.jdbc, TestDesk.SETTINGS, Clock.fixed(now, ZoneOffset.UTC));
  }
}
