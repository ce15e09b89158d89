package org.sanwei.routes.read;

import org.sanwei.routes.message.RawArrival;

/** Turns what arrived into text. A reader may stand in this process or in another one. */
public interface Reader {

  /** Reads all of a message: {@link #read(RawArrival, Depth)} at {@link Depth#WHOLE}. */
  default ReadResult read(RawArrival arrival) {
    return read(arrival, Depth.WHOLE);
  }

  /**
   * Reads a message within the reader's limits. Input never makes it throw: what cannot be read is
   * an {@code Unread} of the result's content, whose position counts parts from 1 ({@code 2},
   * {@code 2/1}; {@code 0} is the message as a whole). What a lesser depth leaves is told by {@link
   * ReadResult#waiting()} and by nothing else: such a result says no more than how urgent the
   * message may be. Safe from many threads.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the reader is being shut down
   * @throws java.util.concurrent.CancellationException if the calling thread was interrupted; its
   *     interrupt flag is set again
   */
  ReadResult read(RawArrival arrival, Depth depth);
}
