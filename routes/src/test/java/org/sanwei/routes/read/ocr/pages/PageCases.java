package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.read.ocr.pages.Documents.Marking;
import org.sanwei.routes.read.ocr.pages.Documents.Wish;

/** The standard run of pages: which kinds, how many, from which seed. */
public final class PageCases {
  /** The seed of the figures in docs/PAGES.md. */
  public static final long SEED = 20261123;

  private static final Form[] ONE_PAGE = {
    Form.RED_HEAD,
    Form.PLAIN_TELEGRAM,
    Form.INNER_TELEGRAM,
    Form.BULLETIN,
    Form.LETTER,
    Form.APPROVAL,
    Form.NOTICE,
    Form.PHONE_RECORD
  };
  private static final Form[] THREE_PAGES = {
    Form.RED_HEAD, Form.NOTICE, Form.LETTER, Form.PLAIN_TELEGRAM
  };
  private static final int FAXES = 72;
  private static final int ITEMS = 32;
  private static final int SCANS = 32;
  private static final int PHOTOS = 24;
  private static final int PICTURES = 20;

  private final long seed;

  private PageCases(long seed) {
    this.seed = seed;
  }

  /** All cases of a seed, in a fixed order, each drawn only when its bytes are asked for. */
  public static Stream<PageCase> all(long seed) {
    PageCases cases = new PageCases(seed);
    return Stream.of(
            cases.of(PageKind.FINE, FAXES),
            cases.of(PageKind.STD, FAXES),
            cases.of(PageKind.THREE_PAGES, ITEMS),
            cases.of(PageKind.SCAN, SCANS),
            cases.of(PageKind.PHOTO, PHOTOS),
            cases.of(PageKind.PICTURE, PICTURES))
        .flatMap(each -> each);
  }

  private Stream<PageCase> of(PageKind kind, int count) {
    return IntStream.range(0, count).mapToObj(index -> one(kind, index));
  }

  private PageCase one(PageKind kind, int index) {
    long lot = lot(kind, index);
    String id = "%s-%02d".formatted(kind.name().toLowerCase(Locale.ROOT), index);
    if (kind == PageKind.PICTURE) {
      return picture(id, index, lot);
    }
    Document document = new Documents(new Random(lot)).next(wish(kind, index));
    String ending = ending(kind, index);
    return new PageCase(
        id,
        kind,
        id + ending,
        document.truth(),
        () -> drawn(document, kind, ending, index, new Random(lot + 1)));
  }

  private long lot(PageKind kind, int index) {
    return new Random(seed ^ (kind.ordinal() * 1000L + index) * 0x9E3779B97F4A7C15L).nextLong();
  }

  /** Four in nine marked, one each 内部 and 公开, the rest in the clear, half of it confusing. */
  private static Wish wish(PageKind kind, int index) {
    if (kind == PageKind.THREE_PAGES) {
      boolean marked = index % 8 < 3;
      boolean cover = index % 8 == 0 || index % 8 == 4;
      Marking unmarked = index % 2 == 0 ? Marking.NONE : Marking.CONFUSING;
      return new Wish(
          marked ? Marking.STATE_SECRET : unmarked,
          cover ? Form.COVER : THREE_PAGES[index / 2 % THREE_PAGES.length],
          3);
    }
    Form form = ONE_PAGE[index % ONE_PAGE.length];
    return switch (index / ONE_PAGE.length % 9) {
      case 0, 2, 4, 6 -> new Wish(Marking.STATE_SECRET, form, 1);
      case 5 -> new Wish(index % 2 == 0 ? Marking.WORK_SECRET : Marking.SAID_PUBLIC, form, 1);
      case 3, 7 -> new Wish(Marking.CONFUSING, form, 1);
      default -> new Wish(Marking.NONE, form, 1);
    };
  }

  private static String ending(PageKind kind, int index) {
    return switch (kind) {
      case SCAN -> new String[] {".jpg", ".png", ".pdf"}[index % 3];
      case PHOTO -> ".jpg";
      case THREE_PAGES -> index % 4 == 3 ? ".pdf" : ".tif";
      default -> ".tif";
    };
  }

  private static byte[] drawn(
      Document document, PageKind kind, String ending, int index, Random random) {
    List<Paper.Page> paper = new Paper(document, random).pages();
    if (ending.equals(".tif")) {
      boolean fine = kind == PageKind.FINE || kind == PageKind.THREE_PAGES && index % 3 > 0;
      return fax(document, paper, fine, kind == PageKind.THREE_PAGES ? 0 : index, random);
    }
    double quality = 0.6 + random.nextDouble() * 0.3;
    if (kind == PageKind.PHOTO) {
      double tilt = 0.03 + 0.09 * random.nextDouble();
      return Written.jpeg(new Camera(random, tilt).photograph(paper.get(0).image()), quality);
    }
    int turns = index % 8 == 6 ? 1 + index / 8 % 3 : 0;
    boolean grey = random.nextInt(3) == 0;
    int dots = new int[] {200, 200, 150, 300}[random.nextInt(4)];
    List<BufferedImage> scans = new ArrayList<>();
    for (Paper.Page page : paper) {
      scans.add(new Scanner(random, grey, dots, turns).scan(page.image()));
    }
    return switch (ending) {
      case ".pdf" -> Written.pdf(scans, quality);
      case ".png" -> Written.png(scans.get(0));
      default -> Written.jpeg(scans.get(0), quality);
    };
  }

  private static byte[] fax(
      Document document, List<Paper.Page> paper, boolean fine, int index, Random random) {
    int turns = index % 9 == 8 ? 1 + index / 9 % 3 : 0;
    int grade = new int[] {0, 1, 1, 2, 2, 3}[random.nextInt(6)];
    String sender =
        "2026-%02d-%02d %02d:%02d  FROM:%s  %s"
            .formatted(
                5 + random.nextInt(5),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                document.organ(),
                Words.phone(random));
    List<BufferedImage> pages = new ArrayList<>();
    for (int i = 0; i < paper.size(); i++) {
      FaxMachine machine = new FaxMachine(Wear.of(random, grade, turns), fine, sender, random);
      pages.add(machine.send(paper.get(i).image(), i + 1, paper.size(), paper.get(i).photograph()));
    }
    return Tiffs.fax(pages, fine);
  }

  private static PageCase picture(String id, int index, long lot) {
    PageTruth nothing =
        new PageTruth(
            Sensitivity.PUBLIC, "", "", 0, Urgency.NONE, "", "", "", "", Form.NONE, 1, false);
    String ending = new String[] {".png", ".jpg", ".png", ".tif", ".png"}[index % 5];
    return new PageCase(
        id,
        PageKind.PICTURE,
        id + ending,
        nothing,
        () -> Pictures.drawn(index % 5, new Random(lot)));
  }
}
