package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
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

/** A real SMS centre on loopback, a real broker, and the sessions of a real outlet between them. */
abstract class SmscAndBroker {
  static final String FROM = "13800138000";
  static final Duration WAIT = Duration.ofMinutes(2);
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final int UDH = 0x40;
  static final int UCS2 = 8;

  @TempDir private static Path shared = Path.of("");
  static @Nullable Given keys;

  @TempDir Path directory = Path.of("");
  final List<DeliveryReceipts.Receipt> receipts = new CopyOnWriteArrayList<>();
  final SecureRandom random = new SecureRandom();
  final TestClock clock = new TestClock();
  final SmscProvider smsc = new SmscProvider();
  @Nullable Given given;
  @Nullable TestBroker broker;
  @Nullable Segments segments;
  @Nullable SmppOutlet outlet;

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

  void startBroker() throws Exception {
    broker =
        TestBroker.start(
            directory.resolve("broker"),
            List.of(Addresses.SEGMENT, Addresses.INTAKE, Addresses.LEDGER, Addresses.DEAD),
            null);
  }

  void openChannel() {
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

  void closeChannel() {
    outlet().close();
    if (segments != null) {
      segments.close();
    }
  }

  /** Parts on the broker, without the memories of what went on. */
  long partsWaiting() throws JMSException {
    return broker().bodies(Addresses.SEGMENT).stream()
        .map(body -> given().epochs.open(body))
        .filter(
            opened ->
                !(opened instanceof Opened.Message memory
                    && memory.context().purpose().equals(EpochSeal.WENT_ON)))
        .count();
  }

  int last() {
    return smsc.sessions.size() - 1;
  }

  ReadResult only() throws JMSException {
    awaitArrivals(1);
    return reads().get(0);
  }

  void awaitArrivals(int count) {
    await(count + " arrivals")
        .atMost(PATIENCE)
        .until(() -> broker().depth(Addresses.INTAKE) >= count);
    assertThat(broker().depth(Addresses.INTAKE)).isEqualTo(count);
  }

  List<RawArrival> arrivals() throws JMSException {
    List<RawArrival> all = new ArrayList<>();
    for (byte[] sealed : broker().bodies(Addresses.INTAKE)) {
      assertThat(EpochKeys.epochOf(sealed)).isPresent();
      Opened.Message opened = (Opened.Message) given().epochs.open(sealed);
      all.add(Wire.decode(opened.body(), RawArrival.class));
    }
    return all;
  }

  List<LedgerEvent.Step> events() throws JMSException {
    List<LedgerEvent.Step> steps = new ArrayList<>();
    for (byte[] sealed : broker().bodies(Addresses.LEDGER)) {
      Opened.Message opened = (Opened.Message) given().epochs.open(sealed);
      Wire.decodeEvents(opened.body()).forEach(event -> steps.add(event.step()));
    }
    return steps;
  }

  List<ReadResult> reads() throws JMSException {
    return arrivals().stream().map(given()::read).toList();
  }

  Outcome outcome(ReadResult read) {
    return given()
        .judge
        .judge(read.content(), new Arrival("sms-in", read.sender(), clock.instant()))
        .outcome();
  }

  static List<String> texts(ReadResult read) {
    return read.content().parts().stream()
        .filter(part -> part.name().startsWith("body"))
        .map(Part::text)
        .toList();
  }

  static String body(ReadResult read) {
    return String.join("", texts(read));
  }

  static List<String> unread(ReadResult read) {
    return read.content().unread().stream().map(SmscAndBroker::word).toList();
  }

  static String word(Unread unread) {
    return unread.part() + ":" + unread.why();
  }

  static byte[] part(boolean wide, int reference, int total, int number, String text) {
    byte[] header =
        wide
            ? new byte[] {6, 8, 4, 1, (byte) reference, (byte) total, (byte) number}
            : new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(header);
    body.writeBytes(utf16(text));
    return body.toByteArray();
  }

  static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  static byte[] cut(byte[] all, int from, int to) {
    return Arrays.copyOfRange(all, from, to);
  }

  Given given() {
    return Objects.requireNonNull(given);
  }

  TestBroker broker() {
    return Objects.requireNonNull(broker);
  }

  SmppOutlet outlet() {
    return Objects.requireNonNull(outlet);
  }
}
