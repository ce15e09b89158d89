package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Reads short lines, such as marks, several times over: as they are, softened a little and much,
 * and with more room round them. Readings that differ are all kept, the best supported one first.
 */
final class HeadReader {
  private static final double SOFT = 0.65;
  private static final double SOFTER = 0.45;
  private static final double SQUEEZE = 0.85;

  private final LineRecognizer recognizer;

  HeadReader(LineRecognizer recognizer) {
    this.recognizer = recognizer;
  }

  List<FoundLine> read(PageRaster page, List<TextBox> boxes, Pace pace) {
    if (boxes.isEmpty()) {
      return List.of();
    }
    PageRaster soft = page.scaled(SOFT);
    PageRaster softer = page.scaled(SOFTER);
    List<LineCrop> crops = new ArrayList<>();
    for (TextBox box : boxes) {
      crops.add(LineCrop.squeezed(soft, box.scaled(SOFT), SQUEEZE));
      crops.add(LineCrop.of(page, box));
      crops.add(LineCrop.squeezed(softer, box.scaled(SOFTER), SQUEEZE));
      double room = box.height() * 0.12;
      crops.add(LineCrop.squeezed(soft, box.grown(room, room).scaled(SOFT), SQUEEZE));
    }
    List<Reading> readings = recognizer.read(crops, pace);
    int ways = crops.size() / boxes.size();
    List<FoundLine> lines = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      lines.add(merged(boxes.get(i), readings.subList(i * ways, (i + 1) * ways)));
    }
    return lines;
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
