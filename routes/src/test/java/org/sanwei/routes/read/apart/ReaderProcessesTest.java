package org.sanwei.routes.read.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sanwei.routes.read.apart.Mails.mail;
import static org.sanwei.routes.read.apart.Mails.text;
import static org.sanwei.routes.read.apart.Mails.unread;
import static org.sanwei.routes.read.apart.TrickyChild.told;
import static org.sanwei.routes.read.apart.TrickyReaders.PATIENCE;
import static org.sanwei.routes.read.apart.TrickyReaders.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.read.ReadResult;

/** Real child processes, one of which does as it is told and means no good. */
class ReaderProcessesTest {
  @SuppressWarnings("NullAway.Init")
  private static Path data;

  @SuppressWarnings("NullAway.Init")
  private static ReaderProcesses readers;

  @BeforeAll
  static void start(@TempDir Path folder) {
    data = folder;
    readers = readers(data, Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() {
    readers.close();
  }

  /** Whatever a test did to its child, the next message is read as if nothing had been. */
  @AfterEach
  void theNextMessageIsUnharmed() {
    ReadResult read = readers.read(mail("城东水位上涨"));

    assertThat(text(read)).contains("城东水位上涨");
    assertThat(unread(read)).isEmpty();
  }

  @Test
  void aMailIsReadAsInThisProcess() {
    ReadResult read = readers.read(mail("机密★10年\n城东水位上涨"));

    assertThat(read.subject()).isEqualTo("x");
    assertThat(text(read)).contains("机密★10年");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "throw", "raw negative", "raw huge", "raw noise", "raw early"})
  void aChildThatCrashesOrTalksNonsenseCostsItsMessageAHold(String act) {
    assertThat(unread(readers.read(told(act)))).containsExactly("0:BROKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "parts", "names", "position", "half", "pages", "files"})
  void aLieCostsItsMessageAHold(String about) {
    ReadResult read = readers.read(told("lie " + about));

    assertThat(unread(read)).containsExactly("0:BROKEN");
    assertThat(read.content().parts()).isEmpty();
    assertThat(read.attachments()).isEmpty();
  }

  @Test
  void aChildThatHangsIsEnded(@TempDir Path other) {
    try (ReaderProcesses hasty = readers(other, Duration.ofMillis(500))) {
      assertThat(unread(hasty.read(told("hang")))).containsExactly("0:TOO_SLOW");
    }
  }

  @Test
  void aChildThatWantsTooMuchMemoryEnds() {
    assertThat(unread(readers.read(told("eat")))).containsExactly("0:TOO_LARGE");
  }

  @Test
  void aChildThatIsKilledFromOutsideCostsOneMessage() throws Exception {
    CompletableFuture<ReadResult> hanging =
        CompletableFuture.supplyAsync(() -> readers.read(told("hang")));
    await().atMost(PATIENCE).until(() -> readers.busy() == 1);

    readers.handles().forEach(ProcessHandle::destroyForcibly);

    assertThat(unread(hanging.get())).containsExactly("0:BROKEN");
  }

  @Test
  void askingAChildToEndDoesNotInterruptIt() {
    readers.handles().forEach(ProcessHandle::destroy);

    assertThat(unread(readers.read(mail("x")))).isEmpty();
  }

  @Test
  void whatAChildLeavesBehindIsGone() throws IOException {
    readers.read(told("leave 机密★10年"));

    try (Stream<Path> all = Files.walk(readers.workplace())) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatAKilledGatewayLeftBehindIsGoneAtTheNextStart(@TempDir Path other) throws IOException {
    Path work;
    try (ReaderProcesses first = readers(other, PATIENCE)) {
      work = first.workplace();
    }
    Path left = Files.createDirectories(work.resolve("9")).resolve("left.txt");
    Files.writeString(left, "机密★10年");

    try (ReaderProcesses second = readers(other, PATIENCE)) {
      assertThat(second.workplace()).isEqualTo(work);
      assertThat(left).doesNotExist();
    }
    assertThat(work).doesNotExist();
  }

  @Test
  void aHundredMessagesLeaveNoDescriptorBehind() {
    readers.read(mail("x"));
    long before = descriptors();
    List<String> inChild = List.of(text(readers.read(told("descriptors"))));

    for (int n = 0; n < 100; n++) {
      readers.read(n % 20 == 0 ? told("exit") : mail("x"));
    }

    await().atMost(PATIENCE).until(() -> descriptors() <= before + 2);
    assertThat(Integer.parseInt(text(readers.read(told("descriptors")))))
        .isLessThanOrEqualTo(Integer.parseInt(inChild.get(0)) + 1);
  }

  @Test
  void aSpareStandsBySoThatTroubleCostsNobodyAStart() {
    await().atMost(PATIENCE).until(() -> readers.handles().size() == 2);
    readers.read(told("exit"));

    await().atMost(PATIENCE).until(() -> readers.handles().size() == 2);
  }

  @Test
  void childrenEndWithTheReaderAndNothingOfIsHeld(@TempDir Path other) {
    ReaderProcesses ending = readers(other, PATIENCE);
    CompletableFuture<ReadResult> hanging =
        CompletableFuture.supplyAsync(() -> ending.read(told("hang")));
    await().atMost(PATIENCE).until(() -> ending.busy() == 1);
    List<ProcessHandle> children = ending.handles();

    ending.close();

    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThatThrownBy(hanging::join).hasCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> ending.read(mail("x"))).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aReaderThatDoesNotReadIsNoReader(@TempDir Path other) {
    assertThatThrownBy(
            () ->
                ReaderProcesses.open(
                    ReaderSettings.text(1_000_000, 1),
                    other,
                    new Random(7)::nextLong,
                    "No.Such.Main"))
        .isInstanceOf(ReaderUnavailable.class)
        .hasMessageContaining("no reader process started");
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
