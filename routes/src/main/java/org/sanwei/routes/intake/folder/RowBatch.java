package org.sanwei.routes.intake.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.Taken;

/**
 * Gives rows to intake, several at a time, for each waits for the disk. Holds at most {@value
 * #MOST_ROWS} rows and about {@value #MOST_BYTES} bytes. For one thread.
 */
final class RowBatch {
  private static final int MOST_ROWS = 64;
  static final long MOST_BYTES = 8L * 1024 * 1024;

  private final Intake intake;
  private final ExecutorService threads;
  private final List<Taken> waiting = new ArrayList<>();
  private long bytes;
  private long durable;

  RowBatch(Intake intake, ExecutorService threads) {
    this.intake = intake;
    this.threads = threads;
  }

  /** Takes a row; it may be durable only after {@link #flush}. */
  void add(Taken row) {
    waiting.add(row);
    bytes += row.body().length;
    if (waiting.size() >= MOST_ROWS || bytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Returns when every row so far is durable. */
  void flush() {
    List<Callable<Object>> each = new ArrayList<>();
    waiting.forEach(row -> each.add(() -> intake.accept(row)));
    try {
      for (Future<Object> done : threads.invokeAll(each)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a row was not taken");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
    durable += waiting.size();
    waiting.clear();
    bytes = 0;
  }

  /** How many rows are durable. */
  long durable() {
    return durable;
  }

  /** The gateway stops; the rows come again. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped while rows were taken", null, false, false);
    }
  }
}
