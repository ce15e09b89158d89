package org.sanwei.routes.read.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sanwei.routes.read.apart.Mails.mail;
import static org.sanwei.routes.read.apart.TrickyChild.told;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;

/** What a pool says of itself, its children being real and doing as they are told. */
class ReaderCountsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long HEAP = 96 * 1024 * 1024;
  private static final int FEW_JOBS = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private ReaderProcesses readers;

  @BeforeEach
  void start() {
    readers = readers(TrickyChild.class.getName());
  }

  @AfterEach
  void stop() {
    readers.close();
  }

  private ReaderProcesses readers(String mainClass) {
    ReadLimits usual = ReadLimits.DEFAULTS;
    ReadLimits limits =
        new ReadLimits(
            usual.maxDepth(),
            usual.maxParts(),
            usual.maxTextCharacters(),
            usual.maxPages(),
            Duration.ofSeconds(4));
    return ReaderProcesses.prepare(
        new ReaderSettings("counted", limits, 2, FEW_JOBS, HEAP, 5, Duration.ofSeconds(1)),
        data,
        new Random(7)::nextLong,
        mainClass);
  }

  @ParameterizedTest
  @CsvSource({"exit, CRASHED", "raw noise, LIED", "hang, LATE", "eat, OUT_OF_MEMORY"})
  void troubleIsCountedByItsReason(String act, Replaced why) {
    readers.read(told(act));

    assertThat(readers.counts().replaced()).containsEntry(why, 1L);
    assertThat(readers.counts().troubles()).isEqualTo(1);
  }

  @Test
  void aChildThatHasServedIsReplacedWithoutTrouble() {
    for (int n = 0; n < 2 * FEW_JOBS; n++) {
      readers.read(mail("城东水位上涨"));
    }

    assertThat(readers.counts().replaced().get(Replaced.SERVED)).isPositive();
    assertThat(readers.counts().troubles()).isZero();
  }

  @Test
  void aChildThatEndsWhileItStandsByIsCounted() {
    await().atMost(PATIENCE).until(() -> readers.counts().standing() == 2);

    readers.handles().forEach(ProcessHandle::destroyForcibly);

    await()
        .atMost(PATIENCE)
        .until(() -> readers.counts().replaced().getOrDefault(Replaced.ENDED_IDLE, 0L) == 2);
    await().atMost(PATIENCE).until(() -> readers.counts().standing() == 2);
  }

  @Test
  void whoReadsIsBusyAndWhoWaitsIsWanted() {
    // The common pool of JDK 25 has one thread on two processors.
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<CompletableFuture<ReadResult>> all =
        Stream.of(told("hang"), told("hang"), mail("x"))
            .map(one -> CompletableFuture.supplyAsync(() -> readers.read(one), threads))
            .toList();
    threads.shutdown();

    await().atMost(PATIENCE).until(() -> readers.counts().busy() == 2);
    await().atMost(PATIENCE).until(() -> readers.counts().wanted() == 1);
    assertThat(readers.counts().most()).isEqualTo(2);
    all.forEach(CompletableFuture::join);
    assertThat(readers.counts().busy()).isZero();
  }

  @Test
  void childrenThatDoNotStartAreToldOf() {
    ReaderProcesses none = readers("No.Such.Main");
    try {
      await().atMost(PATIENCE).until(() -> none.counts().startsFail());
      assertThat(none.counts().standing()).isZero();
    } finally {
      none.close();
    }
    assertThatThrownBy(() -> none.read(mail("x"))).isInstanceOf(RuntimeException.class);
  }
}
