package org.sanwei.config.prove.graph;

/** Whose signature a message goes on with. */
public enum Approval {
  /** Nobody's. */
  NONE("无 none"),
  /** One officer's reading of an unread item: it is judged again. */
  READING("一人识读 reading"),
  /** Two officers' order, or their clearing of a doubt. */
  ORDER("两人指令 two-officer order"),
  /** One officer's confirmation: it never lowers. */
  CONFIRMED("一人确认 confirmation"),
  /** Two people's review and signature of a bulletin. */
  RELEASE("审签 release signature"),
  /** A standing order that is bound as it must be. */
  STANDING("常备放行令 standing order"),
  /** A standing order that is not bound to source, template, cap and expiry. */
  STANDING_WIDE("过宽的常备放行令 standing order too wide");

  private final String words;

  Approval(String words) {
    this.words = words;
  }

  /** For people: Chinese, then English. */
  public String words() {
    return words;
  }
}
