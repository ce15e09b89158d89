package org.sanwei.config.label;

/**
 * How secret a text is, in rising order. Levels CONFIDENTIAL and above are state secrets (保守国家秘密法
 * art. 14); WORK_SECRET (工作秘密) has no level and never leaves by a public outlet.
 */
public enum Sensitivity {
  PUBLIC("公开"),
  WORK_SECRET("工作秘密"),
  CONFIDENTIAL("秘密"),
  SECRET("机密"),
  TOP_SECRET("绝密");

  private final String chinese;

  Sensitivity(String chinese) {
    this.chinese = chinese;
  }

  /** The statutory Chinese name. */
  public String chinese() {
    return chinese;
  }

  /** True from CONFIDENTIAL up: what promise 2 calls classified. */
  public boolean classified() {
    return compareTo(CONFIDENTIAL) >= 0;
  }

  /** The higher of the two. */
  public Sensitivity join(Sensitivity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
