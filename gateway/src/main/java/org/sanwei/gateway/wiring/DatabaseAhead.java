package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.gateway.database.DatabaseFailure;
import org.sanwei.gateway.database.EmbeddedPostgres;

/**
 * Our own PostgreSQL, or nothing when a remote one is used. It starts while Spring still reads its
 * configuration: the one waits for a child process, the other for a processor.
 */
final class DatabaseAhead implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final CompletableFuture<@Nullable EmbeddedPostgres> server;

  private DatabaseAhead(CompletableFuture<@Nullable EmbeddedPostgres> server) {
    this.server = server;
  }

  /** Begins the start in a thread of its own. */
  static DatabaseAhead begin(Setup setup, SecureRandom random, Progress progress) {
    CompletableFuture<@Nullable EmbeddedPostgres> server = new CompletableFuture<>();
    if (!(setup.config().database() instanceof Database.Embedded)) {
      server.complete(null);
      return new DatabaseAhead(server);
    }
    Thread thread =
        new Thread(
            () -> {
              try {
                server.complete(
                    EmbeddedPostgres.start(
                        setup.data(),
                        random,
                        stage -> progress.at(stage.chinese(), stage.english())));
              } catch (Throwable e) {
                server.completeExceptionally(e);
              }
            },
            "database-start");
    thread.start();
    return new DatabaseAhead(server);
  }

  /**
   * The server once it serves; null for a remote one. Blocks for as long as the start takes.
   *
   * @throws StartRefused when it cannot serve
   */
  @Nullable EmbeddedPostgres await() {
    while (true) {
      try {
        // In short waits: Spring takes a start that waits without end for a stuck one, and a stop
        // would then close nothing.
        return server.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartRefused("interrupted while the database starts", "start again");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DatabaseFailure failure) {
          throw new StartRefused(failure.where() + ": " + failure.what(), failure.mend());
        }
        throw new IllegalStateException("the database does not start", e.getCause());
      }
    }
  }

  /** Stops it, after its start when that is still under way. Idempotent. */
  @Override
  public void close() {
    EmbeddedPostgres started = server.exceptionally(failed -> null).join();
    if (started != null) {
      started.close();
    }
  }
}
