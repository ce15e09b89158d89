package org.sanwei.routes.read.apart;

import java.time.Duration;
import org.sanwei.routes.read.ReadLimits;

/**
 * How many child processes there are and what each may take.
 *
 * @param name of the pool, for the log and for its place on the disk
 * @param limits what one message may ask of its reader
 * @param children the most at a time; one of them is a spare, warm while the others read
 * @param jobs after so many messages a child is replaced by a fresh one
 * @param heapBytes of one child; its native memory, of pictures' models, comes on top
 * @param niceness 0 to 19: how far it stands back behind the gateway when both want the processor
 * @param grace how long after its budget's end a child may take to say what it has read until then
 */
public record ReaderSettings(
    String name,
    ReadLimits limits,
    int children,
    int jobs,
    long heapBytes,
    int niceness,
    Duration grace) {
  private static final long MEGABYTE = 1024 * 1024;

  /** What a JVM and its parsers take before they have read anything. */
  private static final long LEAST_HEAP = 96 * MEGABYTE;

  /** What one body takes of the heap at its most, in its own sizes (measured, ADR 0017). */
  private static final int TIMES_ITS_SIZE = 12;

  /** Enough for a start to be worth its while, few enough that nothing grows for long. */
  private static final int JOBS = 20_000;

  /** Where models of native code grow, it is not for long. */
  private static final int FEW_JOBS = 500;

  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int STANDS_BACK = 5;

  public ReaderSettings {
    if (children < 1 || jobs < 1 || heapBytes < LEAST_HEAP || niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("these are no settings of a reader");
    }
  }

  /**
   * For what is read as soon as it comes: everything but pictures.
   *
   * @param bodyBytes the largest body that is read
   * @param atOnce how many messages may be read at the same time
   */
  public static ReaderSettings text(long bodyBytes, int atOnce) {
    return new ReaderSettings(
        "text", ReadLimits.DEFAULTS, atOnce + 1, JOBS, heap(bodyBytes), 0, GRACE);
  }

  /** For pictures, which are many and slow: these stand back behind everything else. */
  public static ReaderSettings pages(long bodyBytes, int atOnce) {
    return new ReaderSettings(
        "pages",
        ReadLimits.DEFAULTS.forPictures(),
        atOnce + 1,
        FEW_JOBS,
        heap(bodyBytes),
        STANDS_BACK,
        GRACE);
  }

  /**
   * For files that somebody has read at the command line: one after the other, pictures and all.
   *
   * @param bodyBytes the largest file that is read
   */
  public static ReaderSettings files(long bodyBytes) {
    return new ReaderSettings(
        "files", ReadLimits.DEFAULTS.forPictures(), 1, FEW_JOBS, heap(bodyBytes), 0, GRACE);
  }

  private static long heap(long bodyBytes) {
    return Math.max(LEAST_HEAP, TIMES_ITS_SIZE * bodyBytes);
  }

  /** The most that a child may take of a body and give back in attachments, and a little more. */
  long fileBytes() {
    return heapBytes;
  }
}
