package org.sanwei.routes.guard;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The memory that bodies on their way in may fill together, by whichever channel they come. Who has
 * no place says "later" in his protocol's own way, or waits. Safe from many threads.
 */
public final class Room {
  private static final int PERMIT_BYTES = 64 * 1024;

  private final int all;
  private final Semaphore permits;

  private Room(long bytes) {
    all = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / PERMIT_BYTES));
    permits = new Semaphore(all, true);
  }

  /** An eighth of the heap: a body is copied about three times on its way. */
  public static Room ofHeap(long maxHeapBytes) {
    return new Room(maxHeapBytes / 8);
  }

  /** Empty when there is no place now. What is larger than the room asks for all of it. */
  public Optional<Place> tryTake(long bytes) {
    int asked = permits(bytes);
    return permits.tryAcquire(asked) ? Optional.of(new Place(asked)) : Optional.empty();
  }

  /** Waits, first come, first served. */
  public Place take(long bytes) throws InterruptedException {
    int asked = permits(bytes);
    permits.acquire(asked);
    return new Place(asked);
  }

  private int permits(long bytes) {
    return (int) Math.max(1, Math.min(all, (bytes + PERMIT_BYTES - 1) / PERMIT_BYTES));
  }

  /** A place for one body; closing it twice does no harm. */
  public final class Place implements AutoCloseable {
    private final int taken;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Place(int taken) {
      this.taken = taken;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        permits.release(taken);
      }
    }
  }
}
