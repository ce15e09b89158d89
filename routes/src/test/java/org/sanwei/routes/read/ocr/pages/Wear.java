package org.sanwei.routes.read.ocr.pages;

import java.util.Random;

/**
 * What the way does to a fax page. Lengths in dots of 1/204 inch, {@code salt} as a share of all
 * dots, {@code fade} as the most that ink loses, {@code threshold} as the grey (0 black to 255)
 * from which on a dot is white.
 */
record Wear(
    double skewDegrees,
    double shiftX,
    double shiftY,
    double blur,
    double grain,
    double fade,
    double threshold,
    double salt,
    int specks,
    int lostLines,
    int shiftedLines,
    int streaks,
    int quarterTurns,
    boolean machineLine) {

  /** Of a grade from 0 (a good line) to 3 (worse than the samples). */
  static Wear of(Random random, int grade, int quarterTurns) {
    double some = grade / 3.0;
    boolean turned = quarterTurns != 0;
    return new Wear(
        grade == 0 ? 0 : (random.nextDouble() * 2 - 1) * (0.6 + 0.8 * grade),
        (random.nextDouble() * 2 - 1) * (6 + 34 * some),
        random.nextDouble() * 20 - 30 * some * random.nextDouble(),
        0.3 + random.nextDouble() * 0.35 * grade,
        6 + 9 * grade,
        random.nextInt(4) == 0 ? 0 : 0.08 + 0.11 * grade,
        146 + random.nextDouble() * 36 - 8 * some,
        grade == 0 ? 0.00005 : 0.0006 * grade * (0.5 + random.nextDouble()),
        grade == 0 ? 3 : 25 * grade,
        grade < 2 ? 0 : random.nextInt(4 * grade),
        grade < 2 ? 0 : random.nextInt(4 * grade),
        grade == 0 ? 0 : random.nextInt(grade + 1),
        quarterTurns,
        !turned && random.nextInt(5) > 0);
  }
}
