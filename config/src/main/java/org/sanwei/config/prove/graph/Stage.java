package org.sanwei.config.prove.graph;

/** How far the judging of a message has come (DESIGN §2: outcomes and their exits). */
public enum Stage {
  /** Nobody has judged it: counts as TOP_SECRET. */
  UNJUDGED("未判 unjudged"),
  /** Held because nobody has read it: counts as TOP_SECRET. */
  UNREAD("留置·未读 held unread"),
  /** Held because something looks classified: counts as TOP_SECRET. */
  SUSPECT("留置·存疑 held suspect"),
  /** Classified, at its label. */
  CLASSIFIED("涉密 classified"),
  /** Above the deployment's ceiling: counts as TOP_SECRET. */
  SPILL("超限 spill"),
  /** Judged and not classified, at its label: PUBLIC or WORK_SECRET. */
  OPEN("公开件 open"),
  /** No content at all: that an item is there, its number, time and label. */
  FACTS("无内容 facts only");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  /** For people: Chinese, then English. */
  public String words() {
    return words;
  }
}
