package org.sanwei.routes.read.ocr.pages;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Random;

/** Draws the first page of each form of paper, and what all forms share. */
final class Forms {
  private static final double LEADING = 9.6;
  private static final double BODY = 5.5;

  private final Sheet sheet;
  private final Document document;
  private final Random random;

  private Forms(Sheet sheet, Document document, Random random) {
    this.sheet = sheet;
    this.document = document;
    this.random = random;
  }

  /** Draws the page that bears the document's head. */
  static void draw(Sheet sheet, Document document, Random random) {
    Forms forms = new Forms(sheet, document, random);
    switch (document.form()) {
      case PLAIN_TELEGRAM -> forms.plainTelegram();
      case INNER_TELEGRAM -> forms.innerTelegram();
      case BULLETIN -> forms.bulletin();
      case LETTER, COVER -> forms.letter();
      case APPROVAL -> Slips.approval(sheet, document, random);
      case PHONE_RECORD -> Slips.phoneRecord(sheet, document, random);
      case NOTICE -> forms.notice();
      case RED_HEAD, NONE -> forms.redHead();
    }
  }

  private void redHead() {
    if (random.nextBoolean()) {
      sheet.text(
          "%06d".formatted(1 + random.nextInt(300)), Face.NOTO_SERIF.size(5), Sheet.LEFT, 21);
    }
    Ink.head(sheet, document, random, 31);
    Font head = document.faces().head().size(Math.min(15, 130.0 / (document.organ().length() + 2)));
    String words = document.organ() + (random.nextBoolean() ? "文件" : "");
    sheet.in(Ink.RED, () -> sheet.spread(words, head, Sheet.LEFT + 4, Sheet.RIGHT - 4, 66));
    sheet.centred(document.number(), body(), 106, 84);
    sheet.in(Ink.RED, () -> sheet.line(Sheet.LEFT, 89, Sheet.RIGHT, 89, 0.7));
    text(title(106));
    foot();
  }

  private void plainTelegram() {
    Ink.head(sheet, document, random, 27);
    sheet.in(
        random.nextBoolean() ? Ink.RED : Color.BLACK,
        () -> sheet.spread("明传电报", document.faces().head().size(15), 62, 150, 56));
    Font cell = document.faces().body().size(5);
    sheet.text("发电单位　" + document.organ(), cell, Sheet.LEFT, 70);
    sheet.flushRight("签批盖章　" + Words.name(random), cell, Sheet.RIGHT, 70);
    String inCell = Ink.place(document) == Mark.Place.CELL ? document.mark().words() : "";
    String grade =
        switch (random.nextInt(3)) {
          case 0 -> "等级　" + document.urgency().chinese() + "·明电";
          case 1 -> "等级　" + document.urgency().chinese() + "　明电";
          default -> "等级：" + document.urgency().chinese();
        };
    sheet.text(grade + (inCell.isEmpty() ? "" : "　　" + inCell), cell, Sheet.LEFT, 80);
    sheet.flushRight(document.number(), cell, Sheet.RIGHT, 80);
    sheet.line(Sheet.LEFT, 84, Sheet.RIGHT, 84, 0.8);
    text(title(99));
    sheet.line(Sheet.LEFT, 281, Sheet.RIGHT, 281, 0.4);
    sheet.text("（共1页）", Face.NOTO_SERIF.size(4), Sheet.LEFT, 287);
  }

  private void innerTelegram() {
    sheet.centred("内 部 明 电", document.faces().head().size(14), 106, 38);
    Ink.head(sheet, document, random, 54);
    sheet.centred(document.number(), body(), 106, 66);
    sheet.line(Sheet.LEFT, 71, Sheet.RIGHT, 71, 0.5);
    sheet.line(Sheet.LEFT, 72.4, Sheet.RIGHT, 72.4, 0.3);
    text(title(88));
  }

  private void bulletin() {
    Ink.head(sheet, document, random, 25);
    sheet.in(Ink.RED, () -> sheet.spread("值班信息", document.faces().head().size(17), 55, 157, 54));
    Font small = document.faces().body().size(5);
    sheet.centred("第%d期".formatted(1 + random.nextInt(300)), small, 106, 66);
    sheet.text(document.organ(), small, Sheet.LEFT, 77);
    sheet.flushRight(document.date(), small, Sheet.RIGHT, 77);
    sheet.in(Ink.RED, () -> sheet.line(Sheet.LEFT, 80, Sheet.RIGHT, 80, 0.9));
    double y = paragraphs(title(95));
    if (document.seal()) {
      Ink.seal(sheet, document, random, 155, Math.min(y + 14, 256));
    }
    sheet.line(Sheet.LEFT, 276, Sheet.RIGHT, 276, 0.4);
    sheet.text("报：省委办公厅、省政府办公厅　送：有关单位", small, Sheet.LEFT + 2, 282);
  }

  private void letter() {
    Font head = document.faces().head().size(Math.min(13, 140.0 / document.organ().length()));
    sheet.in(
        Ink.RED, () -> sheet.spread(document.organ(), head, Sheet.LEFT + 8, Sheet.RIGHT - 8, 38));
    sheet.in(Ink.RED, () -> sheet.line(Sheet.LEFT - 6, 44, Sheet.RIGHT + 6, 44, 1));
    sheet.in(Ink.RED, () -> sheet.line(Sheet.LEFT - 6, 45.6, Sheet.RIGHT + 6, 45.6, 0.35));
    Ink.head(sheet, document, random, 56);
    sheet.flushRight(document.number(), body(), Sheet.RIGHT, 74);
    text(title(90));
  }

  private void notice() {
    Ink.head(sheet, document, random, 26);
    text(title(48));
  }

  private Font body() {
    return document.faces().body().size(BODY);
  }

  /** The title in lines of at most twenty letters, and what stands below it. */
  private double title(double top) {
    Font font = document.faces().title().size(7.4);
    double y = top;
    for (String line : Lines.balanced(document.title(), 19)) {
      sheet.centred(line, font, 106, y);
      y += 11;
    }
    if (Ink.place(document) == Mark.Place.BELOW_TITLE && document.mark().printed()) {
      sheet.centred(document.mark().words(), document.faces().mark().size(5.6), 106, y);
      y += 11;
    }
    if (document.form() == Form.NOTICE) {
      sheet.centred(document.number(), document.faces().body().size(5), 106, y - 1);
      y += 9;
    }
    return y + 2;
  }

  private void text(double top) {
    sheet.text(document.addressee(), body(), Sheet.LEFT, top);
    signature(attachments(paragraphs(top + LEADING)));
  }

  private double paragraphs(double top) {
    double y = top;
    for (String paragraph : document.body()) {
      y = sheet.paragraph(paragraph, body(), Sheet.LEFT, Sheet.RIGHT, y, LEADING);
    }
    return y;
  }

  private double attachments(double top) {
    List<String> all = document.attachments();
    double y = top;
    for (int i = 0; i < all.size(); i++) {
      String before = i == 0 ? "附件：" : "　　　";
      sheet.text(before + (i + 1) + "．" + all.get(i), body(), Sheet.LEFT + 11, y);
      y += LEADING;
    }
    return y;
  }

  private void signature(double top) {
    double y = Math.min(top + 12, 262);
    double middle = 150;
    sheet.centred(document.organ(), body(), middle, y);
    sheet.centred(document.date(), body(), middle, y + LEADING);
    if (document.seal()) {
      Ink.seal(sheet, document, random, middle + random.nextInt(5), y + random.nextInt(6));
    }
  }

  private void foot() {
    Font small = document.faces().body().size(4.6);
    sheet.line(Sheet.LEFT, 280, Sheet.RIGHT, 280, 0.4);
    sheet.text(document.organ(), small, Sheet.LEFT + 3, 285.5);
    sheet.flushRight(document.date() + "印发", small, Sheet.RIGHT - 3, 285.5);
  }
}
