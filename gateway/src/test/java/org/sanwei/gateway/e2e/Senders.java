package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sanwei.gateway.e2e.Bureau.Words;

/** Sources of every channel and a bureau, all at once until closed. */
final class Senders implements AutoCloseable {
  /** One thread each; its messages take turns among these ways. */
  private static final List<List<Way>> SOURCES =
      List.of(
          List.of(Way.SMS_POST, Way.HOTLINE_POST),
          List.of(Way.FAX_POST, Way.INTRANET_POST),
          // A picture takes a second or two of the processor: one in 25 of all messages is one.
          List.of(Way.FAX_MAIL, Way.FAX_PAGE, Way.FAX_MAIL, Way.FAX_MAIL, Way.FAX_MAIL),
          List.of(Way.FAX_FILE, Way.HOTLINE_FILE),
          List.of(Way.SHORT_TEXT, Way.LONG_TEXT, Way.SHORT_TEXT, Way.LONG_TEXT, Way.HALF_TEXT),
          List.of(Way.SLIP),
          List.of(Way.AMQP, Way.STOMP, Way.MQTT, Way.AMQP_TRANSACTION));

  private static final int MOST_OF_A_SOURCE = 30;
  private static final int MOST_FILES = 6;
  private static final int MOST_SLIPS = 6;

  /** Between two messages of a source, so that some are on their way whenever the kill comes. */
  private static final int LONGEST_PAUSE_MILLIS = 60;

  /** WeCom shows a member thirty messages a minute and drops the rest without a word. */
  private static final int MOST_BULLETINS = 4;

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> works = new ArrayList<>();

  /** Begins at once. */
  Senders(Traffic traffic, Bureau bureau, Random words) {
    Random pauses = new Random(words.nextLong());
    for (List<Way> ways : SOURCES) {
      int most =
          ways.contains(Way.FAX_FILE)
              ? MOST_FILES
              : ways.contains(Way.SLIP) ? MOST_SLIPS : MOST_OF_A_SOURCE;
      works.add(
          repeat(
              most,
              i -> {
                Way way = ways.get(i % ways.size());
                traffic.send(way);
                if (way == Way.SLIP && i % 3 == 0) {
                  traffic.slipsLeft();
                }
                Siege.pause(Duration.ofMillis(pauses.nextInt(LONGEST_PAUSE_MILLIS)));
              }));
    }
    works.add(repeat(MOST_BULLETINS, i -> letOut(bureau, words)));
  }

  private interface Work {
    void run(int turn);
  }

  private Future<?> repeat(int most, Work work) {
    return threads.submit(
        () -> {
          for (int i = 0; i < most && going.get(); i++) {
            work.run(i);
          }
        });
  }

  /** A bulletin of its own words to two leaders, up to where the gateway still answers. */
  private static void letOut(Bureau bureau, Random random) {
    String text = "各项工作正常" + Canary.next(random);
    try {
      Object unused =
          bureau.letOut(new Words("情况通报", text, text), List.of(), List.of("周明远", "沈若兰"));
    } catch (IOException | AssertionError e) {
      // The kill, or an answer without the database: what came of it is for the inventory to find.
      return;
    }
  }

  /** No more messages from now on. */
  void stop() {
    going.set(false);
  }

  /** Waits for all of them; what one of them threw is thrown here. */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    stop();
    threads.shutdown();
    for (Future<?> work : works) {
      Object unused = work.get();
    }
  }
}
