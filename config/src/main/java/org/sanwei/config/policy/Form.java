package org.sanwei.config.policy;

import java.util.Locale;

/**
 * The shape in which a word must stand to count. A mark is told from a mention by its shape: the
 * shapes are fixed here, the words and places are the policy's. Specified in docs/POLICY.md.
 */
public enum Form {
  /** Anywhere, as part of a sentence too. */
  TEXT("行文"),
  /** Followed by a star and a period, date or condition: 机密★10年. */
  STARRED("星标"),
  /** Next to a star that no period follows: ★机密★. */
  BARE_STAR("残星"),
  /** Alone on its line, or with nothing but other marks and companions. */
  LINE("独行"),
  /** The value of a field that the policy lists: 密级：机密. */
  FIELD("栏目"),
  /** Such a field, followed by a second choice: 密级：机密□秘密□. */
  CHOICE("选项"),
  /** Alone in brackets at the start or end of a line: 【机密】. */
  BRACKET("括注"),
  /** Alone in brackets, wherever they stand. */
  INSET("夹注"),
  /** At the start of a line or clause, or the end of a line, and set off: 机密：…. */
  LEAD("领起");

  private final String chinese;

  Form(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }

  /** The word in a policy file, such as {@code bare-star}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
