package org.sanwei.routes.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an outlet has sent waits for integrators' routes, and the outlet for none of them. */
@Timeout(60)
class WaitingCopiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> given = new CopyOnWriteArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final CountDownLatch folderAnswers = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    folderAnswers.countDown();
  }

  @Test
  void aRouteThatHangsHoldsNobodyUpAndWhatHasNoRoomIsLostAloud() {
    WaitingCopies copies = copies(this::hangs);
    copies.start();
    copies.add("first");
    await().atMost(PATIENCE).until(() -> given.contains("first begun"));

    for (int i = 0; i < WaitingCopies.MOST + 2; i++) {
      copies.add("copy " + i);
    }

    assertThat(lost).hasValue(2);
    folderAnswers.countDown();
    await().atMost(PATIENCE).until(() -> given.size() == 2 * (WaitingCopies.MOST + 1));
    assertThat(given).contains("copy 999 done").doesNotContain("copy 1000 begun");
  }

  @Test
  void whatIsSentBeforeTheRoutesStartComesWhenTheyDoAndInItsOrder() {
    WaitingCopies copies = copies(this::takes);
    copies.add("a");
    copies.add("b");
    assertThat(given).isEmpty();

    copies.start();
    copies.add("c");
    copies.close(PATIENCE);

    assertThat(given).containsExactly("a", "b", "c");
    assertThat(lost).hasValue(0);
  }

  @Test
  void oneThatFailsIsLostAloudAndTheNextIsGiven() {
    WaitingCopies copies =
        copies(
            text ->
                text.equals("bad") ? Optional.of(new IllegalStateException("full")) : takes(text));
    copies.start();

    copies.add("bad");
    copies.add("good");
    copies.close(PATIENCE);

    assertThat(given).containsExactly("good");
    assertThat(lost).hasValue(1);
  }

  @Test
  void aStopWaitsForARouteThatHangsNoLongerThanToldAndCountsWhatWasLeft() {
    WaitingCopies copies = copies(this::hangs);
    copies.start();
    copies.add("under way");
    copies.add("waits");
    await().atMost(PATIENCE).until(() -> given.contains("under way begun"));

    copies.close(Duration.ofMillis(50));
    copies.add("too late");

    assertThat(lost).hasValue(3);
    assertThat(given).containsExactly("under way begun");
  }

  @Test
  void severalThatHangAreWaitedForTogether() {
    List<WaitingCopies> all = Stream.generate(() -> copies(this::hangs)).limit(10).toList();
    all.forEach(WaitingCopies::start);
    all.forEach(each -> each.add("under way"));
    await().atMost(PATIENCE).until(() -> given.size() == all.size());
    Instant before = Instant.now();

    WaitingCopies.close(all, Duration.ofSeconds(1));

    assertThat(lost).hasValue(all.size());
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void whatNeverStartedEndsToo() {
    WaitingCopies copies = copies(this::takes);
    copies.add("a");

    copies.close(PATIENCE);

    assertThat(given).isEmpty();
    assertThat(lost).hasValue(1);
  }

  private WaitingCopies copies(Function<String, Optional<Throwable>> route) {
    return new WaitingCopies("sms", route, outlet -> lost.incrementAndGet());
  }

  private Optional<Throwable> takes(String text) {
    given.add(text);
    return Optional.empty();
  }

  private Optional<Throwable> hangs(String text) {
    given.add(text + " begun");
    try {
      folderAnswers.await();
      given.add(text + " done");
    } catch (InterruptedException e) {
      return Optional.of(e);
    }
    return Optional.empty();
  }
}
