package org.sanwei.routes.read.ocr;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.read.ocr.KnownWords.Fit;

/**
 * What the model reads in a line: the characters, how sure it is of each, and where in the line's
 * length each stands, from 0 to 1. {@code known} is the word of those that matter most which would
 * fit too, where it was looked for.
 */
record Reading(String text, float[] sure, float[] where, @Nullable Fit known) {
  static final Reading UNREAD = new Reading("", new float[0], new float[0], null);

  /** The mean over the characters; 0 for none. */
  double confidence() {
    double sum = 0;
    for (float one : sure) {
      sum += one;
    }
    return sure.length == 0 ? 0 : sum / sure.length;
  }

  /** The least sure character; 0 for none. */
  double least() {
    double least = sure.length == 0 ? 0 : 1;
    for (float one : sure) {
      least = Math.min(least, one);
    }
    return least;
  }

  /** How far the known word is behind what was read; hopelessly without one. */
  double knownBehind() {
    return known == null ? Double.NEGATIVE_INFINITY : known.behind();
  }

  boolean isEmpty() {
    return text.isBlank();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reading that
        && text.equals(that.text)
        && Arrays.equals(sure, that.sure)
        && Arrays.equals(where, that.where)
        && Objects.equals(known, that.known);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Reading[" + text.length() + " characters]";
  }
}
