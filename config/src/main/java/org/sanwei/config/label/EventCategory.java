package org.sanwei.config.label;

/** What kind of emergency a text tells of (突发事件应对法, art. 2). */
public enum EventCategory {
  NATURAL_DISASTER("自然灾害"),
  ACCIDENT("事故灾难"),
  PUBLIC_HEALTH("公共卫生"),
  PUBLIC_SECURITY("社会安全");

  private final String chinese;

  EventCategory(String chinese) {
    this.chinese = chinese;
  }

  /** The statutory Chinese name. */
  public String chinese() {
    return chinese;
  }
}
