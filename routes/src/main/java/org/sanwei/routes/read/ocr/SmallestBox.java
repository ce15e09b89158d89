package org.sanwei.routes.read.ocr;

import java.util.Arrays;

/** The smallest rotated rectangle round points: along one edge of their convex hull. */
final class SmallestBox {
  private SmallestBox() {}

  /** Points are {@code y * width + x}. */
  static TextBox round(int[] points, int count, int width) {
    long[] hull = hull(points, count, width);
    double bestArea = Double.MAX_VALUE;
    TextBox best = upright(hull, 0);
    for (int i = 0; i < hull.length; i++) {
      long from = hull[i];
      long to = hull[(i + 1) % hull.length];
      double angle = Math.atan2(y(to) - y(from), x(to) - x(from));
      TextBox box = upright(hull, angle);
      double area = box.length() * box.height();
      if (area < bestArea - 1e-6) {
        bestArea = area;
        best = box;
      }
    }
    return lying(best);
  }

  /** The box whose length runs at this angle. */
  private static TextBox upright(long[] hull, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double lowU = Double.MAX_VALUE;
    double highU = -Double.MAX_VALUE;
    double lowV = Double.MAX_VALUE;
    double highV = -Double.MAX_VALUE;
    for (long point : hull) {
      double u = x(point) * cos + y(point) * sin;
      double v = y(point) * cos - x(point) * sin;
      lowU = Math.min(lowU, u);
      highU = Math.max(highU, u);
      lowV = Math.min(lowV, v);
      highV = Math.max(highV, v);
    }
    double u = (lowU + highU) / 2;
    double v = (lowV + highV) / 2;
    return new TextBox(
        u * cos - v * sin + 0.5,
        u * sin + v * cos + 0.5,
        highU - lowU + 1,
        highV - lowV + 1,
        angle,
        0);
  }

  /** The same box with its length nearest to the page's width. */
  private static TextBox lying(TextBox box) {
    double angle = Math.IEEEremainder(box.angle(), Math.PI);
    boolean across = Math.abs(angle) > Math.PI / 4;
    double turned = across ? angle - Math.signum(angle) * Math.PI / 2 : angle;
    return new TextBox(
        box.x(),
        box.y(),
        across ? box.height() : box.length(),
        across ? box.length() : box.height(),
        turned,
        0);
  }

  private static long[] hull(int[] points, int count, int width) {
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      long x = points[i] % width;
      long y = points[i] / width;
      sorted[i] = x << 32 | y;
    }
    Arrays.sort(sorted);
    long[] hull = new long[2 * count + 2];
    int size = 0;
    for (int i = 0; i < count; i++) {
      size = push(hull, size, 2, sorted[i]);
    }
    int lower = size + 1;
    for (int i = count - 2; i >= 0; i--) {
      size = push(hull, size, lower, sorted[i]);
    }
    return Arrays.copyOf(hull, Math.max(1, size - 1));
  }

  private static int push(long[] hull, int size, int least, long point) {
    int top = size;
    while (top >= least && turn(hull[top - 2], hull[top - 1], point) <= 0) {
      top--;
    }
    hull[top] = point;
    return top + 1;
  }

  private static long turn(long a, long b, long c) {
    return (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
  }

  private static long x(long point) {
    return point >> 32;
  }

  private static long y(long point) {
    return (int) point;
  }
}
