package org.sanwei.routes.read.ocr.pages;

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

  PageCases(long seed) {
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
    Document document = document(kind, index);
    Way way = Way.of(kind, index, lot + 1);
    return new PageCase(
        id, kind, id + way.ending(), document.truth(), way.words(), () -> way.bring(document));
  }

  /** What is written on the paper of a case that is no mere picture. */
  Document document(PageKind kind, int index) {
    return new Documents(new Random(lot(kind, index))).next(wish(kind, index));
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

  private static PageCase picture(String id, int index, long lot) {
    PageTruth nothing =
        new PageTruth(
            Sensitivity.PUBLIC, "", "", 0, Urgency.NONE, "", "", "", "", Form.NONE, 1, false, "");
    String ending =
        new String[] {".png", ".jpg", ".png", ".tif", ".png"}[index % Pictures.NAMES.length];
    return new PageCase(
        id,
        PageKind.PICTURE,
        id + ending,
        nothing,
        Pictures.NAMES[index % Pictures.NAMES.length],
        () -> Pictures.drawn(index % Pictures.NAMES.length, new Random(lot)));
  }
}
