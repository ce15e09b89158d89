package org.sanwei.gateway.cipherdesk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A look through a queue that is given up when nothing more comes of it: the broker ends a
 * browser's drain while a large message is on its way to it, and the rest then never comes. Looking
 * takes nothing off, so it may be done again.
 */
final class PatientLook {
  private final Duration stall;

  /**
   * @param stall how long nothing may come
   */
  PatientLook(Duration stall) {
    this.stall = stall;
  }

  /** Looks through the queue and says of each message that it has come. */
  @FunctionalInterface
  interface Look {
    List<byte[]> through(Consumer<byte[]> came);
  }

  /**
   * Everything that was seen; empty when it stalled, and its thread and connection are of no use.
   */
  Optional<List<byte[]>> at(Look look) {
    AtomicLong came = new AtomicLong();
    CompletableFuture<List<byte[]>> all = new CompletableFuture<>();
    Thread looking =
        new Thread(
            () -> {
              try {
                all.complete(look.through(body -> came.incrementAndGet()));
              } catch (RuntimeException | Error e) {
                all.completeExceptionally(e);
              }
            },
            "cipher-desk-look");
    looking.setDaemon(true);
    looking.start();
    try {
      return await(all, came);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CipherDeskTrouble("interrupted while looking at the line", "run it again");
    }
  }

  private Optional<List<byte[]>> await(CompletableFuture<List<byte[]>> all, AtomicLong came)
      throws InterruptedException {
    while (true) {
      long before = came.get();
      try {
        return Optional.of(all.get(stall.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (came.get() == before) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException own) {
          throw own;
        }
        throw new IllegalStateException("the look at the line failed", e.getCause());
      }
    }
  }
}
