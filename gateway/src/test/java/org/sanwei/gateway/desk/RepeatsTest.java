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
  private static final String KEY = "key-of-a-text";

  private final TestDesk desk = new TestDesk();
  private final Person officer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);

  @Test
  void aSecondOneHasItsNumberAndItsOutcomeAndNamesTheFirst() {
    ArrivalId first = open(KEY, 0);
    ArrivalId other = open("another-key", 1);
    ArrivalId second = open(KEY, 5);
    ArrivalId third = open(KEY, 9);

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
    assertThat(List.of(first, other, second, third))
        .extracting(id -> row(id).number())
        .containsExactly(1, 2, 3, 4);
    assertThat(desk.accounts.total()).isEqualTo(new Account(4, 0, 4, 0, 0, 0, 0));
    assertThat(desk.inbox.counts(officer)).containsEntry(Filter.UNFINISHED, 4L);
    assertThat(desk.inbox.list(officer, Filter.UNFINISHED, "堤顶", null, 10)).hasSize(4);
    assertThat(desk.inbox.list(officer, Filter.ALL, "0003", null, 10)).hasSize(1);
  }

  @Test
  void whoeverLooksAtTheFirstIsToldWhenItComesAgain() {
    ArrivalId first = open(KEY, 0);
    desk.changed.clear();

    ArrivalId second = open(KEY, 1);

    assertThat(desk.changed).contains(second, first);
  }

  @Test
  void anHourApartAreTwoReportsAndAChainOfThemIsNotOne() {
    ArrivalId first = open(KEY, 0);
    ArrivalId near = open(KEY, 10);
    ArrivalId far = open(KEY, 11);
    ArrivalId nearTheLast = open(KEY, 20);

    assertThat(firstOf(near)).isEqualTo(first);
    assertThat(firstOf(far)).isNull();
    assertThat(firstOf(nearTheLast)).isEqualTo(far);
  }

  @Test
  void whatIsJudgedOutOfOrderIsFoldedAllTheSame() {
    Reception early = reception(newId(), NOON, ChannelKind.SMS);
    Reception late = reception(newId(), NOON.plusSeconds(60), ChannelKind.SMS);
    desk.register.book(early);
    desk.register.book(late);

    // when: the later one is settled first, and once more
    desk.register.settle(entry(late, KEY));
    assertThat(row(late.id()).repeat().first()).isNull();
    desk.changed.clear();
    desk.register.settle(entry(early, KEY));
    desk.register.settle(entry(late, KEY));

    // then
    assertThat(firstOf(late.id())).isEqualTo(early.id());
    assertThat(row(early.id()).repeat().count()).isEqualTo(1);
    assertThat(desk.changed).contains(late.id());
  }

  @Test
  void whatWasJudgedOtherwiseIsNoRepeat() {
    ArrivalId open = open(KEY, 0);
    ArrivalId held = card(KEY, 1, Outcome.HELD, "suspect");
    ArrivalId classified = card(KEY, 2, Outcome.CLASSIFIED, "mark");

    assertThat(List.of(open, held, classified))
        .allSatisfy(id -> assertThat(row(id).repeat()).isEqualTo(Row.Repeat.NONE));
    assertThat(desk.count("select count(distinct repeat_group) from item")).isEqualTo(3);
  }

  @Test
  void anUrgentOneAndAnAlarmAreNamedAndNeverOutOfSight() {
    ArrivalId first = urgent(0);
    ArrivalId second = urgent(1);
    ArrivalId spill = card(KEY, 2, Outcome.SPILL, "ceiling");
    ArrivalId again = card(KEY, 3, Outcome.SPILL, "ceiling");

    assertThat(firstOf(second)).isEqualTo(first);
    assertThat(row(second).foldable()).isFalse();
    assertThat(firstOf(again)).isEqualTo(spill);
    assertThat(row(again).foldable()).isFalse();
  }

  @Test
  void underWhatIsClosedNothingIsOutOfSight() {
    ArrivalId first = open(KEY, 0);
    ArrivalId second = open(KEY, 1);
    desk.inbox.claim(officer, ItemRef.of(first), row(first).work().version());
    assertThat(row(first).holds()).as("somebody has it in hand").isTrue();

    desk.inbox.close(officer, ItemRef.of(first), row(first).work().version());

    assertThat(row(first).holds()).isFalse();
    assertThat(row(second).foldable()).isTrue();
    assertThat(firstOf(second)).isEqualTo(first);
    assertThat(desk.inbox.counts(officer)).containsEntry(Filter.UNFINISHED, 1L);
  }

  @Test
  void whatSomebodyHasInHandIsInSight() {
    open(KEY, 0);
    ArrivalId second = open(KEY, 1);

    desk.inbox.claim(officer, ItemRef.of(second), row(second).work().version());

    assertThat(row(second).foldable()).isFalse();
  }

  @Test
  void cardsFoldUntilTheOfficersHaveSigned() {
    ArrivalId first = card(KEY, 0, Outcome.HELD, "unread");
    ArrivalId second = card(KEY, 1, Outcome.HELD, "unread");
    assertThat(row(second).foldable()).isTrue();
    assertThat(row(first).holds()).isTrue();

    desk.receipts.record(first, "default", "周某", NOON, Samples.ENVELOPE);

    assertThat(row(first).holds()).isFalse();
  }

  @Test
  void noItemKeepsWhatItWasRecognisedByAndAfterAnHourNothingDoes() {
    ArrivalId id = card(KEY, 0, Outcome.CLASSIFIED, "mark");
    assertThat(
            desk.jdbc
                .sql("select to_jsonb(item)::text from item where arrival_id = ?")
                .param(id.hex())
                .query(String.class)
                .single())
        .doesNotContain(KEY);

    at(NOON.plus(Duration.ofMinutes(59))).forget();
    assertThat(desk.count("select count(*) from repeat_seen")).isEqualTo(1);
    at(NOON.plus(Duration.ofMinutes(61))).forget();
    assertThat(desk.count("select count(*) from repeat_seen")).isZero();
  }

  @Test
  void whatIsRaisedSaysNoLongerWhatItIsLike() {
    ArrivalId first = open(KEY, 0);
    ArrivalId second = open(KEY, 1);
    ArrivalId third = open(KEY, 2);
    Raises raises =
        new Raises(
            desk.jdbc,
            desk.transaction,
            desk.ledger,
            new KeptEnvelopes(),
            desk.changed::add,
            TestDesk.SETTINGS,
            desk.clock);
    desk.changed.clear();

    raises.raise(officer, ItemRef.of(first));

    assertThat(row(first).repeat()).isEqualTo(Row.Repeat.NONE);
    assertThat(desk.inbox.view(officer, ItemRef.of(first)).orElseThrow().repeats()).isEmpty();
    assertThat(firstOf(second)).isNull();
    assertThat(firstOf(third)).isEqualTo(second);
    assertThat(desk.changed).contains(first, second);
  }

  @Test
  void theInterfaceAndThePageNameThem() {
    ArrivalId first = open(KEY, 0);
    ArrivalId second = open(KEY, 1);
    ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    JsonNode later = json.valueToTree(ItemJson.of(row(second)));
    JsonNode earlier = json.valueToTree(ItemJson.of(row(first)));

    assertThat(later.path("repeatOf").path("id").asText()).isEqualTo(first.hex());
    assertThat(later.path("repeatOf").path("number").asInt()).isEqualTo(1);
    assertThat(later.has("repeats")).isFalse();
    assertThat(earlier.path("repeats").asInt()).isEqualTo(1);
    assertThat(earlier.has("repeatOf")).isFalse();
    assertThat(desk.inbox.view(officer, ItemRef.of(second)).orElseThrow().repeats())
        .extracting(RepeatGroups.One::id)
        .containsExactly(first, second);
  }

  private @Nullable ArrivalId firstOf(ArrivalId id) {
    Row.First first = row(id).repeat().first();
    return first == null ? null : first.id();
  }

  private Row row(ArrivalId id) {
    return desk.inbox.row(officer, ItemRef.of(id)).orElseThrow();
  }

  private ArrivalId open(String key, int minutes) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    desk.register.settle(entry(reception, key));
    return reception.id();
  }

  private static DeskEntry entry(Reception reception, String key) {
    return Samples.repeatable(Samples.open(reception, "", "堤顶无渗漏"), key);
  }

  private ArrivalId urgent(int minutes) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    desk.register.settle(
        Samples.repeatable(
            Samples.open(reception, Urgency.FLASH, "", "特提 堤顶渗漏", List.of(), List.of()), KEY));
    return reception.id();
  }

  private ArrivalId card(String key, int minutes, Outcome outcome, String reason) {
    Reception reception =
        reception(newId(), NOON.plus(Duration.ofMinutes(minutes)), ChannelKind.SMS);
    desk.register.settle(Samples.repeatable(Samples.card(reception, outcome, reason), key));
    return reception.id();
  }

  private RepeatGroups at(Instant now) {
    return new RepeatGroups(desk.jdbc, TestDesk.SETTINGS, Clock.fixed(now, ZoneOffset.UTC));
  }
}
