package org.sanwei.routes.intake.folder;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watched folder with its threads: one looks, a few wait for the disk. */
public final class FolderChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderChannel.class);

  /** Sends of one file in flight; more gain little, for they share the disk's flush. */
  private static final int IN_FLIGHT = 8;

  private static final Duration STOP = Duration.ofSeconds(20);

  private final FolderWatch watch;
  private final Duration pollEvery;
  private final ScheduledExecutorService looking;
  private final ExecutorService waiting;

  /**
   * @param kind fax: a file is a message; hotline: a row is
   * @param maxBytes the largest body that intake takes whole
   * @param large for pages above that; what is above its limit too goes to {@code refused/}
   * @param room shared with the other channels
   * @param listener told when looks begin to fail, and when they go well again
   */
  public FolderChannel(
      String channel,
      ChannelKind kind,
      Folder folder,
      long maxBytes,
      Intake intake,
      LargeIntake large,
      Room room,
      SourceTrouble listener,
      Clock clock) {
    ThreadFactory threads = task -> thread(task, "folder-" + channel);
    this.looking = Executors.newSingleThreadScheduledExecutor(threads);
    this.waiting = Executors.newFixedThreadPool(IN_FLIGHT, threads);
    this.pollEvery = folder.pollEvery();
    FileTaker taker =
        kind == ChannelKind.FAX
            ? new FaxFileTaker(channel, folder.facts(), maxBytes, intake, large, clock)
            : new HotlineFileTaker(channel, folder.columns(), maxBytes, intake, waiting, clock);
    this.watch = new FolderWatch(channel, folder, new InTurn(room, taker), listener, clock);
  }

  /** Looks from now on, at once and then with a pause after each look. */
  public void start() {
    looking.scheduleWithFixedDelay(this::look, 0, pollEvery.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A look that throws would be the last one. */
  private void look() {
    try {
      watch.look();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("a look at a folder failed: {}", e.getClass().getName());
    }
  }

  /** One look, by the calling thread: for tests and for whoever does not {@link #start}. */
  FolderWatch watch() {
    return watch;
  }

  /** Stops after the file in hand, within 20 seconds; what was not finished comes again. */
  @Override
  public void close() {
    looking.shutdown();
    try {
      if (!looking.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        looking.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    looking.shutdownNow();
    waiting.shutdownNow();
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
