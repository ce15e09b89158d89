package org.sanwei.routes.read;

import java.time.Duration;

/**
 * How much of one message is read before it is held. {@code maxDepth} counts messages, multiparts,
 * archives and papers inside each other, {@code maxParts} leaves, {@code maxTextCharacters} UTF-16
 * units of all texts together, {@code maxPages} pages of one PDF or OFD. {@code budget} is
 * wall-clock time for the whole message. Of all archives and office papers of a message together
 * {@code maxEntries} entries are looked at, and {@code maxExpandedBytes} expanded; {@code
 * maxEntryBytes} bounds one entry.
 */
public record ReadLimits(
    int maxDepth,
    int maxParts,
    int maxTextCharacters,
    int maxPages,
    Duration budget,
    int maxEntries,
    long maxEntryBytes,
    long maxExpandedBytes) {
  private static final int ENTRIES = 5_000;
  private static final long ENTRY_BYTES = 64L * 1024 * 1024;
  private static final long EXPANDED_BYTES = 192L * 1024 * 1024;

  /** Generous for a duty office's mail, small for an attack. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(8, 500, 2_000_000, 200, Duration.ofSeconds(20));

  /** What a message with pictures may take: of a hundred pages some two seconds each. */
  private static final Duration PICTURES = Duration.ofMinutes(5);

  public ReadLimits {
    if (maxDepth < 1 || maxParts < 1 || maxTextCharacters < 1 || maxPages < 1) {
      throw new IllegalArgumentException("every reading limit must be at least 1");
    }
    if (maxEntries < 1 || maxEntryBytes < 1 || maxExpandedBytes < 1) {
      throw new IllegalArgumentException("every limit of archives must be at least 1");
    }
    if (budget.isZero() || budget.isNegative()) {
      throw new IllegalArgumentException("the reading budget must be longer than zero");
    }
  }

  /** With the ordinary limits for archives. */
  public ReadLimits(
      int maxDepth, int maxParts, int maxTextCharacters, int maxPages, Duration budget) {
    this(
        maxDepth,
        maxParts,
        maxTextCharacters,
        maxPages,
        budget,
        ENTRIES,
        ENTRY_BYTES,
        EXPANDED_BYTES);
  }

  /** The same with time for pictures, of which each page takes a second or two. */
  public ReadLimits forPictures() {
    return within(PICTURES);
  }

  /** The same with another budget. */
  public ReadLimits within(Duration other) {
    return new ReadLimits(
        maxDepth,
        maxParts,
        maxTextCharacters,
        maxPages,
        other,
        maxEntries,
        maxEntryBytes,
        maxExpandedBytes);
  }
}
