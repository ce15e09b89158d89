package org.sanwei.routes.message;

import java.util.List;

/**
 * A page as a picture, with what was recognised on it, for the desk to show beside each other.
 * {@code part} is a position as of an unread part, {@code page} counts from 1 within it; {@code
 * text} is the name of the part that holds those lines that are {@link PageLine#inText()}, joined
 * by line feeds; {@code png} is {@code width} by {@code height} pixels.
 */
public record PagePicture(
    String part, int page, String text, byte[] png, int width, int height, List<PageLine> lines) {
  public PagePicture {
    lines = List.copyOf(lines);
  }

  @Override
  public String toString() {
    return "PagePicture[" + part + ", page " + page + ", " + lines.size() + " lines]";
  }
}
