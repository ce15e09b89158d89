package org.sanwei.config.prove;

import java.util.Locale;

/** Which way a change of a policy goes. Where that cannot be told it goes both ways. */
public enum Direction {
  /** No verdict, nobody's power and no clearance is another for it. */
  WORDING("只改文字"),
  TIGHTENS("收紧"),
  LOOSENS("放宽"),
  BOTH("有松有紧");

  private final String chinese;

  Direction(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }

  /** The word in JSON and in English print. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something may be let through, or lower, that was not. */
  public boolean loosens() {
    return this == LOOSENS || this == BOTH;
  }

  /** Whether something may be stopped, or higher, that was not. */
  public boolean tightens() {
    return this == TIGHTENS || this == BOTH;
  }

  /** Of two changes together. */
  public Direction join(Direction other) {
    if (this == WORDING || other == WORDING) {
      return this == WORDING ? other : this;
    }
    return this == other ? this : BOTH;
  }
}
