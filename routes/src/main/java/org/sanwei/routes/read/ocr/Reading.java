package org.sanwei.routes.read.ocr;

import java.util.Arrays;

/**
 * What the model reads in a line: the characters, how sure it is of each, and where in the line's
 * length each stands, from 0 to 1.
 */
record Reading(String text, float[] sure, float[] where) {
  static final Reading UNREAD = new Reading("", new float[0], new float[0]);

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

  boolean isEmpty() {
    return text.isBlank();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reading that
        && text.equals(that.text)
        && Arrays.equals(sure, that.sure)
        && Arrays.equals(where, that.where);
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
