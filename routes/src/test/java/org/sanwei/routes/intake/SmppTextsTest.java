package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Unread;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SegmentQueue;
import org.sanwei.routes.queue.TestBroker;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.release.DeliveryReceipts;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.release.SmppSettings;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.SmscProvider;
import org.sanwei.routes.sms.SmsBody;

/** Texts from a real SMS centre on loopback to a real broker, over sessions of a real outlet. */
class SmppTextsTest {
  private static final String FROM = "13800138000";
  private static final Duration WAIT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int UDH = 0x40;
  private static final int UCS2 = 8;

  @TempDir private static Path shared = Path.of("");
  private static @Nullable Given keys;

  @TempDir private Path directory = Path.of("");
  private final List<DeliveryReceipts.Receipt> receipts = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final TestClock clock = new TestClock();
  private final SmscProvider smsc = new SmscProvider();
  private @Nullable Given given;
  private @Nullable TestBroker broker;
  private @Nullable Segments segments;
  private @Nullable SmppOutlet outlet;

  @BeforeAll
  static void makeKeys() throws IOException {
    keys = new Given(shared);
  }

  @AfterAll
  static void closeKeys() {
    Objects.requireNonNull(keys).close();
  }

  @BeforeEach
  void start() throws Exception {
    given = keys;
    startBroker();
    openChannel();
  }

  @AfterEach
  void end() throws Exception {
    closeChannel();
    smsc.close();
    broker().close();
  }

  private void startBroker() throws Exception {
    broker =
        TestBroker.start(
            directory.resolve("broker"),
            List.of(Addresses.SEGMENT, Addresses.INTAKE, Addresses.LEDGER, Addresses.DEAD),
            null);
  }

  private void openChannel() {
    int before = smsc.sessions.size();
    DurableQueue queue = new DurableQueue(broker().connections());
    Intake intake = given().intake(queue);
    TimeOrderedIds ids = new TimeOrderedIds(clock, random);
    segments =
        Segments.open(
            intake, given().epochs, queue, new SegmentQueue(broker().connections()), ids, clock);
    outlet =
        new SmppOutlet(
            new OutletName("sms"),
            new SmppSettings(
                "127.0.0.1",
                smsc.port,
                false,
                "sanwei",
                "pass",
                "10690000",
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                SmsRules.usual("值班")),
            receipts::add,
            new SmsIntake("sms-in", WAIT, intake, segments, ids, clock),
            clock,
            new Random(7));
    await("two sessions")
        .atMost(PATIENCE)
        .until(() -> smsc.sessions.size() == before + 2 && outlet().sessions() == 2);
  }

  private void closeChannel() {
    outlet().close();
    if (segments != null) {
      segments.close();
    }
  }

  @Test
  void aTextIsReadInItsAlphabetAndDurableWhenItIsAnswered() throws Exception {
    // when
    smsc.deliver(last(), FROM, 0, 0, HexFormat.of().parseHex("1b651b3c1b3e"));
    smsc.deliver(last(), FROM, 0, UCS2, utf16("堤坝𠀀"));
    smsc.deliver(last(), FROM, 0, 0x18, utf16("速看"));

    // then: nothing is waited for
    assertThat(broker().depth(Addresses.INTAKE)).isEqualTo(3);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("€[]", "堤坝𠀀", "速看");
    assertThat(reads())
        .allSatisfy(
            read -> {
              assertThat(read.sender()).isEqualTo(FROM);
              assertThat(unread(read)).isEmpty();
            });
    assertThat(arrivals()).extracting(RawArrival::channel).containsOnly("sms-in");
  }

  @Test
  void octetsThatAreNoTextAreHeldAndNotRefused() throws Exception {
    // given
    byte[] octets = "机密★10年".getBytes(StandardCharsets.UTF_8);

    // when
    smsc.deliver(last(), FROM, 0, 4, octets);
    smsc.deliver(last(), FROM, 0, 0x99, octets);
    smsc.deliver(last(), FROM, UDH, UCS2, HexFormat.of().parseHex("3005824575"));
    smsc.deliver(last(), FROM, 0, UCS2, new byte[0]);

    // then
    awaitArrivals(4);
    assertThat(reads())
        .allSatisfy(
            read -> {
              assertThat(unread(read)).isNotEmpty();
              assertThat(outcome(read)).isNotEqualTo(Outcome.OPEN);
            });
  }

  @Test
  void aLongTextMayStandInMessagePayload() throws Exception {
    // given
    String text = "汛".repeat(400);

    // when
    smsc.deliver(
        last(),
        FROM,
        0,
        UCS2,
        new byte[0],
        new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.UTF_16BE)));

    // then
    assertThat(body(only())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsInAnyOrderOverSeveralSessionsBecomeOneText(boolean wide) throws Exception {
    // when: the second part comes twice, once over each session
    smsc.deliver(last(), FROM, UDH, UCS2, part(wide, 7, 3, 3, "丙"));
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(wide, 7, 3, 2, "乙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(wide, 7, 3, 2, "乙"));
    assertThat(broker().depth(Addresses.SEGMENT)).isEqualTo(2);
    assertThat(broker().depth(Addresses.INTAKE)).isZero();
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(wide, 7, 3, 1, "甲"));

    // then
    ReadResult read = only();
    assertThat(body(read)).isEqualTo("甲乙丙");
    assertThat(unread(read)).isEmpty();
    assertThat(partsWaiting()).isZero();
    assertThat(events()).containsExactly(LedgerEvent.Step.ARRIVED);
  }

  @Test
  void aPartWhoseSarPlaceCannotBeIsHeldAndNotTakenForAWholeText() throws Exception {
    for (int n : new int[] {0, 3}) {
      smsc.deliver(
          last(),
          FROM,
          0,
          UCS2,
          "堤顶无渗漏".getBytes(StandardCharsets.UTF_16BE),
          new OptionalParameter.Sar_msg_ref_num((short) 300),
          new OptionalParameter.Sar_total_segments((byte) 2),
          new OptionalParameter.Sar_segment_seqnum((byte) n));
    }

    awaitArrivals(2);
    assertThat(reads()).allSatisfy(read -> assertThat(outcome(read)).isEqualTo(Outcome.HELD));
  }

  @Test
  void partsByTheSarParametersBecomeOneText() throws Exception {
    // given: a character of two units that the cut goes through
    byte[] text = "渗水点𠀀处".getBytes(StandardCharsets.UTF_16BE);

    // when
    for (int n : new int[] {2, 1}) {
      byte[] half = n == 1 ? cut(text, 0, 8) : cut(text, 8, text.length);
      smsc.deliver(
          last(),
          FROM,
          0,
          UCS2,
          half,
          new OptionalParameter.Sar_msg_ref_num((short) 300),
          new OptionalParameter.Sar_total_segments((byte) 2),
          new OptionalParameter.Sar_segment_seqnum((byte) n));
    }

    // then
    assertThat(body(only())).isEqualTo("渗水点𠀀处");
  }

  @Test
  void oneReferenceOfTwoSendersIsTwoTexts() throws Exception {
    // when
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), "13900139000", UDH, UCS2, part(false, 7, 2, 2, "丁"));
    smsc.deliver(last(), "13900139000", UDH, UCS2, part(false, 7, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactlyInAnyOrder("甲乙", "丙丁");
  }

  @Test
  void aReferenceThatComesAgainTooSoonIsAnotherText() throws Exception {
    // when
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "丁"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactlyInAnyOrder("甲乙", "丙丁");
  }

  @Test
  void whatCameIsHeldWhenTheRestDoesNotCome() throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 1, "险情在"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 2, "北堤"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 4, "速来"));
    Instant came = clock.instant();

    // when
    clock.passes(WAIT);

    // then
    ReadResult read = only();
    assertThat(texts(read)).containsExactly("险情在北堤", "速来");
    assertThat(unread(read)).containsExactly("3:CUT_SHORT");
    assertThat(outcome(read)).isEqualTo(Outcome.HELD);
    assertThat(arrivals().get(0).receivedAt()).isEqualTo(came);
    assertThat(partsWaiting()).isZero();

    // and: the part that comes too late is held by itself
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 3, "三号桩"));
    clock.passes(WAIT);
    awaitArrivals(2);
    assertThat(unread(reads().get(1))).containsExactly("1:CUT_SHORT", "2:CUT_SHORT", "4:CUT_SHORT");
  }

  @Test
  void aHalfOutlivesARestartAndItsTimeRunsOn() throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 1, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 2, 2, 1, "丙"));
    closeChannel();
    broker().close();
    clock.passes(WAIT.minusSeconds(1));

    // when
    startBroker();
    openChannel();
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 1, 2, 2, "乙"));
    awaitArrivals(1);
    clock.passes(Duration.ofSeconds(1));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("甲乙", "丙");
    assertThat(unread(reads().get(1))).containsExactly("2:CUT_SHORT");
  }

  @ParameterizedTest(name = "after a restart: {0}")
  @ValueSource(booleans = {false, true})
  void aPartThatIsBroughtAgainAfterTheTextWentOnIsADuplicateOfIt(boolean restart) throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    awaitArrivals(1);
    if (restart) {
      closeChannel();
      openChannel();
    }

    // when
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    clock.passes(WAIT);

    // then
    await("the repetition is gone").atMost(PATIENCE).until(() -> partsWaiting() == 0);
    awaitArrivals(2);
    assertThat(arrivals())
        .extracting(RawArrival::id)
        .as("another reception of it")
        .hasSize(2)
        .containsOnly(arrivals().get(0).id());
    assertThat(arrivals()).extracting(RawArrival::reception).doesNotHaveDuplicates();
    clock.passes(Duration.ofMinutes(10));
    await("nothing is kept of it")
        .atMost(PATIENCE)
        .until(() -> broker().depth(Addresses.SEGMENT) == 0);
  }

  @Test
  void theSameTextSentTwiceIsTwoTexts() throws Exception {
    // when
    for (int i = 0; i < 2; i++) {
      smsc.deliver(last(), FROM, 0, UCS2, utf16("我处停电"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
      awaitArrivals(2 * (i + 1));
    }

    // then
    assertThat(arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates();
  }

  @Test
  void theSameTextSentTwiceSaysTheSameAndNoSourceNamesIt() throws Exception {
    // when: a phone that sends a long text again counts on in its reference
    for (int i = 0; i < 2; i++) {
      smsc.deliver(last(), FROM, 0, UCS2, utf16("我处停电"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7 + i, 2, 1, "甲"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7 + i, 2, 2, "乙"));
    }
    awaitArrivals(4);

    // then
    assertThat(arrivals()).allMatch(RawArrival::unnamed);
    assertThat(arrivals())
        .extracting(arrival -> HexFormat.of().formatHex(SmsBody.fromJson(arrival.body()).said()))
        .satisfies(said -> assertThat(Set.copyOf(said)).hasSize(2));
  }

  @Test
  void oneSenderKeepsFewHalvesWaitingAndLosesNone() throws Exception {
    // when
    int many = 3 * SegmentIndex.MOST_OF_ONE_SENDER;
    for (int i = 0; i < many; i++) {
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, i, 2, 1, "第" + i));
    }

    // then
    awaitArrivals(many - SegmentIndex.MOST_OF_ONE_SENDER);
    assertThat(partsWaiting()).isEqualTo(SegmentIndex.MOST_OF_ONE_SENDER);
    assertThat(reads()).allSatisfy(read -> assertThat(unread(read)).containsExactly("2:CUT_SHORT"));
  }

  @Test
  void aReceiptIsToldByItsClassAndNotByItsWords() throws Exception {
    // given
    String words = "id:17 sub:001 dlvrd:001 stat:DELIVRD err:000";

    // when
    smsc.deliver(last(), FROM, 0x04, 0, words.getBytes(StandardCharsets.US_ASCII));
    smsc.deliver(last(), FROM, 0, 1, words.getBytes(StandardCharsets.US_ASCII));

    // then
    assertThat(receipts).extracting(DeliveryReceipts.Receipt::providerId).containsExactly("17");
    ReadResult read = only();
    assertThat(body(read)).isEqualTo(words);
    assertThat(unread(read)).isEmpty();
  }

  @Test
  void aNoticeThatIsNoReceiptIsHeld() throws Exception {
    // when
    for (int esmClass : new int[] {0x04, 0x08, 0x10, 0x20}) {
      smsc.deliver(last(), FROM, esmClass, 1, "read".getBytes(StandardCharsets.US_ASCII));
    }

    // then
    awaitArrivals(4);
    assertThat(receipts).isEmpty();
    assertThat(reads())
        .allSatisfy(read -> assertThat(unread(read)).containsExactly("1:UNKNOWN_FORMAT"));
  }

  @Test
  void whileTheBrokerIsDownTheCentreKeepsItAndOnceItIsBackItIsTakenOnce() throws Exception {
    // given
    broker().close();

    // then
    for (byte[] body : List.of(utf16("险情"), part(false, 3, 2, 1, "甲"))) {
      assertThatThrownBy(() -> smsc.deliver(last(), FROM, body[0] == 5 ? UDH : 0, UCS2, body))
          .isInstanceOfSatisfying(
              NegativeResponseException.class,
              refused ->
                  assertThat(refused.getCommandStatus())
                      .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
    }

    // when
    closeChannel();
    startBroker();
    openChannel();
    smsc.deliver(last(), FROM, 0, UCS2, utf16("险情"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 2, "乙"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("险情", "甲乙");
  }

  @Test
  void afterALossTextsComeInOverTheNextSessions() throws Exception {
    // given
    int before = smsc.sessions.size();
    smsc.sessions.forEach(session -> session.close());

    // when
    await("bound again")
        .atMost(PATIENCE)
        .until(() -> smsc.sessions.size() == before + 2 && outlet().sessions() == 2);
    smsc.deliver(last(), FROM, 0, UCS2, utf16("水位正常"));

    // then
    assertThat(body(only())).isEqualTo("水位正常");
  }

  @Test
  void aPartThatDoesNotOpenRestsWithTheDeadLettersAndStopsNothing() throws Exception {
    // given: a part under a key that is gone
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "甲"));
    closeChannel();
    given = new Given(directory.resolve("other-keys"));

    // when
    openChannel();
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 2, "丁"));

    // then
    assertThat(body(only())).isEqualTo("丙丁");
    await("dead letter").atMost(PATIENCE).until(() -> broker().depth(Addresses.DEAD) == 1);
    assertThat(partsWaiting()).isZero();
  }

  /** Parts on the broker, without the memories of what went on. */
  private long partsWaiting() throws JMSException {
    return broker().bodies(Addresses.SEGMENT).stream()
        .map(body -> given().epochs.open(body))
        .filter(
            opened ->
                !(opened instanceof Opened.Message memory
                    && memory.context().purpose().equals(EpochSeal.WENT_ON)))
        .count();
  }

  private int last() {
    return smsc.sessions.size() - 1;
  }

  private ReadResult only() throws JMSException {
    awaitArrivals(1);
    return reads().get(0);
  }

  private void awaitArrivals(int count) {
    await(count + " arrivals")
        .atMost(PATIENCE)
        .until(() -> broker().depth(Addresses.INTAKE) >= count);
    assertThat(broker().depth(Addresses.INTAKE)).isEqualTo(count);
  }

  private List<RawArrival> arrivals() throws JMSException {
    List<RawArrival> all = new ArrayList<>();
    for (byte[] sealed : broker().bodies(Addresses.INTAKE)) {
      assertThat(EpochKeys.epochOf(sealed)).isPresent();
      Opened.Message opened = (Opened.Message) given().epochs.open(sealed);
      all.add(Wire.decode(opened.body(), RawArrival.class));
    }
    return all;
  }

  private List<LedgerEvent.Step> events() throws JMSException {
    List<LedgerEvent.Step> steps = new ArrayList<>();
    for (byte[] sealed : broker().bodies(Addresses.LEDGER)) {
      Opened.Message opened = (Opened.Message) given().epochs.open(sealed);
      Wire.decodeEvents(opened.body()).forEach(event -> steps.add(event.step()));
    }
    return steps;
  }

  private List<ReadResult> reads() throws JMSException {
    return arrivals().stream().map(given()::read).toList();
  }

  private Outcome outcome(ReadResult read) {
    return given()
        .judge
        .judge(read.content(), new Arrival("sms-in", read.sender(), clock.instant()))
        .outcome();
  }

  private static List<String> texts(ReadResult read) {
    return read.content().parts().stream()
        .filter(part -> part.name().startsWith("body"))
        .map(Part::text)
        .toList();
  }

  private static String body(ReadResult read) {
    return String.join("", texts(read));
  }

  private static List<String> unread(ReadResult read) {
    return read.content().unread().stream().map(SmppTextsTest::word).toList();
  }

  private static String word(Unread unread) {
    return unread.part() + ":" + unread.why();
  }

  private static byte[] part(boolean wide, int reference, int total, int number, String text) {
    byte[] header =
        wide
            ? new byte[] {6, 8, 4, 1, (byte) reference, (byte) total, (byte) number}
            : new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(header);
    body.writeBytes(utf16(text));
    return body.toByteArray();
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[] cut(byte[] all, int from, int to) {
    return Arrays.copyOfRange(all, from, to);
  }

  private Given given() {
    return Objects.requireNonNull(given);
  }

  private TestBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private SmppOutlet outlet() {
    return Objects.requireNonNull(outlet);
  }
}
