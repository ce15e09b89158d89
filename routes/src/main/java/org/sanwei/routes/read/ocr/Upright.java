package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Finds out which way up a page is: lines stand when it lies on its side, and read badly on their
 * head.
 */
final class Upright {
  private static final int TRIED = 3;
  private static final double SURE = 0.86;

  private final TextDetector detector;
  private final LineRecognizer recognizer;

  Upright(TextDetector detector, LineRecognizer recognizer) {
    this.detector = detector;
    this.recognizer = recognizer;
  }

  /** A page the right way up, the lines found on it, and by how many quarters it was turned. */
  record Page(PageRaster raster, List<TextBox> boxes, int turned) {}

  Page of(PageRaster page, double factor, Pace pace) {
    List<TextBox> boxes = detector.boxes(page, factor);
    int turned = 0;
    PageRaster raster = page;
    if (mostlyStanding(boxes)) {
      turned = 1;
      raster = page.turned(1);
      boxes = detector.boxes(raster, factor);
    }
    if (upsideDown(raster, boxes, pace)) {
      turned += 2;
      raster = raster.turned(2);
      boxes = flipped(boxes, raster.width(), raster.height());
    }
    return new Page(raster, boxes, turned);
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

  private boolean upsideDown(PageRaster page, List<TextBox> boxes, Pace pace) {
    List<TextBox> longest = new ArrayList<>(boxes);
    longest.removeIf(box -> box.length() < 3 * box.height());
    longest.sort(Comparator.comparingDouble(box -> -box.length()));
    List<LineCrop> crops = new ArrayList<>();
    for (TextBox box : longest.subList(0, Math.min(TRIED, longest.size()))) {
      double length = Math.min(box.length(), 6 * box.height());
      TextBox middle =
          new TextBox(box.x(), box.y(), length, box.height(), box.angle(), box.score());
      crops.add(LineCrop.squeezed(page, middle, 0.7));
    }
    if (crops.isEmpty()) {
      return false;
    }
    double straight = mean(recognizer.read(crops, pace));
    if (straight > SURE) {
      return false;
    }
    return mean(recognizer.read(crops.stream().map(LineCrop::flipped).toList(), pace))
        > straight + 0.08;
  }

  private static double mean(List<Reading> readings) {
    return readings.stream().mapToDouble(Reading::confidence).average().orElse(0);
  }
}
