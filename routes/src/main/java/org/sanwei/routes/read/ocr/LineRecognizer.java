package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads cut lines. */
final class LineRecognizer {
  private static final int LEAST_WIDTH = 160;
  private static final int STEP = 8;
  private static final int LONGEST_KNOWN = 10;

  private final OnnxSessions models;
  private final Characters characters;
  private final KnownWords known;

  LineRecognizer(OnnxSessions models, Characters characters) {
    this.models = models;
    this.characters = characters;
    this.known = new KnownWords(characters);
  }

  /** A reading for each line, in their order; unread are those that the pace left no time for. */
  List<Reading> read(List<LineCrop> lines, Pace pace) {
    List<Reading> readings = new ArrayList<>();
    for (LineCrop line : lines) {
      readings.add(pace.goesOn() ? read(line) : Reading.UNREAD);
    }
    return readings;
  }

  /**
   * By itself: lines that are read together cost the padding to the longest of them, and gain
   * nothing.
   */
  private Reading read(LineCrop line) {
    int width = (Math.max(LEAST_WIDTH, line.width()) + STEP - 1) / STEP * STEP;
    float[] out = models.recognise(planes(line, width), LineCrop.HEIGHT, width);
    int steps = out.length / characters.size();
    return decode(out, steps, (double) line.width() / width);
  }

  private static float[] planes(LineCrop line, int width) {
    int plane = LineCrop.HEIGHT * width;
    float[] planes = new float[3 * plane];
    for (int y = 0; y < LineCrop.HEIGHT; y++) {
      for (int x = 0; x < line.width(); x++) {
        planes[y * width + x] = ((line.grey()[y * line.width() + x] & 0xFF) - 127.5f) / 127.5f;
      }
    }
    System.arraycopy(planes, 0, planes, plane, plane);
    System.arraycopy(planes, 0, planes, 2 * plane, plane);
    return planes;
  }

  /** The best class of each step; repeats are one, and none divides. */
  private Reading decode(float[] out, int steps, double share) {
    int classes = characters.size();
    StringBuilder text = new StringBuilder();
    float[] sure = new float[steps];
    float[] where = new float[steps];
    int count = 0;
    int last = 0;
    double likelihood = 0;
    for (int step = 0; step < steps; step++) {
      int at = step * classes;
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (out[at + c] > out[at + best]) {
          best = c;
        }
      }
      if (best != 0 && best != last) {
        text.append(characters.of(best));
        sure[count] = out[at + best];
        where[count++] = (float) Math.min(1, (step + 0.5) / steps / share);
      }
      likelihood += KnownWords.log(out[at + best]);
      last = best;
    }
    return new Reading(
        text.toString(),
        Arrays.copyOf(sure, count),
        Arrays.copyOf(where, count),
        count <= LONGEST_KNOWN ? known.best(out, steps, likelihood) : null);
  }
}
