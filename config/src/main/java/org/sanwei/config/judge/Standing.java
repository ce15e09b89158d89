package org.sanwei.config.judge;

import java.util.Arrays;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Zone;

/** One found word and the forms it stands in, each worked out once however many rules ask. */
final class Standing {
  private static final int UNKNOWN = -2;

  private final Frame frame;
  private final Found found;
  private final Shapes shapes;
  private final int[] ends = new int[Form.values().length];

  Standing(Frame frame, Found found, Shapes shapes) {
    this.frame = frame;
    this.found = found;
    this.shapes = shapes;
    Arrays.fill(ends, UNKNOWN);
  }

  Frame frame() {
    return frame;
  }

  Found found() {
    return found;
  }

  /** Just after the form, or -1 when the word does not stand in it. */
  int end(Form form) {
    int known = ends[form.ordinal()];
    if (known == UNKNOWN) {
      known = shapes.end(form, frame.text(), found, frame.zone() == Zone.FILE_NAME);
      ends[form.ordinal()] = known;
    }
    return known;
  }
}
