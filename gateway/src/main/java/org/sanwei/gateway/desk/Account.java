package org.sanwei.gateway.desk;

/**
 * The account (收发账) of a period: what was received, and what became of it. {@code arrived} is
 * counted from receptions, the rest from items and duplicate receptions, so that the two sides
 * check each other.
 */
public record Account(
    long arrived,
    long waiting,
    long open,
    long held,
    long classified,
    long spilled,
    long duplicates) {

  /** Whether both sides agree; when they do not, the register was tampered with or is broken. */
  public boolean balanced() {
    return arrived == waiting + open + held + classified + spilled + duplicates;
  }
}
