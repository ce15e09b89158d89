package org.sanwei.config.policy;

import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/**
 * What a matching rule raises. There is nothing here that lowers: a null leaves a side of the label
 * as it is, {@code suspect} holds the message until two officers have cleared it, {@code event} is
 * joined to what else is known of an emergency.
 */
public record Raise(
    @Nullable Sensitivity sensitivity,
    @Nullable Urgency urgency,
    @Nullable Line line,
    boolean suspect,
    Event event) {
  /** Without a word of an emergency. */
  public Raise(
      @Nullable Sensitivity sensitivity,
      @Nullable Urgency urgency,
      @Nullable Line line,
      boolean suspect) {
    this(sensitivity, urgency, line, suspect, Event.NONE);
  }

  /** The label that is joined to the verdict's. */
  public Label label() {
    return new Label(
        sensitivity == null ? Sensitivity.PUBLIC : sensitivity,
        urgency == null ? Urgency.NONE : urgency,
        line);
  }
}
