package org.sanwei.config.prove;

import java.util.List;
import java.util.Locale;

/**
 * One rule, or one thing of the office, that differs. {@code name} is the rule's id or the key.
 * {@code loosening} is {@link Loosening.None} unless {@link #direction()} loosens.
 */
public record Change(
    Subject subject, String name, Kind kind, List<Edit> edits, Loosening loosening) {
  public Change {
    edits = List.copyOf(edits);
  }

  /** What a change is about. */
  public enum Subject {
    RULE,
    OFFICE
  }

  /** Whether it is new, gone or another. */
  public enum Kind {
    ADDED("新增"),
    REMOVED("删除"),
    CHANGED("修改");

    private final String chinese;

    Kind(String chinese) {
      this.chinese = chinese;
    }

    public String chinese() {
      return chinese;
    }

    /** The word in JSON and in English print. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All its edits together. */
  public Direction direction() {
    return edits.stream().map(Edit::direction).reduce(Direction.WORDING, Direction::join);
  }
}
