package org.sanwei.config.policy;

/** What a clock of the duty office runs for. */
public enum Duty {
  /** The first word by telephone. */
  PHONE_REPORT("电话首报"),
  /** The same in writing. */
  WRITTEN_REPORT("书面报告"),
  /** Again, while an emergency runs. */
  FOLLOW_UP("续报"),
  /** To the duty leader. */
  TELL_LEADER("报带班领导"),
  /** A warning, to those whom it concerns. */
  PASS_ON("转发"),
  /** A routine document. */
  HANDLE("办理"),
  /** That nothing happened. */
  ZERO_REPORT("零报告");

  private final String chinese;

  Duty(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }
}
