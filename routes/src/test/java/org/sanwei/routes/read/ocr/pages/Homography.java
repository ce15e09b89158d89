package org.sanwei.routes.read.ocr.pages;

/** The projection that takes four corners on a picture to those of an upright rectangle. */
final class Homography {
  private Homography() {}

  /** Eight numbers h with x' = (h0 x + h1 y + h2) / (h6 x + h7 y + 1), y' likewise from h3. */
  static double[] between(double[][] corners, double wide, double high) {
    double[][] to = {{0, 0}, {wide, 0}, {wide, high}, {0, high}};
    double[][] rows = new double[8][];
    for (int i = 0; i < 4; i++) {
      double x = corners[i][0];
      double y = corners[i][1];
      double u = to[i][0];
      double v = to[i][1];
      rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
      rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    return solved(rows);
  }

  /** By elimination with the largest number of each column first. */
  private static double[] solved(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int row = column; row < n; row++) {
        best = Math.abs(rows[row][column]) > Math.abs(rows[best][column]) ? row : best;
      }
      double[] pivot = rows[best];
      rows[best] = rows[column];
      rows[column] = pivot;
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : rows[row][column] / pivot[column];
        for (int i = column; factor != 0 && i <= n; i++) {
          rows[row][i] -= factor * pivot[i];
        }
      }
    }
    double[] answer = new double[n];
    for (int i = 0; i < n; i++) {
      answer[i] = rows[i][n] / rows[i][i];
    }
    return answer;
  }
}
