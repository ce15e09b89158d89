package org.sanwei.routes.read.raster;

/** Resizing: the mean of what is covered when shrinking, a line between neighbours when growing. */
final class Resizing {
  private static final int ONE = 1 << 14;

  private Resizing() {}

  static byte[] resize(byte[] from, int width, int height, int wide, int high) {
    Weights across = new Weights(width, wide);
    Weights down = new Weights(height, high);
    byte[] to = new byte[wide * high];
    int[] sum = new int[wide];
    int[][] rows = new int[height][];
    int released = 0;
    for (int y = 0; y < high; y++) {
      java.util.Arrays.fill(sum, 0);
      for (int i = down.first[y]; i < down.end[y]; i++) {
        int[] row = rows[i];
        if (row == null) {
          row = across(from, i * width, across, wide);
          rows[i] = row;
        }
        int weight = down.weights[down.start[y] + i - down.first[y]];
        for (int x = 0; x < wide; x++) {
          sum[x] += row[x] * weight >> 6;
        }
      }
      while (y + 1 < high && released < down.first[y + 1]) {
        rows[released++] = null;
      }
      for (int x = 0; x < wide; x++) {
        to[y * wide + x] = (byte) Math.max(0, Math.min(255, sum[x] + (1 << 15) >> 16));
      }
    }
    return to;
  }

  /** One row, its samples times 256. */
  private static int[] across(byte[] from, int at, Weights weights, int wide) {
    int[] row = new int[wide];
    for (int x = 0; x < wide; x++) {
      int sum = 0;
      int w = weights.start[x];
      for (int i = weights.first[x]; i < weights.end[x]; i++) {
        sum += (from[at + i] & 0xFF) * weights.weights[w++];
      }
      row[x] = sum + 32 >> 6;
    }
    return row;
  }

  /** For each new sample the old ones it is made of, with weights that sum to one. */
  private static final class Weights {
    private final int[] first;
    private final int[] end;
    private final int[] start;
    private int[] weights;

    Weights(int from, int to) {
      this.first = new int[to];
      this.end = new int[to];
      this.start = new int[to];
      this.weights = new int[to * ((int) Math.ceil((double) from / to) + 3)];
      int used = 0;
      for (int i = 0; i < to; i++) {
        start[i] = used;
        used = to <= from ? covered(i, from, to, used) : between(i, from, to, used);
      }
    }

    private int covered(int i, int from, int to, int used) {
      double low = (double) i * from / to;
      double high = (double) (i + 1) * from / to;
      first[i] = (int) low;
      end[i] = Math.min(from, (int) Math.ceil(high - 1e-9));
      int at = used;
      int left = ONE;
      for (int j = first[i]; j < end[i]; j++) {
        double share = (Math.min(high, j + 1) - Math.max(low, j)) / (high - low);
        int weight = j == end[i] - 1 ? left : (int) Math.round(share * ONE);
        weights[at++] = weight;
        left -= weight;
      }
      return at;
    }

    private int between(int i, int from, int to, int used) {
      double at = Math.max(0, Math.min(from - 1.0, (i + 0.5) * from / to - 0.5));
      int low = (int) at;
      first[i] = low;
      end[i] = Math.min(from, low + 2);
      int second = (int) Math.round((at - low) * ONE);
      weights[used] = end[i] - low == 1 ? ONE : ONE - second;
      if (end[i] - low == 2) {
        weights[used + 1] = second;
      }
      return used + end[i] - low;
    }
  }
}
