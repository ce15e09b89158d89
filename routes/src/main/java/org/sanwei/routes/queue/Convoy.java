package org.sanwei.routes.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Small puts that come while others are being committed go together in the next transaction: of
 * many at once most wait for a commit that another thread makes, and a lone one waits for nobody.
 * One whose company fails is put again by itself, so that no put fails for what another holds. Safe
 * from many threads.
 */
final class Convoy {
  /** Larger ones go by themselves: nobody is to wait for them. */
  static final long MOST_PUT_BYTES = 256 * 1024;

  private static final long MOST_BYTES = 1024 * 1024;
  private static final int MOST_PUTS = 64;

  /** Stores all of them, or none. */
  interface Store {
    /**
     * @throws BrokerUnavailable when they are not known to be stored
     */
    void put(List<SealedBody> bodies);
  }

  private enum Turn {
    LEAD,
    STORED,
    ALONE
  }

  private record Put(List<SealedBody> bodies, long bytes, CompletableFuture<Turn> turn) {
    static Put of(List<SealedBody> bodies) {
      long bytes = bodies.stream().mapToLong(body -> body.bytes().length).sum();
      return new Put(bodies, bytes, new CompletableFuture<>());
    }
  }

  private final Store store;
  private final int mostAtOnce;
  private final Deque<Put> waiting = new ArrayDeque<>();
  private int committing;

  /**
   * @param mostAtOnce how many transactions are under way before a put waits for company
   */
  Convoy(Store store, int mostAtOnce) {
    this.store = store;
    this.mostAtOnce = mostAtOnce;
  }

  /** Returns when they are stored, by whomever. Throws as {@link Store#put} does. */
  void put(List<SealedBody> bodies) {
    Put mine = Put.of(bodies);
    if (mine.bytes() > MOST_PUT_BYTES) {
      store.put(bodies);
      return;
    }
    Turn turn = begins(mine) ? Turn.LEAD : mine.turn().join();
    if (turn == Turn.LEAD) {
      turn = lead(mine);
    }
    if (turn == Turn.ALONE) {
      store.put(bodies);
    }
  }

  /** How many wait for a transaction of others to end. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private boolean begins(Put mine) {
    synchronized (waiting) {
      if (committing < mostAtOnce) {
        committing++;
        return true;
      }
      waiting.add(mine);
      return false;
    }
  }

  /** Commits for everybody who waits, as far as there is room, and says what is left to do. */
  private Turn lead(Put mine) {
    List<Put> company = company(mine);
    List<SealedBody> bodies = new ArrayList<>(mine.bodies());
    company.forEach(put -> bodies.addAll(put.bodies()));
    Turn told = Turn.ALONE;
    try {
      store.put(bodies);
      told = Turn.STORED;
    } catch (BrokerUnavailable e) {
      if (company.isEmpty()) {
        throw e;
      }
    } finally {
      next();
      for (Put put : company) {
        put.turn().complete(told);
      }
    }
    return told;
  }

  private List<Put> company(Put mine) {
    List<Put> company = new ArrayList<>();
    long bytes = mine.bytes();
    synchronized (waiting) {
      Put first = waiting.peek();
      while (first != null
          && company.size() < MOST_PUTS - 1
          && bytes + first.bytes() <= MOST_BYTES) {
        bytes += first.bytes();
        company.add(waiting.remove());
        first = waiting.peek();
      }
    }
    return company;
  }

  /** Whoever waits longest commits next. */
  private void next() {
    Put first;
    synchronized (waiting) {
      first = waiting.poll();
      if (first == null) {
        committing--;
      }
    }
    if (first != null) {
      first.turn().complete(Turn.LEAD);
    }
  }
}
