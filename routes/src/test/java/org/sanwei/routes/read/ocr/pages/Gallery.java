package org.sanwei.routes.read.ocr.pages;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Writes cases as PNG files for people to look at, square dots and no wider than 1000. */
public final class Gallery {
  private Gallery() {}

  /** Arguments: a folder, and the beginnings of the ids that are wanted. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    List<PageCase> cases =
        PageCases.all(PageCases.SEED)
            .filter(one -> wanted.isEmpty() || wanted.stream().anyMatch(one.id()::startsWith))
            .toList();
    for (PageCase one : cases) {
      List<BufferedImage> pages = pages(one);
      for (int i = 0; i < pages.size(); i++) {
        Path file = folder.resolve("%s-%d.png".formatted(one.id(), i + 1));
        Files.write(file, Written.png(shown(pages.get(i))));
        System.out.printf(Locale.ROOT, "%s %s%n", file, one);
      }
    }
  }

  /** What is in the file, decoded. */
  static List<BufferedImage> pages(PageCase one) throws IOException {
    byte[] bytes = one.bytes();
    List<BufferedImage> pages = new ArrayList<>();
    if (one.fileName().endsWith(".pdf")) {
      try (PDDocument document = Loader.loadPDF(bytes)) {
        for (int i = 0; i < document.getNumberOfPages(); i++) {
          pages.add(new PDFRenderer(document).renderImageWithDPI(i, 130));
        }
      }
      return pages;
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      ImageReader reader = readers.next();
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        pages.add(reader.read(i));
      }
      reader.dispose();
    }
    return pages;
  }

  private static BufferedImage shown(BufferedImage page) {
    double tall = page.getWidth() > 1.3 * page.getHeight() && page.getWidth() % 1728 == 0 ? 2 : 1;
    double scale = Math.min(1, 1000.0 / page.getWidth());
    int width = (int) (page.getWidth() * scale);
    int height = (int) (page.getHeight() * scale * tall);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(page, 0, 0, width, height, null);
    pen.dispose();
    return image;
  }
}
