package org.sanwei.gateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What lies in the middle of several measurements, and how far they lay apart. */
record Middle(double value, double least, double most) {

  /** Of at least one. */
  static <T> Middle of(List<T> measured, ToDoubleFunction<T> what) {
    double[] sorted = measured.stream().mapToDouble(what).sorted().toArray();
    int half = sorted.length / 2;
    double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Middle(middle, sorted[0], sorted[sorted.length - 1]);
  }

  /** From the least to the most, with so many decimals. */
  String range(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(Locale.ROOT, number + "–" + number, least, most);
  }
}
