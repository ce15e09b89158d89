package org.sanwei.routes.read.ocr.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.ocr.Doubt;
import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageReader;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.raster.Decoded;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.Picture;
import org.sanwei.routes.read.raster.PictureCheck;
import org.sanwei.routes.read.raster.PictureDecoder;
import org.sanwei.routes.read.raster.PictureLimits;
import org.sanwei.routes.read.raster.Samples;

/** Reads cases with the models and judges them by the shipped policy. Safe from many threads. */
final class PageJudging implements AutoCloseable {
  private final PageReader reader;
  private final Judge judge;

  /** {@code folder} is empty and private; {@code threads} are what each model may use. */
  PageJudging(Path folder, int threads) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    ShippedConfig.copyTo(config);
    judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(config)).value());
    reader = PageReader.open(Files.createTempDirectory(folder, "native"), threads);
  }

  /** What became of a case. */
  PageOutcome of(PageCase one) {
    List<Part> parts = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    List<PartFacts> facts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    List<PageRaster> pages = pages(one);
    for (int i = 0; i < pages.size(); i++) {
      String position = String.valueOf(i + 1);
      ReadPage read = reader.read(pages.get(i), Pace.untilInterrupted());
      text.append(read.text());
      parts.add(new Part(position, Place.ATTACHMENT, read.text()));
      for (String above : read.above()) {
        parts.add(new Part(position + "#" + parts.size(), Place.HEADER, above));
      }
      for (Doubt doubt : read.doubts()) {
        unread.add(new Unread(position, doubt.reason()));
      }
      facts.add(new PartFacts(position, read.confidence(), 1, read.seal()));
    }
    if (pages.isEmpty()) {
      unread.add(new Unread("1", UnreadReason.BROKEN));
    }
    Content content = new Content(parts, unread, facts);
    return PageOutcome.of(
        judge.judge(content, new Arrival("fax-mail", "", Instant.EPOCH)), text.toString());
  }

  private static List<PageRaster> pages(PageCase one) {
    List<PageRaster> pages = new ArrayList<>();
    if (one.fileName().endsWith(".pdf")) {
      try (PDDocument document = Loader.loadPDF(one.bytes())) {
        for (int i = 0; i < document.getNumberOfPages(); i++) {
          pages.add(Samples.of(new PDFRenderer(document).renderImageWithDPI(i, 200), 200));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (PictureCheck.look(one.bytes(), PictureLimits.DEFAULT)
        instanceof Picture.Sound sound) {
      for (int i = 0; i < sound.pages().size(); i++) {
        if (PictureDecoder.decode(sound, i) instanceof Decoded.Page page) {
          pages.add(page.raster());
        }
      }
    }
    return pages;
  }

  @Override
  public void close() {
    reader.close();
  }
}
