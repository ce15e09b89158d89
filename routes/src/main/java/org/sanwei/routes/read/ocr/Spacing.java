package org.sanwei.routes.read.ocr;

import java.util.Arrays;

/**
 * A reading as text: the wide gaps that the model leaves out come back as a space, and signs that
 * it mistakes for others between Chinese characters are put right.
 */
final class Spacing {
  private static final double GAP = 1.75;

  private Spacing() {}

  static String text(Reading reading, TextBox box) {
    String raw = reading.text();
    int[] points = raw.codePoints().toArray();
    if (points.length != reading.where().length || points.length < 2) {
      return raw.strip();
    }
    double pitch = pitch(points, reading.where(), box);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      if (i > 0 && gap(points, reading.where(), box, i) > GAP * pitch) {
        text.append(' ');
      }
      text.appendCodePoint(mended(points, i));
    }
    return text.toString().strip();
  }

  private static double gap(int[] points, float[] where, TextBox box, int i) {
    double distance = (where[i] - where[i - 1]) * box.length();
    boolean narrow = points[i] < 0x2E80 && points[i - 1] < 0x2E80;
    return narrow ? 0 : distance;
  }

  /** The usual distance of two Chinese characters that follow each other. */
  private static double pitch(int[] points, float[] where, TextBox box) {
    double[] gaps = new double[points.length];
    int count = 0;
    for (int i = 1; i < points.length; i++) {
      if (points[i] >= 0x2E80 && points[i - 1] >= 0x2E80) {
        gaps[count++] = (where[i] - where[i - 1]) * box.length();
      }
    }
    if (count < 2) {
      return box.height() * 0.8;
    }
    double[] sorted = Arrays.copyOf(gaps, count);
    Arrays.sort(sorted);
    return Math.max(sorted[count / 2], box.height() * 0.5);
  }

  private static int mended(int[] points, int i) {
    boolean afterHan = i > 0 && points[i - 1] >= 0x4E00 && points[i - 1] < 0xA000;
    boolean last = i + 1 == points.length;
    return switch (points[i]) {
      case '丶' -> '、';
      case ',' -> afterHan ? '，' : ',';
      case ';' -> afterHan ? '；' : ';';
      case 'o', '○' -> afterHan && last ? '。' : points[i];
      default -> points[i];
    };
  }
}
