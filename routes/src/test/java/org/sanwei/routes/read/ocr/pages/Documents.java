package org.sanwei.routes.read.ocr.pages;

import java.util.List;
import java.util.Random;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.read.ocr.pages.Document.Extra;
import org.sanwei.routes.read.ocr.pages.Document.Faces;
import org.sanwei.routes.read.ocr.pages.Document.UrgencyPlace;

/** Invents documents. What a case must have is said in a {@link Wish}; the rest is drawn by lot. */
final class Documents {
  /** What kind of mark a document bears. */
  enum Marking {
    STATE_SECRET,
    WORK_SECRET,
    /** The words 公开 are printed. */
    SAID_PUBLIC,
    NONE,
    /** None, and the text talks of secrets. */
    CONFUSING
  }

  record Wish(Marking marking, Form form, int pages) {}

  private static final String[] PERIODS = {
    "1年", "3年", "5年", "10年", "20年", "6个月", "长期", "一年", "启用前", "会议开始前"
  };
  private static final Sensitivity[] LEVELS = {
    Sensitivity.CONFIDENTIAL, Sensitivity.SECRET, Sensitivity.SECRET, Sensitivity.TOP_SECRET
  };
  private static final Face[] HEADS = {
    Face.NOTO_SERIF_BOLD, Face.NOTO_SERIF_BOLD, Face.NOTO_SANS_BOLD, Face.UMING, Face.ZEN_HEI
  };
  private static final Face[] TITLES = {
    Face.NOTO_SERIF_BOLD, Face.NOTO_SANS_BOLD, Face.ZEN_HEI, Face.NOTO_SERIF, Face.UMING
  };
  private static final Face[] BODIES = {
    Face.NOTO_SERIF,
    Face.UMING,
    Face.SUNG_GB,
    Face.KAI_GB,
    Face.UKAI,
    Face.MICRO_HEI,
    Face.NOTO_SANS
  };
  private static final Face[] MARKS = {
    Face.NOTO_SANS, Face.NOTO_SANS_BOLD, Face.ZEN_HEI, Face.MICRO_HEI, Face.UKAI, Face.NOTO_SERIF
  };

  private final Random random;

  Documents(Random random) {
    this.random = random;
  }

  Document next(Wish wish) {
    boolean confusing = wish.marking() == Marking.CONFUSING;
    boolean oddOrgan = confusing && random.nextInt(3) == 0;
    String[] organ = oddOrgan ? Words.confusingOrgan(random) : Words.organ(random);
    boolean oddTitle = confusing && (oddOrgan || random.nextInt(3) > 0);
    String topic = oddTitle ? Words.confusingTitle(random) : Words.title(random);
    boolean cells = wish.form() == Form.PLAIN_TELEGRAM || wish.form() == Form.APPROVAL;
    return new Document(
        wish.form(),
        mark(wish.marking(), cells),
        urgency(wish.form()),
        cells ? UrgencyPlace.CELL : UrgencyPlace.values()[random.nextInt(3)],
        "%s〔2026〕%d号".formatted(organ[1], 1 + random.nextInt(180)),
        organ[0] + topic,
        organ[0],
        Words.addressee(random),
        Words.body(random, wish.form() == Form.APPROVAL ? 4 : 5 + random.nextInt(3), confusing),
        "2026年%d月%d日".formatted(5 + random.nextInt(5), 1 + random.nextInt(28)),
        random.nextInt(5) > 0,
        Words.phone(random),
        wish.form() == Form.NOTICE ? Words.attachments(random, 2) : List.of(),
        faces(wish.form()),
        second(wish),
        third(wish));
  }

  private Faces faces(Form form) {
    Face body = form == Form.PHONE_RECORD ? Face.UKAI : Words.pick(random, BODIES);
    return new Faces(
        Words.pick(random, HEADS), Words.pick(random, TITLES), body, Words.pick(random, MARKS));
  }

  private Extra second(Wish wish) {
    if (wish.pages() < 3 || wish.form() == Form.COVER) {
      return Extra.NOTHING;
    }
    return Words.pick(random, new Extra[] {Extra.TEXT, Extra.TEXT, Extra.CHART, Extra.PHOTOGRAPH});
  }

  private Extra third(Wish wish) {
    return wish.pages() < 3
        ? Extra.NOTHING
        : Words.pick(
            random,
            new Extra[] {Extra.BLANK, Extra.BLANK, Extra.TABLE, Extra.CHART, Extra.PHOTOGRAPH});
  }

  private Urgency urgency(Form form) {
    boolean telegram = form == Form.PLAIN_TELEGRAM || form == Form.INNER_TELEGRAM;
    if (telegram) {
      return Urgency.values()[1 + random.nextInt(4)];
    }
    return Words.pick(
        random,
        new Urgency[] {Urgency.NONE, Urgency.IMMEDIATE, Urgency.IMMEDIATE, Urgency.PRIORITY});
  }

  private Mark mark(Marking marking, boolean cells) {
    return switch (marking) {
      case STATE_SECRET -> stateSecret(cells);
      case WORK_SECRET ->
          new Mark(
              Sensitivity.WORK_SECRET,
              Words.pick(random, new String[] {"内部", "内部事项　注意保管", "内　部"}),
              "",
              place(cells));
      case SAID_PUBLIC ->
          new Mark(
              Sensitivity.PUBLIC,
              cells ? "公开" : Words.pick(random, new String[] {"公开", "密级：公开"}),
              "",
              cells ? Mark.Place.CELL : Mark.Place.UPPER_LEFT);
      case NONE, CONFUSING -> Mark.NONE;
    };
  }

  private Mark stateSecret(boolean cells) {
    Sensitivity level = Words.pick(random, LEVELS);
    String word = level.chinese();
    String spaced = word.charAt(0) + (random.nextBoolean() ? "　" : "  ") + word.charAt(1);
    String period = Words.pick(random, PERIODS);
    Mark.Place place = place(cells);
    if (place == Mark.Place.STAMP) {
      boolean starred = random.nextInt(3) == 0;
      return new Mark(level, starred ? word + "★" + period : word, starred ? period : "", place);
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Mark(level, spaced, "", place);
      case 1 -> new Mark(level, word, "", place);
      case 2 -> new Mark(level, "密级：" + word, "", place);
      case 3 -> new Mark(level, word + " ★ " + period, period, place);
      default -> new Mark(level, word + "★" + period, period, place);
    };
  }

  private Mark.Place place(boolean cells) {
    Mark.Place[] lots = {
      Mark.Place.UPPER_LEFT,
      Mark.Place.UPPER_LEFT,
      Mark.Place.UPPER_LEFT,
      Mark.Place.UPPER_RIGHT,
      Mark.Place.BELOW_TITLE,
      Mark.Place.STAMP,
      Mark.Place.STAMP
    };
    Mark.Place lot = Words.pick(random, lots);
    return cells && lot != Mark.Place.STAMP && lot != Mark.Place.UPPER_LEFT ? Mark.Place.CELL : lot;
  }
}
