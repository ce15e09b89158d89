package org.sanwei.routes.read.ocr;

/**
 * A rotated rectangle round a line of text: its middle, the length along the line, the height
 * across it and the angle of the line in radians, clockwise, within a quarter turn of the page's
 * width.
 */
record TextBox(double x, double y, double length, double height, double angle, double score) {

  TextBox scaled(double factor) {
    return new TextBox(x * factor, y * factor, length * factor, height * factor, angle, score);
  }

  TextBox moved(double right, double down) {
    return new TextBox(x + right, y + down, length, height, angle, score);
  }

  /** Wider and higher by so much on each side. */
  TextBox grown(double along, double across) {
    return new TextBox(x, y, length + 2 * along, height + 2 * across, angle, score);
  }

  double left() {
    return x - halfWidth();
  }

  double right() {
    return x + halfWidth();
  }

  double top() {
    return y - halfHeight();
  }

  double bottom() {
    return y + halfHeight();
  }

  private double halfWidth() {
    return (length * Math.abs(Math.cos(angle)) + height * Math.abs(Math.sin(angle))) / 2;
  }

  private double halfHeight() {
    return (length * Math.abs(Math.sin(angle)) + height * Math.abs(Math.cos(angle))) / 2;
  }
}
