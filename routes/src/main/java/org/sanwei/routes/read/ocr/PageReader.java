package org.sanwei.routes.read.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.PartFacts.Seal;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Reads pages. Safe from many threads: each call has its own state, the models are shared. Opening
 * one takes about half a second and, with the models, some 100 MB outside the heap.
 */
public final class PageReader implements AutoCloseable {
  private static final double DETECTION_SIDE = 1024;
  private static final double HEAD = 0.33;
  private static final double HEAD_SHRINK = 0.7;
  private static final double TRIAGE = 0.45;
  private static final double HEAD_SQUEEZE = 0.75;
  private static final double FAINT = 0.9;
  private static final double READABLE = 0.7;
  private static final double STAMP_READ = 0.85;
  private static final double SHORT_ROOM = 16;
  private static final int STRIP = 4;
  private static final double STRIP_SHRINK = 0.5;

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
    Softened soft = up.soft();
    List<TextBox> head = new ArrayList<>();
    List<TextBox> rest = new ArrayList<>();
    for (TextBox box : up.boxes()) {
      (box.y() < HEAD * up.raster().height() ? head : rest).add(box);
    }
    List<FoundLine> read = new ArrayList<>(head(soft, head, pace));
    read.addAll(body(soft, rest, up.known(), pace));
    InkMap ink = InkMap.of(up.raster());
    BoxedStamps boxed = BoxedStamps.of(up.raster(), ink, read);
    List<FoundLine> lines = new ArrayList<>(boxed.lines());
    RoundSeal.Ring ring = RoundSeal.of(up.raster(), ink);
    List<TextBox> stamps = new ArrayList<>(boxed.unread());
    stamps.addAll(RedStamps.unread(up.raster(), read, ring));
    boolean stampUnread = addStamps(soft, lines, stamps, pace);
    return page(up, lines, ring, stampUnread, smallLost(page), pace.goesOn());
  }

  /**
   * Reads the head alone, for urgency. What this answers of doubts is of no use: a page is held or
   * not by {@link #read}.
   */
  public ReadPage readHead(PageRaster page, Pace pace) {
    PageRaster top = page.part(0, 0, page.width(), (int) (page.height() * TRIAGE));
    List<TextBox> boxes = detector.boxes(top, factor(page) * HEAD_SHRINK);
    List<FoundLine> lines = plain(new Softened(top), boxes, HEAD_SQUEEZE, pace);
    if (lines.isEmpty() || Doubts.confidence(lines) < READABLE) {
      return read(page, pace);
    }
    List<FoundLine> placed = Layout.of(lines, page.width(), page.height());
    return result(page, PageKind.TEXT, placed, Set.of(), 0, null, null);
  }

  /** How long the models themselves have run, of all that this reader did. */
  public long inferenceNanos() {
    return models.inferenceNanos();
  }

  /** Shrunk by more than half before, or, being a long strip, to be looked at. */
  private static boolean smallLost(PageRaster page) {
    boolean strip =
        Math.max(page.width(), page.height()) > STRIP * Math.min(page.width(), page.height());
    return page.muchShrunk() || strip && factor(page) < STRIP_SHRINK;
  }

  private static double factor(PageRaster page) {
    return Math.min(1, DETECTION_SIDE / Math.max(page.width(), page.height()));
  }

  private List<FoundLine> head(Softened soft, List<TextBox> found, Pace pace) {
    PageRaster page = soft.page();
    PageRaster top = page.part(0, 0, page.width(), (int) (page.height() * HEAD));
    List<TextBox> again = detector.boxes(top, factor(page) * HEAD_SHRINK);
    again.removeIf(box -> box.bottom() > top.height() - 4);
    List<TextBox> narrow = new ArrayList<>();
    List<TextBox> wide = new ArrayList<>();
    for (TextBox box : HeadBoxes.bridged(HeadBoxes.joined(found, again))) {
      (box.length() < SHORT_ROOM * box.height() ? narrow : wide).add(box);
    }
    List<FoundLine> lines = new ArrayList<>(heads.read(soft, narrow, pace));
    lines.addAll(plain(soft, wide, HEAD_SQUEEZE, pace));
    return lines;
  }

  /** Reads what is red or in a frame; true when one of these stays unread. */
  private boolean addStamps(Softened soft, List<FoundLine> lines, List<TextBox> boxes, Pace pace) {
    boolean unread = false;
    for (FoundLine line : heads.read(soft, boxes, pace)) {
      if (line.reading().confidence() < STAMP_READ) {
        unread = true;
      }
      if (!line.reading().isEmpty()) {
        lines.add(line.in(Zone.STAMP));
      }
    }
    return unread;
  }

  /** Faint lines are read once more, softer; the surer reading stays. */
  private List<FoundLine> body(
      Softened soft, List<TextBox> boxes, Map<TextBox, Reading> known, Pace pace) {
    List<TextBox> unread = boxes.stream().filter(box -> !known.containsKey(box)).toList();
    List<FoundLine> lines = lines(unread, unread.stream().map(soft::body).toList(), pace);
    for (TextBox box : boxes) {
      Reading reading = known.get(box);
      if (reading != null) {
        lines.add(FoundLine.of(box, reading));
      }
    }
    List<Integer> faint = new ArrayList<>();
    List<LineCrop> crops = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).reading().confidence() < FAINT) {
        faint.add(i);
        crops.add(soft.softerBody(lines.get(i).box()));
      }
    }
    List<Reading> again = recognizer.read(crops, pace);
    for (int i = 0; i < faint.size(); i++) {
      FoundLine line = lines.get(faint.get(i));
      if (again.get(i).confidence() > line.reading().confidence()) {
        lines.set(faint.get(i), FoundLine.of(line.box(), again.get(i)));
      }
    }
    return lines;
  }

  private List<FoundLine> plain(Softened soft, List<TextBox> boxes, double squeeze, Pace pace) {
    return lines(boxes, boxes.stream().map(box -> soft.soft(box, squeeze)).toList(), pace);
  }

  private List<FoundLine> lines(List<TextBox> boxes, List<LineCrop> crops, Pace pace) {
    List<Reading> readings = recognizer.read(crops, pace);
    List<FoundLine> lines = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      lines.add(FoundLine.of(boxes.get(i), readings.get(i)));
    }
    return lines;
  }

  private ReadPage page(
      Upright.Page up,
      List<FoundLine> lines,
      RoundSeal.Ring ring,
      boolean stampUnread,
      boolean smallLost,
      boolean whole) {
    PageRaster page = up.raster();
    List<FoundLine> placed = Layout.of(lines, page.width(), page.height());
    PageKind kind = KindOfPicture.of(page, placed);
    Set<Doubt> doubts = Doubts.of(page, kind, placed);
    if (stampUnread) {
      doubts.add(Doubt.STAMP_UNREAD);
    }
    if (smallLost && (kind != PageKind.PHOTOGRAPH || !placed.isEmpty())) {
      doubts.add(Doubt.SHRUNK);
    }
    if (!whole) {
      doubts.add(Doubt.CUT_SHORT);
    }
    Seal seal = kind == PageKind.TEXT ? ring.seal() : null;
    return result(page, kind, placed, doubts, up.turned(), seal, Shrunk.of(page));
  }

  private static ReadPage result(
      PageRaster page,
      PageKind kind,
      List<FoundLine> placed,
      Set<Doubt> doubts,
      int turned,
      @Nullable Seal seal,
      @Nullable ShownPage shown) {
    Lines lines = Lines.of(placed, Shrunk.factor(page));
    boolean written = kind == PageKind.TEXT || kind == PageKind.UNCERTAIN;
    Integer confidence =
        !written || lines.lines().isEmpty()
            ? null
            : (int) Math.round(100 * Doubts.confidence(placed));
    return new ReadPage(
        kind, lines.lines(), doubts, seal, lines.faxHeader(), turned, confidence, shown);
  }

  @Override
  public void close() {
    models.close();
  }
}
