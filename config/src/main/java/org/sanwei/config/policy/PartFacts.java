package org.sanwei.config.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a part beside its text. Null is not known, and stands for nothing: neither good
 * nor bad. {@code part} is a position as of an unread part, never a file name; {@code confidence}
 * that of recognised text, 0 to 100, of its worst page; {@code pages} their number.
 */
public record PartFacts(
    String part, @Nullable Integer confidence, @Nullable Integer pages, @Nullable Seal seal) {
  public static final int SURE = 100;

  public PartFacts {
    if (confidence != null && (confidence < 0 || confidence > SURE)) {
      throw new IllegalArgumentException("confidence is 0 to 100, not " + confidence);
    }
    if (pages != null && pages < 0) {
      throw new IllegalArgumentException("pages are no fewer than none");
    }
  }

  /** Whether a document bears an official seal, where that was looked for. */
  public enum Seal {
    PRESENT,
    ABSENT
  }
}
