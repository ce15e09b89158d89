package org.sanwei.routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceOpened;
import org.sanwei.crypto.key.PieceOpener;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerPieces;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.queue.DiskFull;
import org.sanwei.routes.queue.DiskRoom;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.TestBroker;
import org.sanwei.routes.read.ReadResult;

/** A body too large for the heap is on the broker in pieces with its arrival, or not at all. */
class LargeIntakeTest {
  private static final List<String> QUEUES =
      List.of(Addresses.INTAKE, Addresses.LEDGER, Addresses.PIECE, Addresses.DEAD);
  private static final int LIMIT = 4 * PieceHead.PLAIN_BYTES;

  private final byte[] body = new byte[2 * PieceHead.PLAIN_BYTES + 17];
  private Path files;
  private Given given;
  private TestBroker broker;
  private LargeIntake large;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    new Random(7).nextBytes(body);
    files = directory.resolve("broker");
    given = new Given(directory.resolve("given"));
    broker = TestBroker.start(files, QUEUES, null);
    large = given.largeIntake(new DurableQueue(broker.connections()), LIMIT);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    given.close();
  }

  @Test
  void itsPiecesAndItsArrivalAreThereTogether() throws Exception {
    byte[] head = "Subject: rain\r\n\r\n".getBytes(UTF_8);

    ArrivalId id = Given.large(large, "message/rfc822", head, body);

    RawArrival arrival = arrival();
    assertThat(arrival.id()).isEqualTo(id);
    assertThat(arrival.sizeBytes()).isEqualTo(body.length);
    LargeBody manifest = LargeBody.in(arrival.mediaType(), arrival.body()).orElseThrow();
    assertThat(manifest.sm3()).isEqualTo(Sm3.hex(body));
    assertThat(manifest.pieces()).isEqualTo(3);
    assertThat(manifest.head()).isEqualTo(head);
    assertThat(whole(manifest)).isEqualTo(body);
    LedgerEvent event = Wire.decodeEvents(plain(broker.bodies(Addresses.LEDGER).get(0))).get(0);
    assertThat(event.facts()).containsEntry("sizeBytes", Integer.toString(body.length));
  }

  @Test
  void whatIsBrokenOffHalfWayLeavesNothing() throws Exception {
    try (LargeIntake.Taking taking = large.tryBegin(-1).orElseThrow()) {
      taking.write(body, 0, body.length);
    }
    try (LargeIntake.Taking taking = large.tryBegin(-1).orElseThrow()) {
      taking.write(body, 0, body.length);
      taking.end("message/rfc822", new byte[0]);
    }

    assertNothingIsThere();
    Given.large(large, "message/rfc822", new byte[0], body);
    assertThat(whole(manifest())).isEqualTo(body);
  }

  @Test
  void whatACrashBreaksOffLeavesNothing() throws Exception {
    LargeIntake.Taking open = large.tryBegin(-1).orElseThrow();
    open.write(body, 0, body.length);
    await().until(() -> !largeFiles().isEmpty());
    // As after kill -9: what the journal knows by now is all there is.
    Path copy = files.resolveSibling("copy");
    copy(files, copy);
    open.close();
    broker.close();

    broker = TestBroker.start(copy, QUEUES, null);
    files = copy;

    assertNothingIsThere();
  }

  @Test
  void oneIsTakenAtATime() {
    try (LargeIntake.Taking first = large.tryBegin(-1).orElseThrow()) {
      assertThat(first.sizeBytes()).isZero();
      assertThat(large.tryBegin(-1)).isEmpty();
      assertThat(large.another().tryBegin(-1)).hasValueSatisfying(other -> other.close());
    }
    assertThat(large.tryBegin(-1)).hasValueSatisfying(next -> next.close());
  }

  @Test
  void nothingIsTakenOverTheLimit() throws Exception {
    try (LargeIntake.Taking taking = large.tryBegin(-1).orElseThrow()) {
      assertThat(taking.write(body, 0, body.length)).isTrue();
      assertThat(taking.write(body, 0, body.length)).isFalse();
    }
    assertNothingIsThere();
  }

  @Test
  void aRefusedPieceFailsTheWhole(@TempDir Path directory) throws Exception {
    broker.close();
    files = directory.resolve("refusing");
    broker = TestBroker.start(files, QUEUES, new RefusesTheThird());
    LargeIntake refused = given.largeIntake(new DurableQueue(broker.connections()), LIMIT);

    assertThatThrownBy(() -> Given.large(refused, "message/rfc822", new byte[0], body))
        .isInstanceOf(BrokerUnavailable.class);

    assertNothingIsThere();
    assertThat(Given.large(refused, "message/rfc822", new byte[0], new byte[3])).isNotNull();
  }

  @Test
  void whatDoesNotFitOnTheDiskIsNotBegunWith() throws Exception {
    LargeIntake small = on(bytes -> bytes < body.length);

    assertThatThrownBy(() -> Given.large(small, "message/rfc822", new byte[0], body))
        .isInstanceOf(DiskFull.class);

    assertNothingIsThere();
    assertThat(Given.large(small, "message/rfc822", new byte[0], new byte[3])).isNotNull();
  }

  @Test
  void aDiskThatRunsFullMeanwhileLeavesNothingOfIt() throws Exception {
    AtomicInteger room = new AtomicInteger(3);
    LargeIntake filling = on(bytes -> room.getAndDecrement() > 0);

    assertThatThrownBy(() -> Given.large(filling, "message/rfc822", new byte[0], body))
        .isInstanceOf(DiskFull.class);

    assertThat(room.get()).as("two pieces were stored").isEqualTo(-1);
    assertNothingIsThere();
    room.set(100);
    Given.large(filling, "message/rfc822", new byte[0], body);
    assertThat(whole(manifest())).isEqualTo(body);
  }

  private LargeIntake on(DiskRoom disk) {
    return given.largeIntake(new DurableQueue(broker.connections()), disk, LIMIT);
  }

  @Test
  void thePiecesOfOneBodyAreRemovedAndNoOthers() throws Exception {
    Given.large(large, "message/rfc822", new byte[0], body);
    LargeBody first = manifest();
    Given.large(large, "message/rfc822", new byte[0], new byte[] {1});
    BrokerPieces pieces = new BrokerPieces(broker.server());

    pieces.remove(first.body());
    pieces.remove(first.body());

    await().until(() -> broker.depth(Addresses.PIECE) == 1);
    await().untilAsserted(() -> assertThat(largeFiles()).isEmpty());
    assertThatThrownBy(() -> pieces.remove("' OR 1 = 1 --"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMailIsHeldUnreadUnderItsSubjectAndItsSender() throws Exception {
    byte[] mail =
        ("From: =?utf-8?B?6Ziy5rGb5Yqe?= <a@x.invalid>\r\nSubject: rain\r\n\r\n" + "x".repeat(100))
            .getBytes(UTF_8);
    Given.large(large, "message/rfc822", LargeBody.headOfMail(mail, mail.length), mail);

    ReadResult read = given.read(arrival());

    assertThat(read.subject()).isEqualTo("rain");
    assertThat(read.sender()).contains("防汛办");
    assertThat(read.content().unread()).contains(new Unread("0", UnreadReason.TOO_LARGE));
    assertThat(manifest().head()).asString(UTF_8).endsWith("rain\r\n\r\n");
  }

  @Test
  void aFaxIsHeldUnreadWithWhatItsDeviceTold() throws Exception {
    byte[] facts =
        new FaxFile(Map.of("caller", "05468331234", "fileName", "a.tif", "pages", "9"), new byte[0])
            .encoded();
    Given.large(large, FaxFile.MEDIA_TYPE, facts, body);

    ReadResult read = given.read(arrival());

    assertThat(read.sender()).isEqualTo("05468331234");
    assertThat(read.pages()).isEqualTo(9);
    assertThat(read.content().unread()).contains(new Unread("0", UnreadReason.TOO_LARGE));
  }

  @Test
  void theHeadOfAMailEndsAtItsEmptyLineOrAtTheLimit() {
    byte[] bare = "a: b\n\ntext".getBytes(UTF_8);
    byte[] endless = "x".repeat(LargeBody.HEAD_BYTES + 5).getBytes(UTF_8);

    assertThat(LargeBody.headOfMail(bare, bare.length)).asString(UTF_8).isEqualTo("a: b\n\n");
    assertThat(LargeBody.headOfMail(bare, 3)).asString(UTF_8).isEqualTo("a: ");
    assertThat(LargeBody.headOfMail(endless, endless.length)).hasSize(LargeBody.HEAD_BYTES);
  }

  private void assertNothingIsThere() throws Exception {
    for (String queue : QUEUES) {
      assertThat(broker.depth(queue)).as(queue).isZero();
    }
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(largeFiles()).isEmpty());
  }

  private List<Path> largeFiles() throws IOException {
    try (Stream<Path> all = Files.list(files.resolve("large"))) {
      return all.toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  private byte[] whole(LargeBody manifest) throws Exception {
    PieceOpener opener = new PieceOpener(PieceKey.of(manifest.body(), manifest.key()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int index = 0;
    for (byte[] sealed : broker.bodies(Addresses.PIECE)) {
      PieceOpened.Piece piece = (PieceOpened.Piece) opener.open(sealed, index++);
      out.writeBytes(piece.plain());
      assertThat(piece.last()).isEqualTo(index == manifest.pieces());
    }
    return out.toByteArray();
  }

  private LargeBody manifest() throws Exception {
    RawArrival arrival = arrival();
    return LargeBody.in(arrival.mediaType(), arrival.body()).orElseThrow();
  }

  private RawArrival arrival() throws Exception {
    return Wire.decode(plain(broker.bodies(Addresses.INTAKE).get(0)), RawArrival.class);
  }

  private byte[] plain(byte[] sealed) {
    return ((Opened.Message) given.epochs.open(sealed)).body();
  }

  private static final class RefusesTheThird implements ActiveMQServerMessagePlugin {
    private int sends;

    @Override
    public synchronized void beforeSend(
        ServerSession session,
        @Nullable Transaction tx,
        Message message,
        boolean direct,
        boolean noAutoCreate)
        throws ActiveMQException {
      if (message.getAddress().equals(Addresses.PIECE) && ++sends == 3) {
        ActiveMQException refusal = new ActiveMQException("refused");
        if (tx != null) {
          tx.markAsRollbackOnly(refusal);
        }
        throw refusal;
      }
    }
  }
}
