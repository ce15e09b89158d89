package org.sanwei.routes.guard;

import java.util.Optional;
import java.util.concurrent.Semaphore;

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

  /**
   * Empty when there is no place now, or when others wait in turn. What is larger than the room
   * asks for all of it.
   */
  public Optional<Place> tryTake(long bytes) {
    return tryTake(bytes, 0);
  }

  /** As {@link #tryTake(long)}, only while so many bytes stay free besides. */
  Optional<Place> tryTake(long bytes, long leftFree) {
    int asked = permits(bytes);
    int both = leftFree <= 0 ? asked : permits(bytes + leftFree);
    if (permits.hasQueuedThreads() || !permits.tryAcquire(both)) {
      return Optional.empty();
    }
    permits.release(both - asked);
    return Optional.of(new Place(asked));
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
    private int taken;
    private boolean closed;

    private Place(int taken) {
      this.taken = taken;
    }

    /**
     * Makes it a place of so many bytes, if there is room now; else it stays as it is. Before those
     * that wait: who holds something and does not go on would keep them waiting.
     */
    public synchronized boolean tryWiden(long bytes) {
      int more = permits(bytes) - taken;
      if (more > 0 && (closed || !permits.tryAcquire(more))) {
        return false;
      }
      taken += Math.max(0, more);
      return true;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        permits.release(taken);
      }
    }
  }
}
