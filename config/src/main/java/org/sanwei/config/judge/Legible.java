package org.sanwei.config.judge;

import java.util.Set;

/** Whether a part holds text that somebody could read. */
enum Legible {
  YES,
  /** Nothing visible, or nothing but what the sender chose as a name. */
  EMPTY,
  /** One visible character in ten or more is a stand-in for one that was lost. */
  NO;

  private static final Set<Place> NAMES =
      Set.of(Place.SENDER, Place.FILE_NAME, Place.ATTACHMENT_NAME);

  private static final int TENTH = 10;

  static Legible of(Part part) {
    int visible = 0;
    int lost = 0;
    String text = part.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 0x4E00 && c <= 0x9FFF) || (c > ' ' && c < 0x7F)) {
        visible++;
        continue;
      }
      int cp = text.codePointAt(i);
      i += Character.charCount(cp) - 1;
      switch (Character.getType(cp)) {
        case Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE -> {
          lost++;
          visible++;
        }
        case Character.CONTROL,
            Character.FORMAT,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR -> {}
        default -> {
          lost += cp == 0xFFFD ? 1 : 0;
          visible++;
        }
      }
    }
    if (lost > 0 && lost * TENTH >= visible && part.place() != Place.SENDER) {
      return NO;
    }
    boolean name = NAMES.contains(part.place());
    return visible == 0 || name ? EMPTY : YES;
  }
}
