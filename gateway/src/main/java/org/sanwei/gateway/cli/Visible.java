package org.sanwei.gateway.cli;

/** What somebody wrote in a policy, so that a terminal shows all of it and obeys none of it. */
final class Visible {
  private Visible() {}

  /** The same, with controls and what hides or turns writing spelled as backslash, u and hex. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            cp -> {
              switch (Character.getType(cp)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    out.append(String.format("\\u%04x", cp));
                default -> out.appendCodePoint(cp);
              }
            });
    return out.toString();
  }
}
