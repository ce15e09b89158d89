package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.sanwei.routes.read.raster.PageRaster;

/** Finds lines of text on a page, or on a part of one. */
final class TextDetector {
  private static final int STEP = 32;
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] SPREAD = {0.229f, 0.224f, 0.225f};

  private final OnnxSessions models;

  TextDetector(OnnxSessions models) {
    this.models = models;
  }

  /** Boxes in the page's own samples, found on a picture of it that is so many times as large. */
  List<TextBox> boxes(PageRaster page, double factor) {
    int wide = (int) Math.max(1, Math.round(page.width() * factor));
    int high = (int) Math.max(1, Math.round(page.height() * factor));
    PageRaster small = page.resized(wide, high);
    int width = (wide + STEP - 1) / STEP * STEP;
    int height = (high + STEP - 1) / STEP * STEP;
    float[] map = models.detect(planes(small, width, height), height, width);
    List<TextBox> boxes = new ArrayList<>();
    for (TextBox box : new BoxFinder(map, width, height).boxes()) {
      boxes.add(box.scaled((double) page.width() / wide));
    }
    return boxes;
  }

  private static float[] planes(PageRaster page, int width, int height) {
    int plane = width * height;
    float[] planes = new float[3 * plane];
    for (int c = 0; c < 3; c++) {
      float white = (1 - MEAN[c]) / SPREAD[c];
      java.util.Arrays.fill(planes, c * plane, (c + 1) * plane, white);
      for (int y = 0; y < page.height(); y++) {
        int at = c * plane + y * width;
        for (int x = 0; x < page.width(); x++) {
          planes[at + x] = (page.grey(x, y) / 255f - MEAN[c]) / SPREAD[c];
        }
      }
    }
    return planes;
  }
}
