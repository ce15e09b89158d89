package org.sanwei.config.policy;

import java.util.Locale;

/** The places of a message that a matcher may be limited to, as a policy file writes them. */
public enum Zone {
  /** The subject, and the first lines of each page of body, attachment and quoted text. */
  HEAD("文首"),
  /** The last lines of each page of body, attachment and quoted text. */
  TAIL("文末"),
  SUBJECT("标题"),
  BODY("正文"),
  ATTACHMENT("附件"),
  /** Of the message's own file, and of those that it carries. */
  FILE_NAME("文件名"),
  /** Of the files that a message carries. */
  ATTACHMENT_NAME("附件名"),
  /** Of a document's pages; it is head, too. */
  HEADER("页眉"),
  /** Of a document's pages; it is tail, too. */
  FOOTER("页脚"),
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
