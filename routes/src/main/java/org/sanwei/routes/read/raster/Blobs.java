package org.sanwei.routes.read.raster;

import java.util.ArrayList;
import java.util.List;

/** What hangs together on a small map of yes and no. */
public final class Blobs {
  /** A blob's bounds, inclusive, and how many cells it has. */
  public record Blob(int left, int top, int right, int bottom, int cells) {
    public int width() {
      return right - left + 1;
    }

    public int height() {
      return bottom - top + 1;
    }
  }

  private Blobs() {}

  /** Cells that touch, or that are no further than {@code reach} apart. */
  public static List<Blob> of(boolean[] map, int width, int reach) {
    int height = map.length / width;
    boolean[] seen = new boolean[map.length];
    int[] queue = new int[map.length];
    List<Blob> blobs = new ArrayList<>();
    for (int at = 0; at < map.length; at++) {
      if (map[at] && !seen[at]) {
        blobs.add(flood(map, width, height, reach, at, seen, queue));
      }
    }
    return blobs;
  }

  private static Blob flood(
      boolean[] map, int width, int height, int reach, int start, boolean[] seen, int[] queue) {
    int end = 0;
    queue[end++] = start;
    seen[start] = true;
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int next = 0; next < end; next++) {
      int x = queue[next] % width;
      int y = queue[next] / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
        for (int nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++) {
          int to = ny * width + nx;
          if (map[to] && !seen[to]) {
            seen[to] = true;
            queue[end++] = to;
          }
        }
      }
    }
    return new Blob(left, top, right, bottom, end);
  }
}
