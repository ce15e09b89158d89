package org.sanwei.config.policy;

import java.util.Locale;

/** The places of a message that a matcher may be limited to, as a policy file writes them. */
public enum Zone {
  /** The subject, and the first lines of each page of body, attachment and quoted text. */
  HEAD("文首"),
  SUBJECT("标题"),
  BODY("正文"),
  ATTACHMENT("附件"),
  FILE_NAME("文件名"),
  QUOTED("引文"),
  SENDER("发件人");

  private final String chinese;

  Zone(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }

  /** The word in a policy file, such as {@code file-name}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
