package org.sanwei.routes.read.ocr;

/**
 * How long reading may go on. It is asked between lines: once it says no, what was read so far is
 * handed back as cut short. Safe from many threads.
 */
@FunctionalInterface
public interface Pace {
  /** Whether there is time for another step. */
  boolean goesOn();

  /** No limit but the thread's interruption. */
  static Pace untilInterrupted() {
    return () -> !Thread.currentThread().isInterrupted();
  }

  /**
   * Until this reading of the nanosecond clock that is given, or until the thread is interrupted.
   */
  static Pace until(long deadlineNanos, java.util.function.LongSupplier nanoClock) {
    return () ->
        !Thread.currentThread().isInterrupted() && nanoClock.getAsLong() - deadlineNanos < 0;
  }
}
