package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Reads cut lines, several of like width at a time. */
final class LineRecognizer {
  private static final int BATCH = 6;
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

  /** A reading for each line, in their order; null for those that the pace left no time for. */
  List<Reading> read(List<LineCrop> lines, Pace pace) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> lines.get(i).width()));
    List<Reading> readings = new ArrayList<>(Collections.nCopies(lines.size(), Reading.UNREAD));
    int from = 0;
    while (from < order.size() && pace.goesOn()) {
      int to = batchEnd(lines, order, from);
      batch(lines, order.subList(from, to), readings);
      from = to;
    }
    return readings;
  }

  private static int batchEnd(List<LineCrop> lines, List<Integer> order, int from) {
    int widest = Math.max(LEAST_WIDTH, lines.get(order.get(from)).width());
    int to = from + 1;
    while (to < order.size()
        && to - from < BATCH
        && lines.get(order.get(to)).width() <= widest * 1.15 + 16) {
      to++;
    }
    return to;
  }

  private void batch(List<LineCrop> lines, List<Integer> batch, List<Reading> readings) {
    int widest = LEAST_WIDTH;
    for (int i : batch) {
      widest = Math.max(widest, lines.get(i).width());
    }
    int width = (widest + STEP - 1) / STEP * STEP;
    float[] planes = planes(lines, batch, width);
    float[] out = models.recognise(planes, batch.size(), LineCrop.HEIGHT, width);
    int classes = characters.size();
    int steps = out.length / batch.size() / classes;
    for (int i = 0; i < batch.size(); i++) {
      int line = batch.get(i);
      double share = (double) lines.get(line).width() / width;
      readings.set(line, decode(out, i * steps * classes, steps, share));
    }
  }

  private static float[] planes(List<LineCrop> lines, List<Integer> batch, int width) {
    int plane = LineCrop.HEIGHT * width;
    float[] planes = new float[batch.size() * 3 * plane];
    for (int i = 0; i < batch.size(); i++) {
      LineCrop line = lines.get(batch.get(i));
      int at = i * 3 * plane;
      for (int y = 0; y < LineCrop.HEIGHT; y++) {
        for (int x = 0; x < line.width(); x++) {
          planes[at + y * width + x] =
              ((line.grey()[y * line.width() + x] & 0xFF) - 127.5f) / 127.5f;
        }
      }
      System.arraycopy(planes, at, planes, at + plane, plane);
      System.arraycopy(planes, at, planes, at + 2 * plane, plane);
    }
    return planes;
  }

  /** The best class of each step; repeats are one, and none divides. */
  private Reading decode(float[] out, int start, int steps, double share) {
    int classes = characters.size();
    StringBuilder text = new StringBuilder();
    float[] sure = new float[steps];
    float[] where = new float[steps];
    int count = 0;
    int last = 0;
    double likelihood = 0;
    for (int step = 0; step < steps; step++) {
      int at = start + step * classes;
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
        java.util.Arrays.copyOf(sure, count),
        java.util.Arrays.copyOf(where, count),
        count <= LONGEST_KNOWN ? known.best(out, start, steps, likelihood) : null);
  }
}
