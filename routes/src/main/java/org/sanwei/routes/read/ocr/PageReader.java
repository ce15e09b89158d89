package org.sanwei.routes.read.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Reads pages. Safe from many threads: each call has its own state, the models are shared. Opening
 * one takes about half a second and, with the models, some 100 MB outside the heap.
 */
public final class PageReader implements AutoCloseable {
  private static final double DETECTION_SIDE = 1024;
  private static final double HEAD = 0.33;
  private static final double HEAD_SHRINK = 0.7;
  private static final double BODY_SOFT = 0.65;
  private static final double BODY_SQUEEZE = 0.65;
  private static final double SHORT_ROOM = 16;

  private final OnnxSessions models;
  private final TextDetector detector;
  private final LineRecognizer recognizer;
  private final HeadReader heads;
  private final Upright upright;

  private PageReader(OnnxSessions models, Characters characters) {
    this.models = models;
    this.detector = new TextDetector(models);
    this.recognizer = new LineRecognizer(models, characters);
    this.heads = new HeadReader(recognizer);
    this.upright = new Upright(detector, recognizer);
  }

  /**
   * Loads library and models. {@code privateFolder} exists and is this account's alone; nothing of
   * it is used once this has returned. {@code threads} is how many each model may use at a time.
   */
  public static PageReader open(Path privateFolder, int threads) throws IOException {
    return new PageReader(OnnxSessions.open(privateFolder, threads), Characters.load());
  }

  /** Reads a page: the head first, so that what the pace cuts off is the body. */
  public ReadPage read(PageRaster page, Pace pace) {
    Upright.Page up = upright.of(page, factor(page), pace);
    PageRaster raster = up.raster();
    List<TextBox> boxes = up.boxes();
    List<TextBox> head = new ArrayList<>();
    List<TextBox> rest = new ArrayList<>();
    for (TextBox box : boxes) {
      (box.y() < HEAD * raster.height() ? head : rest).add(box);
    }
    List<FoundLine> lines = new ArrayList<>(head(raster, head, pace));
    lines.addAll(body(raster, rest, pace));
    return page(raster, lines, up.turned(), pace.goesOn(), true);
  }

  /**
   * Reads the head alone, for urgency. What this answers of doubts is of no use: a page is held or
   * not by {@link #read}.
   */
  public ReadPage readHead(PageRaster page, Pace pace) {
    PageRaster top = page.part(0, 0, page.width(), (int) (page.height() * 0.45));
    List<TextBox> boxes = detector.boxes(top, factor(page) * HEAD_SHRINK);
    PageRaster soft = top.scaled(BODY_SOFT);
    List<FoundLine> lines = plain(soft, boxes, BODY_SOFT, 0.8, pace);
    if (lines.isEmpty() || Doubts.confidence(lines) < 0.7) {
      return read(page, pace);
    }
    List<FoundLine> placed = Layout.of(lines, page.width(), page.height());
    return result(page, PageKind.TEXT, placed, Set.of(), 0, null);
  }

  /** How long the models themselves have run, of all that this reader did. */
  public long inferenceNanos() {
    return models.inferenceNanos();
  }

  private static double factor(PageRaster page) {
    return Math.min(1, DETECTION_SIDE / Math.max(page.width(), page.height()));
  }

  private List<FoundLine> head(PageRaster page, List<TextBox> found, Pace pace) {
    PageRaster top = page.part(0, 0, page.width(), (int) (page.height() * HEAD));
    List<TextBox> again = detector.boxes(top, factor(page) * HEAD_SHRINK);
    again.removeIf(box -> box.bottom() > top.height() - 4);
    List<TextBox> boxes = HeadBoxes.bridged(HeadBoxes.joined(found, again));
    List<TextBox> narrow = new ArrayList<>();
    List<TextBox> wide = new ArrayList<>();
    for (TextBox box : boxes) {
      (box.length() < SHORT_ROOM * box.height() ? narrow : wide).add(box);
    }
    List<FoundLine> lines = new ArrayList<>(heads.read(page, narrow, pace));
    lines.addAll(plain(page.scaled(BODY_SOFT), wide, BODY_SOFT, 0.8, pace));
    return lines;
  }

  private List<FoundLine> body(PageRaster page, List<TextBox> boxes, Pace pace) {
    return plain(page.scaled(BODY_SOFT), boxes, BODY_SOFT, BODY_SQUEEZE, pace);
  }

  private List<FoundLine> plain(
      PageRaster soft, List<TextBox> boxes, double factor, double squeeze, Pace pace) {
    List<LineCrop> crops = new ArrayList<>();
    for (TextBox box : boxes) {
      crops.add(LineCrop.squeezed(soft, box.scaled(factor), squeeze));
    }
    List<Reading> readings = recognizer.read(crops, pace);
    List<FoundLine> lines = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      lines.add(FoundLine.of(boxes.get(i), readings.get(i)));
    }
    return lines;
  }

  private ReadPage page(
      PageRaster page, List<FoundLine> lines, int turned, boolean whole, boolean shown) {
    PageKind kind = KindOfPicture.of(page, lines);
    List<FoundLine> placed = Layout.of(lines, page.width(), page.height());
    Set<Doubt> doubts = Doubts.of(page, kind, placed);
    if (!whole) {
      doubts.add(Doubt.CUT_SHORT);
    }
    return result(page, kind, placed, doubts, turned, shown ? Shrunk.of(page) : null);
  }

  private static ReadPage result(
      PageRaster page,
      PageKind kind,
      List<FoundLine> placed,
      Set<Doubt> doubts,
      int turned,
      @Nullable ShownPage shown) {
    Lines lines = Lines.of(placed, Shrunk.factor(page));
    Integer confidence =
        lines.lines().isEmpty() ? null : (int) Math.round(100 * Doubts.confidence(placed));
    return new ReadPage(
        kind, lines.lines(), doubts, null, lines.faxHeader(), turned, confidence, shown);
  }

  @Override
  public void close() {
    models.close();
  }
}
