package org.sanwei.routes.read.apart;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;

/** One child process and the pipe to it. For one thread at a time, but for {@link #close}. */
final class ReaderProcess implements AutoCloseable {
  /** The exit of a JVM that ran out of memory ({@code -XX:+ExitOnOutOfMemoryError}). */
  private static final int OUT_OF_MEMORY = 3;

  private static final long PATIENCE_SECONDS = 5;

  private final Process process;

  /** Whether ours is not the child but has started it, and ends when it has. */
  private final boolean startsTheChild;

  private final Quarters quarters;
  private final Path directory;
  private final DataInputStream in;
  private final DataOutputStream out;
  private boolean removed;
  private boolean sound;
  private int jobs;

  /** By {@link System#nanoTime()}; meaningful while {@code asked}. */
  private volatile long deadline;

  private volatile boolean asked;
  private volatile boolean late;

  private ReaderProcess(Process process, Launch launch, Path directory) {
    this.process = process;
    this.startsTheChild = launch.walls().oneStartsTheChild();
    this.quarters = launch.quarters();
    this.directory = directory;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
  }

  static ReaderProcess start(Launch launch) throws IOException {
    Path directory = launch.quarters().make();
    try {
      return new ReaderProcess(launch.start(directory), launch, directory);
    } catch (IOException | RuntimeException e) {
      launch.quarters().remove(directory);
      throw e;
    }
  }

  /**
   * Asks it; blocks until it answers or ends, which {@link #endIfLate} sees to.
   *
   * @throws IOException when it has ended, or answers what cannot be believed
   */
  ReadResult read(Question question, RawArrival arrival, Duration within) throws IOException {
    jobs++;
    deadline = System.nanoTime() + within.toNanos();
    asked = true;
    sound = false;
    try {
      Pipe.ask(out, question, arrival.body());
      ReadResult answer = Pipe.answer(in, question);
      sound = true;
      return answer;
    } finally {
      asked = false;
    }
  }

  /** Whether it may be asked again: it runs, and has answered what it was asked last. */
  boolean isSound() {
    return sound && process.isAlive();
  }

  /** To be called now and then: ends a child that has not answered in time. */
  void endIfLate() {
    if (asked && System.nanoTime() - deadline > 0) {
      late = true;
      end();
    }
  }

  /** How many messages it has been asked about. */
  int jobs() {
    return jobs;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Why a message is held of which it ended, told by how it ended. */
  UnreadReason reason() throws InterruptedException {
    if (late) {
      return UnreadReason.TOO_SLOW;
    }
    return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            && process.exitValue() == OUT_OF_MEMORY
        ? UnreadReason.TOO_LARGE
        : UnreadReason.BROKEN;
  }

  /** Ends it at once and removes what it kept. Idempotent; may be called from any thread. */
  @Override
  public synchronized void close() {
    List<ProcessHandle> inner = end();
    boolean interrupted = false;
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      for (ProcessHandle each : inner) {
        each.onExit().completeOnTimeout(each, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (!removed) {
      removed = true;
      closed(process.getInputStream());
      closed(process.getOutputStream());
      quarters.remove(directory);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Kills it. A child that another one has started is killed alone: who started it takes leave of
   * it and ends, where otherwise that would be left to the first process of the machine, which in a
   * container we are ourselves.
   *
   * @return what has been started in there, which ends along with it
   */
  private List<ProcessHandle> end() {
    List<ProcessHandle> inner = startsTheChild ? process.descendants().toList() : List.of();
    if (inner.isEmpty()) {
      process.destroyForcibly();
    }
    inner.forEach(ProcessHandle::destroyForcibly);
    return inner;
  }

  private static void closed(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Nobody is at the other end.
      return;
    }
  }
}
