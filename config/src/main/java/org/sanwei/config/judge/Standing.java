package org.sanwei.config.judge;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher.Surroundings;

/** One found word and the forms it stands in, each worked out once however many rules ask. */
final class Standing {
  private final Frame frame;
  private final Found found;
  private final Shapes shapes;
  private @Nullable String before;
  private @Nullable String after;
  private @Nullable String onLine;
  private final Map<Form, Integer> ends = new EnumMap<>(Form.class);

  Standing(Frame frame, Found found, Shapes shapes) {
    this.frame = frame;
    this.found = found;
    this.shapes = shapes;
  }

  /** What stands just before the word. */
  String before() {
    if (before == null) {
      before = Window.before(frame.text(), found.start(), Surroundings.WINDOW);
    }
    return before;
  }

  /** What stands just after it. */
  String after() {
    if (after == null) {
      after = Window.after(frame.text(), found.end(), Surroundings.WINDOW);
    }
    return after;
  }

  /** What stands just after it on the same line. */
  String onLine() {
    if (onLine == null) {
      onLine = Window.onLine(frame.text(), found.end(), Surroundings.WINDOW);
    }
    return onLine;
  }

  /** Whether a star follows, or one precedes: without it no starred form can be. */
  boolean nearStar() {
    return shapes.nearStar(frame.text(), found);
  }

  Frame frame() {
    return frame;
  }

  Found found() {
    return found;
  }

  /** Just after the form, or -1 when the word does not stand in it. */
  int end(Form form) {
    return ends.computeIfAbsent(form, f -> shapes.end(f, frame, found));
  }
}
