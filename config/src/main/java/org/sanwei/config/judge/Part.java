package org.sanwei.config.judge;

/**
 * One text of a message as extracted. {@code name} is unique within the message and stable for the
 * same bytes ({@code subject}, {@code body}, {@code 2/report.pdf}); evidence refers to it.
 */
public record Part(String name, Place place, String text) {
  @Override
  public String toString() {
    return "Part["
        + name.length()
        + " name characters, "
        + place
        + ", "
        + text.length()
        + " characters]";
  }
}
