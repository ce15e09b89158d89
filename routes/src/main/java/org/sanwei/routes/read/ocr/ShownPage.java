package org.sanwei.routes.read.ocr;

/** The page, upright and made smaller, as a PNG for people to look at. */
public record ShownPage(byte[] png, int width, int height) {
  @Override
  public String toString() {
    return "ShownPage[" + width + "x" + height + "]";
  }
}
