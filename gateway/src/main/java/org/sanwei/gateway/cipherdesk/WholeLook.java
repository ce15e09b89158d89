package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.qpid.protonj2.client.StreamDelivery;
import org.apache.qpid.protonj2.client.StreamReceiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientIllegalStateException;

/**
 * One look through a queue that ends when everything was seen, and not before. The end of a queue
 * is known by a drain (AMQP 1.0, 2.6.7), and a broker that is asked for one while it is sending
 * answers too early: what it has not yet sent seems not to be there, and of a message of several
 * frames the rest stays with it until there is credit again. So the drain is asked for only when
 * nothing has come for a while, is believed only if nothing came before its answer, and there is
 * credit again before a message is read to its end. Not thread-safe.
 */
final class WholeLook {
  /** Messages on their way at a time: a few envelopes, each of at most some 50 MB. */
  static final int CREDIT = 8;

  private static final int MOST_DRAINS = 5;
  private static final Duration STEP = Duration.ofMillis(20);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final StreamReceiver receiver;
  private final Duration quiet;
  private final Duration patience;
  private final Deque<StreamDelivery> came = new ArrayDeque<>();

  /** What may come yet, and what came and was not read. */
  private int credit;

  /**
   * @param receiver without a credit window, nothing given yet
   * @param quiet without a first byte for so long, nothing is on its way
   * @param patience for one message, from its first byte to its last
   */
  WholeLook(StreamReceiver receiver, Duration quiet, Duration patience) {
    this.receiver = receiver;
    this.quiet = quiet;
    this.patience = patience;
  }

  /**
   * Hands every message's body over, oldest first, until there are no more or none is wanted. A
   * queue keeps its order, and what comes after a quiet time was put there meanwhile: where more
   * keeps coming, the look ends after a few such times with everything that lay there when it
   * began, and much of the rest.
   *
   * @param each says whether it wants more
   * @throws CipherDeskTrouble when one stops in the middle for good
   */
  void through(Predicate<byte[]> each) throws ClientException, InterruptedException {
    int drains = 0;
    while (true) {
      if (credit < CREDIT) {
        receiver.addCredit(CREDIT - credit);
        credit = CREDIT;
      }
      if (came.isEmpty()) {
        take(quiet);
      }
      if (came.isEmpty()) {
        drains++;
        if (drained() || drains == MOST_DRAINS) {
          return;
        }
      }
      while (!came.isEmpty()) {
        credit--;
        if (!each.test(whole(came.remove()))) {
          return;
        }
      }
    }
  }

  private void take(Duration wait) throws ClientException {
    StreamDelivery next = receiver.receive(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (next != null) {
      came.add(next);
    }
  }

  /**
   * Whether the broker says that there is no more, and nothing came before it said so. The future
   * of a stream's drain is never completed (protonj2 1.1.0), so its answer is known by this that
   * credit may be given again.
   */
  private boolean drained() throws ClientException {
    receiver.drain();
    long asked = System.nanoTime();
    do {
      take(STEP);
      int unread = came.size() + (int) receiver.queuedDeliveries();
      if (given()) {
        credit = unread + CREDIT;
        return came.isEmpty() && receiver.queuedDeliveries() == 0;
      }
    } while (System.nanoTime() - asked < ANSWER.toNanos());
    throw new CipherDeskTrouble(
        "the broker does not say whether that is all",
        "run it again; nothing was taken off the line");
  }

  private boolean given() throws ClientException {
    try {
      receiver.addCredit(CREDIT);
      return true;
    } catch (ClientIllegalStateException draining) {
      return false;
    }
  }

  private byte[] whole(StreamDelivery delivery) throws InterruptedException {
    CompletableFuture<byte[]> body = CompletableFuture.supplyAsync(() -> read(delivery));
    try {
      return body.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw broken("nothing more comes of it");
    } catch (ExecutionException e) {
      throw broken(String.valueOf(e.getCause()));
    }
  }

  private static CipherDeskTrouble broken(String why) {
    return new CipherDeskTrouble(
        "the broker stopped in the middle of a message: " + why,
        "run it again; if it stays so, tell the integrator: nothing was taken off the line");
  }

  private static byte[] read(StreamDelivery delivery) {
    try (InputStream body = delivery.message().body()) {
      return body.readAllBytes();
    } catch (ClientException e) {
      throw new UncheckedIOException(new IOException(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
