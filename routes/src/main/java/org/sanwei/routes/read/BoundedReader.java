package org.sanwei.routes.read;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.RawArrival;

/**
 * The reader in this process. Each message is read on a thread of the executor, and the caller
 * stops waiting when the budget is spent: what was read until then is kept, the rest is TOO_SLOW.
 * The thread is interrupted and gives up at its next checkpoint; a parser that hangs for good keeps
 * its thread. So pass an executor that makes threads as needed ({@code newCachedThreadPool} of
 * daemon threads): time spent waiting for a thread counts.
 */
public final class BoundedReader implements Reader {
  private final ExecutorService executor;
  private final ReadLimits limits;
  private final @Nullable Eyes eyes;

  /** One that recognises no picture. The caller keeps the executor and shuts it down. */
  public BoundedReader(ExecutorService executor, ReadLimits limits) {
    this(executor, limits, null);
  }

  /** The caller keeps executor and eyes, and shuts them down. */
  public BoundedReader(ExecutorService executor, ReadLimits limits, @Nullable Eyes eyes) {
    this.executor = executor;
    this.limits = limits;
    this.eyes = eyes;
  }

  @Override
  public ReadResult read(RawArrival arrival, Depth depth) {
    Gathering gathering = new Gathering(limits, arrival.body().length);
    Future<?> reading =
        executor.submit(() -> new MessageReading(gathering, limits, depth, eyes).read(arrival));
    try {
      Object unused = reading.get(limits.budget().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      gathering.unread(Gathering.WHOLE, UnreadReason.TOO_SLOW);
    } catch (ExecutionException e) {
      // The cause may quote the message, so it goes nowhere; the hold says that reading broke.
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    } catch (InterruptedException e) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a message was being read");
    }
    return gathering.close();
  }
}
