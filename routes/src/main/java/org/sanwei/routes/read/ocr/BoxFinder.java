package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;

/**
 * From the map of likelihoods to boxes of lines: what is above a threshold and hangs together is a
 * line, its box the smallest rotated rectangle, grown by what the model was trained to shrink.
 */
final class BoxFinder {
  private static final float INK = 0.3f;
  private static final double LEAST_SCORE = 0.45;
  private static final double GROW = 1.6;
  private static final double LEAST_SIDE = 3;
  private static final int MOST_BOXES = 1500;

  private final float[] map;
  private final int width;
  private final int height;
  private final int[] queue;
  private final boolean[] seen;

  BoxFinder(float[] map, int width, int height) {
    this.map = map;
    this.width = width;
    this.height = height;
    this.queue = new int[width * height];
    this.seen = new boolean[width * height];
  }

  List<TextBox> boxes() {
    List<TextBox> boxes = new ArrayList<>();
    for (int at = 0; at < seen.length && boxes.size() < MOST_BOXES; at++) {
      if (!seen[at] && map[at] > INK) {
        TextBox box = component(at);
        if (box != null) {
          boxes.add(box);
        }
      }
    }
    return boxes;
  }

  private @org.jspecify.annotations.Nullable TextBox component(int start) {
    int end = flood(start);
    double sum = 0;
    for (int i = 0; i < end; i++) {
      sum += map[queue[i]];
    }
    double score = sum / end;
    if (end < 6 || score < LEAST_SCORE) {
      return null;
    }
    TextBox tight = SmallestBox.round(queue, end, width);
    if (Math.min(tight.length(), tight.height()) < LEAST_SIDE) {
      return null;
    }
    double grow = tight.length() * tight.height() * GROW / (2 * (tight.length() + tight.height()));
    TextBox box = tight.grown(grow, grow);
    return new TextBox(box.x(), box.y(), box.length(), box.height(), box.angle(), score);
  }

  private int flood(int start) {
    int end = 0;
    queue[end++] = start;
    seen[start] = true;
    for (int next = 0; next < end; next++) {
      int at = queue[next];
      int x = at % width;
      int y = at / width;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int nx = x + dx;
          int ny = y + dy;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) {
            continue;
          }
          int to = ny * width + nx;
          if (!seen[to] && map[to] > INK) {
            seen[to] = true;
            queue[end++] = to;
          }
        }
      }
    }
    return end;
  }
}
