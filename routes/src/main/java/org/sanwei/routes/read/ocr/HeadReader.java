package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads short lines, such as marks, several times over: softened a little, with more room round
 * them, and, where these two are not of one mind or not sure, sharp and softened much. Readings
 * that differ are all kept, the best supported one first.
 */
final class HeadReader {
  private static final double SQUEEZE = 0.85;
  private static final double ROOM = 0.12;
  private static final double SURE = 0.93;
  private static final double LEAST_SURE = 0.8;

  private final LineRecognizer recognizer;

  HeadReader(LineRecognizer recognizer) {
    this.recognizer = recognizer;
  }

  List<FoundLine> read(Softened page, List<TextBox> boxes, Pace pace) {
    List<List<Reading>> readings = twice(page, boxes, pace);
    List<Integer> open = new ArrayList<>();
    List<LineCrop> crops = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      if (!settled(readings.get(i))) {
        open.add(i);
        crops.add(page.sharp(boxes.get(i)));
        crops.add(page.softer(boxes.get(i), SQUEEZE));
      }
    }
    List<Reading> more = recognizer.read(crops, pace);
    for (int i = 0; i < open.size(); i++) {
      readings.get(open.get(i)).addAll(more.subList(2 * i, 2 * i + 2));
    }
    List<FoundLine> lines = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      lines.add(merged(boxes.get(i), readings.get(i)));
    }
    return lines;
  }

  private List<List<Reading>> twice(Softened page, List<TextBox> boxes, Pace pace) {
    List<LineCrop> crops = new ArrayList<>();
    for (TextBox box : boxes) {
      double room = box.height() * ROOM;
      crops.add(page.soft(box, SQUEEZE));
      crops.add(page.soft(box.grown(room, room), SQUEEZE));
    }
    List<Reading> read = recognizer.read(crops, pace);
    List<List<Reading>> readings = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      readings.add(new ArrayList<>(read.subList(2 * i, 2 * i + 2)));
    }
    return readings;
  }

  /** Both the same, both sure, and nothing in it that could be what is left of a mark. */
  private static boolean settled(List<Reading> two) {
    String first = MarkSigns.dense(two.get(0).text());
    boolean same = first.equals(MarkSigns.dense(two.get(1).text()));
    boolean sure = two.stream().allMatch(r -> r.confidence() >= SURE && r.least() >= LEAST_SURE);
    return same && sure && (!MarkSigns.remains(first) || MarkSigns.wholeMark(first));
  }

  /** One reading a text, by what its readings' confidences sum to. */
  static FoundLine merged(TextBox box, List<Reading> readings) {
    Map<String, Reading> best = new LinkedHashMap<>();
    Map<String, Double> support = new LinkedHashMap<>();
    for (Reading reading : readings) {
      String text = MarkSigns.dense(reading.text());
      if (text.isEmpty()) {
        continue;
      }
      support.merge(text, reading.confidence(), Double::sum);
      best.merge(text, reading, (a, b) -> a.confidence() >= b.confidence() ? a : b);
    }
    List<String> order = new ArrayList<>(best.keySet());
    order.sort(Comparator.comparingDouble((String text) -> -support.getOrDefault(text, 0.0)));
    if (order.isEmpty()) {
      return FoundLine.of(box, Reading.UNREAD);
    }
    List<Reading> rest = new ArrayList<>();
    for (String text : order.subList(1, order.size())) {
      rest.add(best.getOrDefault(text, Reading.UNREAD));
    }
    Reading first = best.getOrDefault(order.get(0), Reading.UNREAD);
    return FoundLine.of(box, first).with(first, rest);
  }
}
