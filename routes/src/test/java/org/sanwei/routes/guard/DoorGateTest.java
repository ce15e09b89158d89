package org.sanwei.routes.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What one connection's gate counts, and when it gives its place back. */
class DoorGateTest {
  private static final int MIB = 1024 * 1024;
  private static final int READ = 32 * 1024;
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final DoorLimits LIMITS =
      new DoorLimits(
          64 * 1024, Duration.ofSeconds(10), 8 * MIB, 4 * MIB, WITHIN, Duration.ofSeconds(30), 8);

  private final List<String> refusals = new ArrayList<>();
  private final Room room = Room.ofHeap(8 * 6 * MIB);
  private long nanos;

  private EmbeddedChannel loggedIn() {
    DoorGate gate = new DoorGate(LIMITS, room, refusals::add, () -> nanos);
    EmbeddedChannel channel = new EmbeddedChannel(gate);
    gate.loggedIn();
    channel.runPendingTasks();
    return channel;
  }

  private static DoorGate gate(EmbeddedChannel channel) {
    return channel.pipeline().get(DoorGate.class);
  }

  private static void pour(EmbeddedChannel channel, int bytes) {
    for (int sent = 0; sent < bytes; sent += READ) {
      channel.writeInbound(Unpooled.wrappedBuffer(new byte[READ]));
      channel.releaseInbound();
    }
  }

  private boolean free(int bytes) {
    return room.tryTake(bytes)
        .map(
            place -> {
              place.close();
              return true;
            })
        .orElse(false);
  }

  @Test
  void aFurtherSessionMakesNothingForgotten() {
    EmbeddedChannel channel = loggedIn();
    pour(channel, MIB);

    gate(channel).loggedIn();
    channel.runPendingTasks();

    assertThat(free(6 * MIB)).isFalse();
  }

  @Test
  void thePlaceIsHeldUntilWhoeverTookTheMessageIsDone() {
    EmbeddedChannel channel = loggedIn();
    pour(channel, 2 * MIB);

    gate(channel).whole(2 * MIB);
    assertThat(free(6 * MIB)).as("it is being sealed").isFalse();

    channel.runPendingTasks();
    assertThat(free(6 * MIB)).isTrue();
  }

  @Test
  void tinyMessagesCreditNoMoreThanTheyWeigh() {
    EmbeddedChannel channel = loggedIn();
    pour(channel, 4 * MIB);

    for (int i = 0; i < 1_000; i++) {
      gate(channel).whole(10);
    }
    channel.runPendingTasks();

    assertThat(free(6 * MIB)).isFalse();
  }

  @Test
  void heartbeatsOfDaysAreNoMessage() {
    EmbeddedChannel channel = loggedIn();

    for (int minute = 0; minute < 10_000; minute++) {
      nanos += TimeUnit.MINUTES.toNanos(1);
      channel.writeInbound(Unpooled.wrappedBuffer(new byte[100]));
      channel.releaseInbound();
    }

    assertThat(free(6 * MIB)).isTrue();
  }

  @Test
  void twoThatGrowDoNotWaitForOneAnother() {
    EmbeddedChannel first = loggedIn();
    EmbeddedChannel second = loggedIn();
    EmbeddedChannel third = loggedIn();
    pour(first, MIB);
    pour(second, MIB);
    pour(third, MIB);

    pour(first, MIB);
    pour(second, MIB);

    assertThat(first.config().isAutoRead()).as("has its larger place").isTrue();
    assertThat(second.config().isAutoRead()).as("waits").isFalse();
    second.advanceTimeBy(WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS);
    second.runScheduledPendingTasks();
    assertThat(refusals).as("a wait of the gate's own is not the client's").isEmpty();

    gate(first).whole(2 * MIB);
    first.runPendingTasks();
    second.advanceTimeBy(1, TimeUnit.SECONDS);
    second.runScheduledPendingTasks();
    assertThat(second.config().isAutoRead()).isTrue();
  }

  @Test
  void aLargeMessageThatDoesNotEndIsRefused() {
    EmbeddedChannel channel = loggedIn();
    pour(channel, MIB);

    channel.advanceTimeBy(WITHIN.toMillis() + 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();

    assertThat(refusals).containsExactly("too-slow");
    assertThat(free(6 * MIB)).isTrue();
  }

  @Test
  void whoAsksDoesNotPassThoseThatWaitInTurn() throws Exception {
    Room.Place all = room.take(5 * MIB);
    Thread waiting =
        new Thread(
            () -> {
              try (Room.Place mine = room.take(6 * MIB)) {
                assertThat(mine).isNotNull();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    assertThat(room.tryTake(MIB)).isEmpty();

    all.close();
    waiting.join();
    assertThat(room.tryTake(MIB)).isPresent();
  }
}
