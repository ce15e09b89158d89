package org.sanwei.gateway.reply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.release.SendResult;
import org.sanwei.routes.reply.NoticeStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries due notices to the step that sends them, one after the other. What a provider refused for
 * now is tried again with growing pauses, five times in all; what nobody knows the end of is not.
 * One thread of its own once started.
 */
public final class NoticeRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeRelay.class);

  private static final int MOST_A_ROUND = 100;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  /** An item's address is kept a moment after its number is given, or before. */
  private static final Duration UNTIL_READ = Duration.ofSeconds(5);

  /** When the step itself could not work: the database or the key file is away. */
  private static final Duration UNTIL_BACK = Duration.ofMinutes(1);

  private static final Duration LONGEST_UNTIL_READ = Duration.ofHours(1);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

  private final NoticeBook book;
  private final NoticeStep step;
  private final Clock clock;
  private final Map<NoticeState, LongAdder> ends = new EnumMap<>(NoticeState.class);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "notice-relay");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean failing;

  /** Taken and surely not sent, and still to be put back; of the relaying thread. */
  private @Nullable Due unsent;

  public NoticeRelay(NoticeBook book, NoticeStep step, Clock clock) {
    this.book = book;
    this.step = step;
    this.clock = clock;
    for (NoticeState state : NoticeState.values()) {
      ends.put(state, new LongAdder());
    }
  }

  /** Looks every {@code pause} whether something is due. */
  public void start(Duration pause) {
    var unused =
        worker.scheduleWithFixedDelay(
            this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many notices ended so since the start. */
  public long ended(NoticeState state) {
    LongAdder count = ends.get(state);
    return count == null ? 0 : count.sum();
  }

  /** Sends what is due now, at most {@value #MOST_A_ROUND}; returns how many were looked at. */
  public int relay() {
    putBack();
    add(NoticeState.UNKNOWN, book.giveUp());
    int looked = 0;
    while (looked < MOST_A_ROUND && !worker.isShutdown()) {
      Optional<Due> due = book.claim();
      if (due.isEmpty()) {
        break;
      }
      looked++;
      carry(due.get());
    }
    return looked;
  }

  private void carry(Due due) {
    if (due.barred()) {
      end(due, NoticeState.WITHHELD, NoticeBook.BARRED);
      return;
    }
    NoticeStep.Result result =
        step.send(due.item(), due.channel(), due.notice(), due.id(), due.attempts() == 1);
    if (result instanceof NoticeStep.Result.NotNow notNow) {
      unsent = due;
      putBack();
      throw notNow.why();
    }
    settle(due, result);
  }

  /** Without a database it is put back by the next round that has one. */
  private void putBack() {
    Due due = unsent;
    if (due != null) {
      book.later(due, UNTIL_BACK, false);
      unsent = null;
    }
  }

  private void settle(Due due, NoticeStep.Result result) {
    if (result instanceof NoticeStep.Result.NotKept) {
      Instant patience = due.since().plus(LONGEST_UNTIL_READ);
      if (!due.judged() && clock.instant().isBefore(patience)) {
        book.later(due, UNTIL_READ, false);
      } else {
        end(due, NoticeState.WITHHELD, "no-address-kept");
      }
    } else if (result instanceof NoticeStep.Result.Withheld withheld) {
      end(due, NoticeState.WITHHELD, withheld.code());
    } else {
      tried(due, ((NoticeStep.Result.Tried) result).result());
    }
  }

  private void tried(Due due, SendResult result) {
    if (result instanceof SendResult.Accepted) {
      end(due, NoticeState.SENT, "");
    } else if (result instanceof SendResult.Unknown unknown) {
      end(due, NoticeState.UNKNOWN, unknown.why());
    } else {
      SendResult.Refused refused = (SendResult.Refused) result;
      if (refused.worthRetrying() && due.attempts() <= PAUSES.size()) {
        book.later(due, PAUSES.get(due.attempts() - 1), true);
      } else {
        end(due, NoticeState.FAILED, refused.code());
      }
    }
  }

  private void end(Due due, NoticeState state, String code) {
    book.end(due, state, code);
    add(state, 1);
  }

  private void add(NoticeState state, int count) {
    LongAdder adder = ends.get(state);
    if (adder != null) {
      adder.add(count);
    }
  }

  /** The database or the key file being away is told once, and once when it is over. */
  private void quietly() {
    try {
      relay();
      if (failing) {
        LOG.info("notices to senders go again");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("notices to senders wait: {}", e.getClass().getName());
      }
      failing = true;
    }
  }

  /** Lets the notice that is on its way come to its end, if that does not take long. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a notice was on its way at the end: nobody will know whether it went");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
