package org.sanwei.config.label;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a text's standing: a point in the lattice. {@code line} is null when no rule
 * named one, and then the join takes the other's.
 */
public record Label(Sensitivity sensitivity, Urgency urgency, @Nullable Line line) {

  /** The bottom of the lattice: joins to the other label. */
  public static final Label BOTTOM = new Label(Sensitivity.PUBLIC, Urgency.NONE, null);

  /** The least label that is at least both. */
  public Label join(Label other) {
    return new Label(
        sensitivity.join(other.sensitivity), urgency.join(other.urgency), join(line, other.line));
  }

  /** Where a classified item of this label goes: its line, or the root. */
  public Line lineOrRoot() {
    return line == null ? Line.ROOT : line;
  }

  private static @Nullable Line join(@Nullable Line a, @Nullable Line b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.join(b);
  }
}
