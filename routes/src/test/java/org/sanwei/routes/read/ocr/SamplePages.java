package org.sanwei.routes.read.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.SampleFax;
import org.sanwei.routes.read.raster.Samples;

/** The sample pages with what they really say. */
final class SamplePages {
  private static final int PAGES = 16;
  private static final int SCAN_DPI = 200;

  private SamplePages() {}

  /** A file and its line of truth. */
  record Sample(String file, String truth) {
    String field(String name) {
      String key = "\"" + name + "\": \"";
      int start = truth.indexOf(key) + key.length();
      return truth.substring(start, truth.indexOf('"', start));
    }

    boolean stateSecret() {
      return field("level").endsWith("密");
    }

    boolean fine() {
      return !file.endsWith("std.tif");
    }

    PageRaster page() {
      return file.endsWith(".pdf") ? drawn(file) : SampleFax.page(file);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Sample> all() {
    String[] truths =
        new String(SampleFax.bytes("truth.jsonl"), StandardCharsets.UTF_8).split("\n");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String number = String.format(Locale.ROOT, "%02d", i);
      samples.add(new Sample(number + ".std.tif", truths[i]));
      samples.add(new Sample(number + ".fine.tif", truths[i]));
    }
    for (int i : new int[] {0, 3, 7, 12}) {
      samples.add(new Sample(String.format(Locale.ROOT, "%02d.scan.pdf", i), truths[i]));
    }
    samples.add(new Sample("05.fine.pdf", truths[5]));
    return samples.stream();
  }

  private static PageRaster drawn(String file) {
    try (PDDocument document = Loader.loadPDF(SampleFax.bytes(file))) {
      BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, SCAN_DPI);
      return Samples.of(image, SCAN_DPI);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
