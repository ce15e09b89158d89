package org.sanwei.config.policy;

/** The kinds of channel a message can come by. */
public enum ChannelKind {
  FAX("传真"),
  SMS("短信"),
  HOTLINE("热线"),
  INTRANET("内网"),
  HAND("手录");

  private final String chinese;

  ChannelKind(String chinese) {
    this.chinese = chinese;
  }

  /** The word on duty screens. */
  public String chinese() {
    return chinese;
  }
}
