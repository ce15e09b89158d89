package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Finds out which way up a page is: lines stand when it lies on its side, and read badly on their
 * head.
 */
final class Upright {
  private static final int TRIED = 3;
  private static final double HEAD = 0.33;
  private static final double SURE = 0.86;

  private final TextDetector detector;
  private final LineRecognizer recognizer;

  Upright(TextDetector detector, LineRecognizer recognizer) {
    this.detector = detector;
    this.recognizer = recognizer;
  }

  /**
   * A page the right way up, the lines found on it, by how many quarters it was turned, and what of
   * its body had to be read to know that.
   */
  record Page(Softened soft, List<TextBox> boxes, int turned, Map<TextBox, Reading> known) {
    PageRaster raster() {
      return soft.page();
    }
  }

  Page of(PageRaster page, double factor, Pace pace) {
    List<TextBox> boxes = detector.boxes(page, factor);
    int turned = 0;
    PageRaster raster = page;
    if (mostlyStanding(boxes)) {
      turned = 1;
      raster = page.turned(1);
      boxes = detector.boxes(raster, factor);
    }
    Softened soft = new Softened(raster);
    Map<TextBox, Reading> straight = longest(soft, boxes, pace);
    if (!upsideDown(soft, straight, pace)) {
      return new Page(soft, boxes, turned, straight);
    }
    Softened upright = new Softened(raster.turned(2));
    return new Page(upright, flipped(boxes, raster.width(), raster.height()), turned + 2, Map.of());
  }

  private static List<TextBox> flipped(List<TextBox> boxes, int width, int height) {
    List<TextBox> flipped = new ArrayList<>();
    for (TextBox box : boxes) {
      flipped.add(
          new TextBox(
              width - box.x(),
              height - box.y(),
              box.length(),
              box.height(),
              box.angle(),
              box.score()));
    }
    return flipped;
  }

  private static boolean mostlyStanding(List<TextBox> boxes) {
    double standing = 0;
    double lying = 0;
    for (TextBox box : boxes) {
      double size = Math.max(box.length(), box.height());
      if (box.height() > 2 * box.length()) {
        standing += size;
      } else if (box.length() > 2 * box.height()) {
        lying += size;
      }
    }
    return standing > 1.5 * lying;
  }

  /** The longest lines, below the head where there are enough, and what is read in them. */
  private Map<TextBox, Reading> longest(Softened soft, List<TextBox> boxes, Pace pace) {
    List<TextBox> longest = new ArrayList<>(boxes);
    longest.removeIf(box -> box.length() < 3 * box.height());
    double head = HEAD * soft.page().height();
    longest.sort(
        Comparator.comparing((TextBox box) -> box.y() < head).thenComparing(box -> -box.length()));
    longest = longest.subList(0, Math.min(TRIED, longest.size()));
    List<LineCrop> crops = longest.stream().map(soft::body).toList();
    List<Reading> readings = recognizer.read(crops, pace);
    Map<TextBox, Reading> known = new LinkedHashMap<>();
    for (int i = 0; i < longest.size(); i++) {
      known.put(longest.get(i), readings.get(i));
    }
    return known;
  }

  private boolean upsideDown(Softened soft, Map<TextBox, Reading> read, Pace pace) {
    double straight = mean(read.values());
    if (read.isEmpty() || straight > SURE) {
      return false;
    }
    List<LineCrop> crops = read.keySet().stream().map(box -> soft.body(box).flipped()).toList();
    return mean(recognizer.read(crops, pace)) > straight + 0.08;
  }

  private static double mean(Collection<Reading> readings) {
    return readings.stream().mapToDouble(Reading::confidence).average().orElse(0);
  }
}
