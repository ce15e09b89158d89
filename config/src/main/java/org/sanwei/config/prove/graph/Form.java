package org.sanwei.config.prove.graph;

import java.util.EnumSet;
import java.util.Set;

/** What the body of a message is, as its type says. */
public enum Form {
  /** Bytes or text from outside, in the clear: before intake, or made by somebody's route. */
  FOREIGN("来文明文 foreign"),
  /** A sealed arrival. */
  ARRIVAL("封存的来文 sealed arrival"),
  /** An arrival whose seal is off, in memory. */
  OPENED("启封的来文 opened arrival"),
  /** The first of its id, in memory. */
  FIRST("首次来文 first of its id"),
  /** One whose id came before, in memory. */
  REPEATED("重复来文 repeated arrival"),
  /** With pictures that are read elsewhere: not judged, in memory. */
  WAITING("待识别来文 waiting for its pictures"),
  /** Read and judged, in memory. */
  JUDGED("已判来文 judged"),
  /** A sealed open item for the desk. */
  ENTRY("封存的公开件 sealed desk entry"),
  /** A sealed card for the desk: the clear facts of an item that is not open. */
  CARD("封存的卡片 sealed card"),
  /** Sealed ledger events, without content. */
  EVENTS("封存的台账事件 sealed events"),
  /** An envelope to officers' certificates. */
  ENVELOPE("机要信封 envelope"),
  /** An officer's signed word, sealed: a receipt, a proposal, an act. */
  WORD("机要员回件 officer's word"),
  /** A sealed release statement. */
  STATEMENT("封存的放行单 sealed release"),
  /** A release whose signature was verified: the only type that fits an outlet. */
  RELEASABLE("可外发件 Releasable"),
  /** A notice to a sender: a number, a time and words of a closed list. */
  NOTICE("回执 notice");

  private final String words;

  Form(String words) {
    this.words = words;
  }

  /** For people: Chinese, then English. */
  public String words() {
    return words;
  }

  /** Those whose content lies under a seal or in an envelope. */
  public static Set<Form> sealed() {
    return EnumSet.of(ARRIVAL, ENTRY, CARD, EVENTS, ENVELOPE, WORD, STATEMENT);
  }
}
