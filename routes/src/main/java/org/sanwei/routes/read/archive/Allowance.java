package org.sanwei.routes.read.archive;

/** What is left of how far all archives of one message may be expanded. Not for several threads. */
public final class Allowance {
  /** Deflate cannot pass 1,032; office papers reach a hundred or two where they repeat. */
  private static final int MOST_TIMES = 400;

  /** Below it no ratio counts: a page of spaces is no bomb. */
  private static final long HARMLESS_BYTES = 8L * 1024 * 1024;

  private final long entryBytes;
  private final Runnable checkpoint;
  private int entriesLeft;
  private long bytesLeft;

  /**
   * @param entries of all archives together
   * @param entryBytes that one entry may expand to
   * @param totalBytes that all entries together may expand to
   * @param checkpoint called often; what it throws ends the reading
   */
  public Allowance(int entries, long entryBytes, long totalBytes, Runnable checkpoint) {
    this.entriesLeft = entries;
    this.entryBytes = entryBytes;
    this.bytesLeft = totalBytes;
    this.checkpoint = checkpoint;
  }

  /** Counts an entry; false once there have been too many. */
  public boolean entry() {
    entriesLeft--;
    return entriesLeft >= 0;
  }

  /** Counts expanded bytes; false once an entry that has {@code expanded} so far is too much. */
  boolean take(int bytes, long expanded, long packed) {
    checkpoint.run();
    bytesLeft -= bytes;
    return bytesLeft >= 0
        && expanded <= entryBytes
        && (expanded <= HARMLESS_BYTES || expanded / MOST_TIMES <= packed);
  }

  /** True while anything may be expanded. */
  boolean left() {
    checkpoint.run();
    return bytesLeft > 0;
  }
}
