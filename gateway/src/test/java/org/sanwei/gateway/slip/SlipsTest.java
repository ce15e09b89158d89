package org.sanwei.gateway.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.slip.HandDesk.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sanwei.crypto.SealContext;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SlipBody;
import org.sanwei.routes.queue.DurableQueue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SlipsTest {
  private static final TestClock CLOCK = new TestClock(Samples.NOON);
  private static TestDesk desk;
  private static HandDesk hands;
  private static Slips slips;
  private static Person zhang;
  private static Person li;

  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    desk = new TestDesk();
    zhang = desk.person("zhang", "张明", Role.DUTY_OFFICER);
    li = desk.person("li", "李华", Role.DUTY_OFFICER);
    hands = new HandDesk(directory, CLOCK);
    slips = hands.slips(desk.jdbc, desk.transaction, desk.ledger, hands.hand);
  }

  @AfterAll
  static void stop() throws Exception {
    hands.close();
  }

  @BeforeEach
  void nothingLeftOfOtherTests() throws JMSException {
    slips.list(zhang).orElseThrow().forEach(slip -> slips.discard(zhang, slip.id()));
    slips.list(li).orElseThrow().forEach(slip -> slips.discard(li, slip.id()));
    hands.arrivals();
  }

  @Test
  void whatIsTypedIsKeptSealedAndForItsAuthorOnly() {
    Saved saved = slips.save(zhang, id, 0, call("李庄段水位上涨"));

    assertThat(saved).isEqualTo(new Saved.Done(1, CLOCK.instant()));
    assertThat(open(zhang)).extracting(Slip::words).containsExactly(call("李庄段水位上涨"));
    assertThat(open(li)).isEmpty();
    assertThat(new String(sealed(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("水位", "河西");
  }

  @Test
  void wordsThatMayNotBeKeptAreNotAndTakeWhatWasKeptWithThem() throws Exception {
    // given: the words were kept before the mark was typed above them
    int others = hands.keyCount();
    slips.save(zhang, id, 0, call("集结地点CANARY-7"));
    byte[] before = sealed();

    // when
    Saved refused = slips.save(zhang, id, 1, call("机密★10年\n集结地点CANARY-7"));
    slips.save(zhang, id, 1, call("机密★10年\n集结地点CANARY-7。"));

    // then
    assertThat(((Saved.NotStorable) refused).rules()).contains("mark-secret");
    assertThat(open(zhang)).isEmpty();
    assertThat(hands.keyCount()).isEqualTo(others);
    assertThat(hands.keys.open(thing(zhang), before)).isEmpty();
    assertThat(events("SLIP_REFUSED")).as("written down once").isEqualTo(1);
    assertThat(desk.count("select count(*) from ledger_event where facts::text like '%CANARY%'"))
        .isZero();

    // when: the word is removed again
    Saved again = slips.save(zhang, id, 0, call("集结地点"));

    // then: it is kept anew, and the old words stay lost
    assertThat(again).isEqualTo(new Saved.Done(1, CLOCK.instant()));
    assertThat(hands.keys.open(thing(zhang), before)).isEmpty();
  }

  @Test
  void aDoubtIsRefusedLikeAMark() {
    assertThat(slips.save(zhang, id, 0, call("密件，阅后即焚"))).isInstanceOf(Saved.NotStorable.class);
    assertThat(open(zhang)).isEmpty();
  }

  @Test
  void aSlipWithoutAWordIsNotKept() {
    SlipBody blank = HandDesk.slip(SlipBody.Way.CALL, "", "", "");
    slips.save(zhang, id, 0, call("水位上涨"));

    assertThat(slips.save(zhang, id, 1, blank)).isEqualTo(new Saved.Done(0, CLOCK.instant()));
    assertThat(open(zhang)).isEmpty();
    assertThat(slips.enter(zhang, id, blank)).isInstanceOf(Entered.Empty.class);
  }

  @Test
  void twoPagesDoNotOverwriteEachOtherAndALostAnswerIsNoConflict() {
    slips.save(zhang, id, 0, call("一"));
    slips.save(zhang, id, 1, call("二"));

    assertThat(slips.save(zhang, id, 1, call("三"))).isEqualTo(new Saved.Stale(2));
    assertThat(slips.save(zhang, id, 1, call("二")))
        .as("the same change again")
        .isEqualTo(new Saved.Done(2, CLOCK.instant()));
    assertThat(slips.save(zhang, UUID.randomUUID(), 4, call("四"))).isEqualTo(new Saved.Stale(0));
  }

  @Test
  void onePersonHasSoManyAndNoMore() throws Exception {
    for (int i = 0; i < HandDesk.RULES.open(); i++) {
      slips.save(zhang, UUID.randomUUID(), 0, call("水位上涨"));
    }
    int keys = hands.keyCount();

    assertThat(slips.save(zhang, id, 0, call("水位上涨"))).isEqualTo(new Saved.TooMany(3));
    assertThat(hands.keyCount()).isEqualTo(keys);
    assertThat(slips.save(li, id, 0, call("水位上涨"))).isInstanceOf(Saved.Done.class);
  }

  @Test
  void handedInItIsAnArrivalOfItsAuthorsAndOpenNoMore() throws Exception {
    int others = hands.keyCount();
    slips.save(zhang, id, 0, call("李庄段水位上涨"));

    Entered entered = slips.enter(zhang, id, call("李庄段水位上涨"));

    ArrivalId item = item(zhang, "李庄段水位上涨");
    assertThat(slips.itemOf(zhang, id)).contains(item);
    assertThat(entered).isEqualTo(new Entered.Taken(item, false));
    assertThat(open(zhang)).isEmpty();
    assertThat(hands.keyCount()).isEqualTo(others);
    List<RawArrival> arrivals = hands.arrivals();
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).id()).isEqualTo(item);
    assertThat(arrivals.get(0).channel()).isEqualTo(HandDesk.CHANNEL);
    assertThat(SlipBody.fromJson(arrivals.get(0).body())).isEqualTo(call("李庄段水位上涨"));
  }

  @Test
  void whatMayNotBeKeptIsHandedInAllTheSame() throws Exception {
    Entered entered = slips.enter(zhang, id, call("机密★10年\n集结地点"));

    assertThat(entered).isInstanceOf(Entered.Taken.class);
    assertThat(hands.arrivals()).hasSize(1);
    assertThat(desk.count("select count(*) from slip where id = '" + id + "'")).isZero();
  }

  @Test
  void aDoubleClickIsOneArrivalAndAnothersSlipIsAnother() throws Exception {
    slips.enter(zhang, id, call("水位上涨"));
    slips.enter(zhang, id, call("水位上涨"));
    slips.enter(li, id, call("水位上涨"));

    assertThat(hands.arrivals())
        .extracting(RawArrival::id)
        .containsExactly(item(zhang, "水位上涨"), item(zhang, "水位上涨"), item(li, "水位上涨"));
    assertThat(item(zhang, "水位上涨")).isNotEqualTo(item(li, "水位上涨"));
  }

  @Test
  void onceTheRegisterHasItNothingIsTakenAgainAndNothingKept() throws Exception {
    slips.enter(zhang, id, call("水位上涨"));
    hands.carryOn(desk.register);

    assertThat(slips.enter(zhang, id, call("水位上涨")))
        .isEqualTo(new Entered.Taken(item(zhang, "水位上涨"), true));
    assertThat(slips.save(zhang, id, 0, call("水位又涨")))
        .isEqualTo(new Saved.HandedIn(item(zhang, "水位上涨")));
    assertThat(hands.arrivals()).isEmpty();
    assertThat(open(zhang)).isEmpty();
  }

  @Test
  void aCrashBetweenTheBrokerAndTheRowLeavesItHandedIn() throws Exception {
    // given: kill -9 after the durable write, so that the row stayed
    slips.save(zhang, id, 0, call("水位"));
    entering("水位上涨");
    hands.hand.accept(zhang.actor(), zhang.id(), id, call("水位上涨"));
    assertThat(open(zhang)).hasSize(1);

    // when
    hands.carryOn(desk.register);

    // then
    assertThat(open(zhang)).isEmpty();
    assertThat(desk.count("select count(*) from slip where id = '" + id + "'")).isZero();
  }

  @Test
  void aCrashBeforeTheBrokerLeavesItOpen() throws Exception {
    slips.save(zhang, id, 0, call("水位上涨"));
    entering("水位上涨");

    assertThat(open(zhang)).hasSize(1);
    assertThat(slips.save(zhang, id, 1, call("水位又涨"))).isInstanceOf(Saved.Done.class);
  }

  @Test
  void twoWindowsHandInTheirOwnWordsAndBothAreKept() throws Exception {
    slips.save(zhang, id, 0, call("一"));

    Entered one = slips.enter(zhang, id, call("一"));
    Entered two = slips.enter(zhang, id, call("二"));
    hands.carryOn(desk.register);
    Entered third = slips.enter(zhang, id, call("三"));
    Entered again = slips.enter(zhang, id, call("二"));

    assertThat(one).isEqualTo(new Entered.Taken(item(zhang, "一"), false));
    assertThat(two).isEqualTo(new Entered.Taken(item(zhang, "二"), false));
    assertThat(third).isEqualTo(new Entered.Taken(item(zhang, "三"), false));
    assertThat(again).isEqualTo(new Entered.Taken(item(zhang, "二"), true));
    assertThat(hands.arrivals()).extracting(RawArrival::id).containsExactly(item(zhang, "三"));
    for (String words : List.of("一", "二")) {
      assertThat(
              desk.count(
                  "select count(*) from item where arrival_id = '"
                      + item(zhang, words).hex()
                      + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void wordsChangedAfterALostAnswerAreNotLost() throws Exception {
    slips.save(zhang, id, 0, call("水位"));
    slips.enter(zhang, id, call("水位上涨"));
    hands.carryOn(desk.register);

    Entered changed = slips.enter(zhang, id, call("水位上涨，已转移"));

    assertThat(changed).isEqualTo(new Entered.Taken(item(zhang, "水位上涨，已转移"), false));
    assertThat(hands.arrivals())
        .extracting(arrival -> SlipBody.fromJson(arrival.body()))
        .containsExactly(call("水位上涨，已转移"));
  }

  @Test
  void aStaleWindowThatIsClearedDestroysNothing() {
    slips.save(zhang, id, 0, call("一"));
    slips.save(zhang, id, 1, call("二"));

    assertThat(slips.save(zhang, id, 1, HandDesk.slip(SlipBody.Way.CALL, "", "", "")))
        .isEqualTo(new Saved.Stale(2));
    assertThat(open(zhang)).extracting(Slip::words).containsExactly(call("二"));
  }

  @Test
  void whatIsRefusedForItsVersionMakesNoKey() throws Exception {
    int others = hands.keyCount();

    assertThat(slips.save(zhang, id, 4, call("四"))).isEqualTo(new Saved.Stale(0));
    withoutDatabase().save(zhang, id, 0, call("四"));

    assertThat(hands.keyCount()).isEqualTo(others);
  }

  @Test
  void aCrashBetweenAKeyAndItsRowLeavesNothing() throws Exception {
    int others = hands.keyCount();
    hands.keys.seal(thing(zhang), new byte[] {1});

    slips.sweep();
    assertThat(hands.keyCount()).as("it may be a moment old").isEqualTo(others + 1);
    CLOCK.passes(Duration.ofHours(2));
    slips.sweep();

    assertThat(hands.keyCount()).isEqualTo(others);
  }

  @Test
  void withoutADatabaseItIsHandedInAndNotKept() throws Exception {
    Slips alone = withoutDatabase();

    assertThat(alone.save(zhang, id, 0, call("水位上涨"))).isInstanceOf(Saved.Unavailable.class);
    assertThat(alone.list(zhang)).isEmpty();
    assertThat(alone.enter(zhang, id, call("水位上涨")))
        .isEqualTo(new Entered.Taken(item(zhang, "水位上涨"), false));
    assertThat(hands.arrivals()).hasSize(1);
  }

  @Test
  void withoutADatabaseWhatWasKeptIsDestroyedAllTheSame() throws Exception {
    slips.save(zhang, id, 0, call("集结地点"));
    byte[] before = sealed();

    Saved refused = withoutDatabase().save(zhang, id, 1, call("绝密★启用前\n集结地点"));

    assertThat(refused).isInstanceOf(Saved.NotStorable.class);
    assertThat(hands.keys.open(thing(zhang), before)).isEmpty();
    assertThat(open(zhang)).isEmpty();
  }

  @Test
  void withoutABrokerItStaysOpen() {
    Slips cut =
        hands.slips(
            desk.jdbc, desk.transaction, desk.ledger, hands.hand(new DurableQueue(noBroker())));
    cut.save(zhang, id, 0, call("水位上涨"));

    assertThat(cut.enter(zhang, id, call("水位上涨"))).isInstanceOf(Entered.Later.class);
    assertThat(open(zhang)).hasSize(1);
  }

  @Test
  void thrownAwayItIsGoneAndWrittenDown() throws Exception {
    int others = hands.keyCount();
    slips.save(zhang, id, 0, call("水位上涨"));

    assertThat(slips.discard(li, id)).as("another's").isTrue();
    assertThat(open(zhang)).hasSize(1);
    assertThat(slips.discard(zhang, id)).isTrue();
    assertThat(slips.discard(zhang, id)).isTrue();

    assertThat(open(zhang)).isEmpty();
    assertThat(hands.keyCount()).isEqualTo(others);
    assertThat(events("SLIP_DISCARDED")).isEqualTo(1);
  }

  @Test
  void whatNobodyTouchesForAWeekIsThrownAway() {
    slips.save(zhang, id, 0, call("水位上涨"));
    CLOCK.passes(Duration.ofDays(6));
    slips.sweep();
    assertThat(open(zhang)).hasSize(1);

    CLOCK.passes(Duration.ofDays(2));
    slips.sweep();

    assertThat(open(zhang)).isEmpty();
    assertThat(events("SLIP_DISCARDED")).isEqualTo(1);
  }

  @Test
  void onlyWhoTakesThingsDownMayAndOnlyWhereThereIsSuchAChannel() {
    Person auditor = desk.person("auditor", "赵审", Role.SECURITY_AUDITOR);
    Slips none = hands.slips(desk.jdbc, desk.transaction, desk.ledger, null);

    assertThatThrownBy(() -> slips.save(auditor, id, 0, call("水"))).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> slips.enter(auditor, id, call("水"))).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> slips.list(auditor)).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> none.list(zhang)).isInstanceOf(NotFound.class);
  }

  private void entering(String words) {
    desk.transaction.executeWithoutResult(
        status ->
            new SlipStore(desk.jdbc, Samples.UNIT)
                .entering(zhang.id(), id, item(zhang, words), CLOCK.instant()));
  }

  private ArrivalId item(Person who, String words) {
    return hands.hand.idOf(who.id(), id, call(words));
  }

  private static List<Slip> open(Person who) {
    return slips.list(who).orElseThrow();
  }

  private byte[] sealed() {
    return desk.jdbc
        .sql("select sealed from slip where id = ?")
        .param(id)
        .query(byte[].class)
        .single();
  }

  private SealContext thing(Person who) {
    return new SealContext("slip/1", who.id() + "/" + id);
  }

  private long events(String step) {
    return desk.count(
        "select count(*) from ledger_event where step = '"
            + step
            + "' and facts ->> 'slip' = '"
            + id
            + "'");
  }

  private static Slips withoutDatabase() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
    nowhere.setConnectTimeout(2);
    JdbcClient jdbc = JdbcClient.create(nowhere);
    return hands.slips(
        jdbc,
        new TransactionTemplate(new JdbcTransactionManager(nowhere)),
        new Ledger(jdbc, new ObjectMapper(), CLOCK, Samples.UNIT),
        hands.hand);
  }

  private static ConnectionFactory noBroker() {
    return (ConnectionFactory)
        Proxy.newProxyInstance(
            SlipsTest.class.getClassLoader(),
            new Class<?>[] {ConnectionFactory.class},
            (proxy, method, arguments) -> {
              throw new JMSException("the broker is down");
            });
  }
}
