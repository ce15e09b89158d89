package org.sanwei.routes.queue;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One large body at a time: taken over, sealed, opened, read and sealed again, one takes several
 * times its size of memory. Small ones do not wait. A turn may end on another thread than it began.
 * Safe from many threads; shared by everybody who is to be held apart.
 */
public final class LargeTurn {
  /** Smaller than this, a few at once do no harm. In bytes. */
  public static final long LARGE = 4L * 1024 * 1024;

  private final Semaphore turn = new Semaphore(1, true);

  /** What was entered; closing it twice is closing it once. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the turn of a body of this size.
   *
   * @throws InterruptedException when the waiting thread is to end
   */
  public Turn enter(long sizeBytes) throws InterruptedException {
    if (sizeBytes < LARGE) {
      return () -> {};
    }
    turn.acquire();
    return taken();
  }

  /** The turn of a body of this size when it is free; empty, without waiting, when it is not. */
  public Optional<Turn> tryEnter(long sizeBytes) {
    if (sizeBytes < LARGE) {
      return Optional.of(() -> {});
    }
    return turn.tryAcquire() ? Optional.of(taken()) : Optional.empty();
  }

  private Turn taken() {
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        turn.release();
      }
    };
  }
}
