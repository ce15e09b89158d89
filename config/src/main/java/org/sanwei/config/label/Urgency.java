package org.sanwei.config.label;

/** How urgent a document or telegram says it is, in rising order. */
public enum Urgency {
  NONE(""),
  ROUTINE("平急"),
  PRIORITY("加急"),
  IMMEDIATE("特急"),
  FLASH("特提");

  private final String chinese;

  Urgency(String chinese) {
    this.chinese = chinese;
  }

  /** The word as printed on documents; empty for NONE. */
  public String chinese() {
    return chinese;
  }

  /** The higher of the two. */
  public Urgency join(Urgency other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
