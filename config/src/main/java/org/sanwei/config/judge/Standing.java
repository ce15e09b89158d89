package org.sanwei.config.judge;

import java.util.EnumMap;
import java.util.Map;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;

/** One found word and the forms it stands in, each worked out once however many rules ask. */
final class Standing {
  private final Frame frame;
  private final Found found;
  private final Shapes shapes;
  private final Map<Form, Integer> ends = new EnumMap<>(Form.class);

  Standing(Frame frame, Found found, Shapes shapes) {
    this.frame = frame;
    this.found = found;
    this.shapes = shapes;
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
