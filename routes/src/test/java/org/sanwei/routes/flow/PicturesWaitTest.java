package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Opened;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.TestBroker;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;

/** What has pictures waits apart: heads first, urgent ones before others, texts at once. */
class PicturesWaitTest {
  private static final String LINE = Line.ROOT.address();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Given given;
  private TestBroker broker;
  private DefaultCamelContext camel;
  private Intake intake;
  private final AtomicBoolean headsWait = new AtomicBoolean();
  private final List<String> wholes = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch eyes = new CountDownLatch(1);

  /** A post with 【图】 is one whose words stand on a picture. */
  private ReadResult see(RawArrival arrival, Depth depth) {
    ReadResult all = given.read(arrival);
    String body = new String(arrival.body(), StandardCharsets.UTF_8);
    if (!body.contains("【图】")) {
      return all;
    }
    if (depth == Depth.WHOLE) {
      wholes.add(body);
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("no reader is to be had");
      }
      if (body.contains("【慢】")) {
        waitForEyes();
      }
      return all;
    }
    return new ReadResult(
        all.content(), "", "", List.of(), 3, null, null, List.of(), List.of(), depth == Depth.TEXT);
  }

  private void waitForEyes() {
    try {
      eyes.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    broker = TestBroker.start(directory.resolve("broker"), ArrivalGround.QUEUES, null);
    broker
        .server()
        .getAddressSettingsRepository()
        .addMatch(
            Addresses.PAGES,
            new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(50));
    intake = given.intake(new DurableQueue(broker.connections()));
    camel = ArrivalGround.camel(broker);
    Reader reader = this::see;
    camel.addRoutes(
        ArrivalGround.routes(
            given.steps(new RememberingRegister(), reader),
            new LargeTurn(),
            new HeadsFirst(headsWait::get)));
  }

  @AfterEach
  void stop() throws Exception {
    eyes.countDown();
    camel.stop();
    broker.close();
    given.close();
  }

  @Test
  void aTextDoesNotWaitForAPicture() throws Exception {
    Given.post(intake, "k1", "【图】【慢】城东灾情照片");
    camel.start();
    await().atMost(PATIENCE).until(() -> wholes.size() == 1);
    Given.post(intake, "k2", "河西镇路灯不亮");

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);

    eyes.countDown();
    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 2);
  }

  @Test
  void aMarkThatOnlyThePictureShowsGoesToTheOfficers() throws Exception {
    Given.post(intake, "k1", "【图】\\n机密★10年\\n集结地点");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(LINE) == 1);
    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    DeskEntry entry = Wire.decode(plain(broker.bodies(Addresses.DESK).get(0)), DeskEntry.class);
    assertThat(entry).isInstanceOf(DeskEntry.Card.class);
    assertThat(broker.depth(Addresses.PICTURES) + broker.depth(Addresses.PAGES)).isZero();
  }

  @Test
  void allHeadsAreReadBeforeAnyBodyAndTheUrgentOneIsFirst() throws Exception {
    headsWait.set(true);
    Given.post(intake, "k1", "【图】甲");
    Given.post(intake, "k2", "【图】乙");
    Given.post(intake, "k3", "【图】特急\\n丙");
    camel.start();
    await().atMost(PATIENCE).until(() -> heads().size() == 3);
    assertThat(wholes).isEmpty();

    headsWait.set(false);

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 3);
    assertThat(wholes).hasSize(3);
    assertThat(wholes.get(0)).contains("丙");
  }

  @Test
  void theDeskIsToldOfTheHeadWithoutAWordOfIt() throws Exception {
    Given.post(intake, "k1", "【图】特急\\n城东灾情");
    camel.start();

    await().atMost(PATIENCE).until(() -> heads().size() == 1);
    assertThat(heads().get(0).facts())
        .isEqualTo(Map.of(ArrivalSteps.URGENCY, "IMMEDIATE", ArrivalSteps.PAGES, "3"));
  }

  @Test
  void aReadingThatFailsLosesNothingAndDoublesNothing() throws Exception {
    failures.set(2);
    Given.post(intake, "k1", "【图】城东灾情");
    camel.start();

    await().atMost(PATIENCE).until(() -> broker.depth(Addresses.DESK) == 1);
    assertThat(wholes).hasSize(3);
    assertThat(heads()).hasSize(1);
    assertThat(broker.depth(Addresses.PAGES)).isZero();
    assertThat(broker.depth(Addresses.DEAD)).isZero();
  }

  private List<LedgerEvent> heads() throws Exception {
    return broker.bodies(Addresses.LEDGER).stream()
        .flatMap(body -> Wire.decodeEvents(plain(body)).stream())
        .filter(event -> event.step() == LedgerEvent.Step.HEAD_READ)
        .toList();
  }

  private byte[] plain(byte[] sealed) {
    return ((Opened.Message) given.epochs.open(sealed)).body();
  }
}
