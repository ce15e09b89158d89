package org.sanwei.routes.read.ocr.pages;

import java.awt.Color;
import java.awt.Font;
import java.util.Random;
import org.sanwei.config.label.Urgency;

/**
 * Forms that are filled in: a table to be approved, a record of a telephone call, a cover sheet.
 */
final class Slips {
  private static final Color PEN = new Color(15, 20, 60);

  private Slips() {}

  /** 来文处理单: cells with what came, and lines for what leaders write. */
  static void approval(Sheet sheet, Document document, Random random) {
    Ink.head(sheet, document, random, 24);
    sheet.centred("来 文 处 理 单", document.faces().head().size(10), 106, 38);
    Font label = document.faces().title().size(5);
    Font value = document.faces().body().size(5);
    double[] rows = {48, 62, 76, 96, 176, 206, 262};
    for (double y : rows) {
      sheet.line(24, y, 188, y, 0.4);
    }
    sheet.line(24, 48, 24, 262, 0.6);
    sheet.line(188, 48, 188, 262, 0.6);
    sheet.line(54, 48, 54, 262, 0.4);
    sheet.line(116, 48, 116, 76, 0.4);
    sheet.line(140, 48, 140, 76, 0.4);
    sheet.centred("来文单位", label, 39, 57);
    sheet.text(document.organ(), small(sheet, document.organ(), value, 60), 55.5, 57);
    sheet.centred("密　级", label, 128, 57);
    if (Ink.place(document) == Mark.Place.CELL && document.mark().printed()) {
      String words = document.mark().words().replace("密级：", "");
      sheet.centred(words, small(sheet, words, document.faces().mark().size(5), 46), 164, 57);
    }
    sheet.centred("文　号", label, 39, 71);
    sheet.text(document.number(), small(sheet, document.number(), value, 60), 55.5, 71);
    sheet.centred("缓　急", label, 128, 71);
    if (document.urgency() != Urgency.NONE) {
      sheet.centred(document.urgency().chinese(), value, 164, 71);
    }
    sheet.centred("标　题", label, 39, 88);
    double y = 84.5;
    for (String line : Lines.balanced(document.title(), 25)) {
      sheet.text(line, value, 57, y);
      y += 7.5;
    }
    body(sheet, document, label, value);
    opinions(sheet, document, random, label);
  }

  private static void body(Sheet sheet, Document document, Font label, Font value) {
    sheet.centred("内　容", label, 39, 132);
    sheet.centred("摘　要", label, 39, 141);
    double y = 105;
    for (String paragraph : document.body()) {
      y = sheet.paragraph(paragraph, value, 57, 186, y, 8);
    }
  }

  private static void opinions(Sheet sheet, Document document, Random random, Font label) {
    sheet.centred("拟　办", label, 39, 193);
    sheet.centred("批　示", label, 39, 236);
    sheet.in(
        PEN,
        () -> {
          wobbly(sheet, random, "拟请应急局阅处，并抄送有关单位。", 60, 192);
          wobbly(sheet, random, "已阅，请按程序办理。" + Words.name(random), 66, 232);
        });
    sheet.text("收文：" + document.date(), document.faces().body().size(4.6), 26, 269);
  }

  /** 电话记录: printed labels, and all else written by hand on lines. */
  static void phoneRecord(Sheet sheet, Document document, Random random) {
    Ink.head(sheet, document, random, 25);
    sheet.centred("值班电话记录", document.faces().head().size(10), 106, 46);
    if (document.mark().printed() && Ink.place(document) == Mark.Place.BELOW_TITLE) {
      sheet.centred(document.mark().words(), document.faces().mark().size(5.2), 106, 53.5);
    }
    Font label = document.faces().title().size(5.2);
    sheet.text("来电单位：", label, Sheet.LEFT, 62);
    sheet.text("来电时间：", label, Sheet.LEFT, 73);
    sheet.text("来电人：", label, 118, 73);
    sheet.text("事　　由：", label, Sheet.LEFT, 84);
    Font hand = document.faces().body().size(5.6);
    sheet.in(
        PEN,
        () -> {
          wobbly(sheet, random, document.organ(), 56, 62);
          wobbly(sheet, random, document.date(), 56, 73);
          wobbly(sheet, random, Words.name(random), 142, 73);
          double y = 84;
          for (String line : Lines.balanced(document.title(), 21)) {
            wobbly(sheet, random, line, 56, y);
            y += 9;
          }
          y = 114;
          for (String paragraph : document.body()) {
            y = sheet.paragraph(paragraph, hand, Sheet.LEFT, Sheet.RIGHT, y, 10.5);
          }
        });
    for (double y = 116.5; y < 255; y += 10.5) {
      sheet.line(Sheet.LEFT, y, Sheet.RIGHT, y, 0.2);
    }
    sheet.text("编号：" + document.number(), label, Sheet.LEFT, 266);
    sheet.text("记录人：" + Words.name(random), label, 128, 266);
    if (document.seal()) {
      Ink.seal(sheet, document, random, 150, 250);
    }
  }

  /** The fax machine's owner's sheet, before what it covers. */
  static void cover(Sheet sheet, Document document) {
    sheet.centred("传　真", document.faces().head().size(16), 106, 50);
    Font label = document.faces().title().size(5.6);
    Font value = document.faces().body().size(5.6);
    String[][] rows = {
      {"收件：", "市委值班室"},
      {"发件：", document.organ()},
      {"电话：", document.faxNumber()},
      {"日期：", document.date()},
      {"页数：", "连同本页共" + document.pages() + "页"},
      {"备注：", "收到后请电话确认。"},
    };
    double y = 80;
    for (String[] row : rows) {
      sheet.text(row[0], label, 40, y);
      sheet.text(row[1], value, 62, y);
      sheet.line(60, y + 3, 170, y + 3, 0.3);
      y += 17;
    }
  }

  private static Font small(Sheet sheet, String words, Font font, double wide) {
    double needed = sheet.width(words, font);
    return needed <= wide ? font : font.deriveFont((float) (font.getSize2D() * wide / needed));
  }

  /** By hand: no letter stands quite on the line. */
  private static void wobbly(Sheet sheet, Random random, String words, double x, double y) {
    double at = x;
    for (int i = 0; i < words.length(); i++) {
      String letter = words.substring(i, i + 1);
      Font font = Face.UKAI.size(5.4 + random.nextDouble() * 0.8);
      double place = at;
      double base = y + random.nextDouble() * 0.9 - 0.45;
      sheet.slanted(
          random.nextDouble() * 8 - 4, place, base, () -> sheet.text(letter, font, place, base));
      at += sheet.width(letter, font) * (0.96 + random.nextDouble() * 0.08);
    }
  }
}
