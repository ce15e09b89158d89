package org.sanwei.routes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConvoyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore open = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);
  private final List<List<String>> stored = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    open.release(1_000);
    threads.shutdownNow();
  }

  @Test
  void aLonePutWaitsForNobody() {
    Convoy convoy = new Convoy(bodies -> stored.add(names(bodies)), 2);

    convoy.put(message("a"));
    convoy.put(message("b"));

    assertThat(stored).containsExactly(List.of("a", "a'"), List.of("b", "b'"));
  }

  @Test
  void whatComesDuringACommitGoesTogetherAndWhole() throws Exception {
    Convoy convoy = new Convoy(this::storeWhenOpen, 1);
    Future<?> first = threads.submit(() -> convoy.put(message("first")));
    begun.acquire();

    List<Future<?>> others = putAll(convoy, 10);
    open.release(2);

    first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (Future<?> each : others) {
      each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(stored).hasSize(2);
    assertThat(stored.get(1)).hasSize(20);
    for (int i = 0; i < 10; i++) {
      assertThat(stored.get(1)).containsSequence("m" + i, "m" + i + "'");
    }
  }

  @Test
  void nobodyIsToldBeforeTheCommitThatHoldsItsBodies() throws Exception {
    Convoy convoy = new Convoy(this::storeWhenOpen, 1);
    Future<?> first = threads.submit(() -> convoy.put(message("first")));
    begun.acquire();
    List<Future<?>> others = putAll(convoy, 3);

    open.release();
    first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    begun.acquire();

    assertThat(others).noneMatch(Future::isDone);
    assertThat(stored).hasSize(1);
  }

  @Test
  void whatIsRefusedFailsAloneAndItsCompanyIsStored() throws Exception {
    Convoy convoy = new Convoy(this::refusingM1, 1);
    Future<?> first = threads.submit(() -> convoy.put(message("first")));
    begun.acquire();

    List<Future<?>> others = putAll(convoy, 3);
    open.release(1_000);

    first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    others.get(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    others.get(2).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThatThrownBy(() -> others.get(1).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(BrokerUnavailable.class);
    assertThat(stored)
        .containsExactlyInAnyOrder(
            List.of("first", "first'"), List.of("m0", "m0'"), List.of("m2", "m2'"));
  }

  @Test
  void aLargePutGoesByItselfPastThoseThatWait() throws Exception {
    Convoy convoy =
        new Convoy(
            bodies -> {
              if (names(bodies).contains("large")) {
                stored.add(names(bodies));
              } else {
                storeWhenOpen(bodies);
              }
            },
            1);
    Future<?> first = threads.submit(() -> convoy.put(message("first")));
    begun.acquire();
    putAll(convoy, 1);

    convoy.put(List.of(body("large", (int) Convoy.MOST_PUT_BYTES + 1)));

    assertThat(stored).containsExactly(List.of("large"));
    assertThat(first).isNotDone();
  }

  /** One after the other, each known to wait before the next comes. */
  private List<Future<?>> putAll(Convoy convoy, int count) {
    List<Future<?>> all = new ArrayList<>();
    for (int i : IntStream.range(0, count).toArray()) {
      all.add(threads.submit(() -> convoy.put(message("m" + i))));
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (convoy.waiting() < i + 1) {
        assertThat(System.nanoTime()).as("m%d waits", i).isLessThan(until);
        Thread.onSpinWait();
      }
    }
    return all;
  }

  private void refusingM1(List<SealedBody> bodies) {
    begun.release();
    open.acquireUninterruptibly();
    if (names(bodies).contains("m1")) {
      throw new BrokerUnavailable(new JMSException("refused"));
    }
    stored.add(names(bodies));
  }

  private void storeWhenOpen(List<SealedBody> bodies) {
    begun.release();
    open.acquireUninterruptibly();
    stored.add(names(bodies));
  }

  private static List<String> names(List<SealedBody> bodies) {
    return bodies.stream().map(SealedBody::address).toList();
  }

  private static List<SealedBody> message(String name) {
    return List.of(body(name, 100), body(name + "'", 100));
  }

  private static SealedBody body(String name, int bytes) {
    return new SealedBody(name, new byte[bytes], Map.of());
  }
}
