package org.sanwei.config.label;

/** How grave an emergency is, in rising order (突发事件应对法, art. 3; 国务院令 493, art. 3). */
public enum EventLevel {
  ORDINARY("一般"),
  LARGER("较大"),
  MAJOR("重大"),
  EXTRAORDINARY("特别重大");

  private final String chinese;

  EventLevel(String chinese) {
    this.chinese = chinese;
  }

  /** The statutory Chinese name. */
  public String chinese() {
    return chinese;
  }
}
