package org.sanwei.routes.read.ocr.pages;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sanwei.routes.read.ocr.pages.Document.Extra;

/** The sheets of a document, clean, in colour, 209 dots an inch. */
final class Paper {
  static final int WIDTH = 1728;
  static final int HEIGHT = 2444;

  /** A sheet, whether much of it is a photograph, and all that is written on it. */
  record Page(BufferedImage image, boolean photograph, String said) {}

  private final Document document;
  private final Random random;
  private final int width;

  Paper(Document document, Random random) {
    this(document, random, WIDTH);
  }

  /** On sheets of another width in dots: small ones are quick to draw. */
  Paper(Document document, Random random, int width) {
    this.document = document;
    this.random = random;
    this.width = width;
  }

  List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    if (document.form() == Form.COVER) {
      Sheet cover = sheet();
      Slips.cover(cover, document);
      pages.add(new Page(cover.image(), false, cover.said()));
    }
    Sheet first = sheet();
    Forms.draw(first, document, random);
    pages.add(new Page(first.image(), false, first.said()));
    for (Extra extra : List.of(document.second(), document.third())) {
      if (extra != Extra.NOTHING) {
        pages.add(extra(extra, pages.size() + 1));
      }
    }
    return pages;
  }

  private Sheet sheet() {
    return Sheet.of(width, width * HEIGHT / WIDTH);
  }

  private Page extra(Extra extra, int number) {
    Sheet sheet = sheet();
    Font body = document.faces().body().size(5.5);
    if (extra != Extra.BLANK) {
      sheet.centred("— %d —".formatted(number), body, 106, 282);
    }
    switch (extra) {
      case TEXT -> text(sheet, body);
      case CHART -> {
        sheet.text("附件：雨量图", document.faces().title().size(5.6), Sheet.LEFT, 34);
        sheet.picture(Scenes.chart(random, 1400, 950), 30, 50, 150, 102);
        sheet.text("数据截至当日18时，由各雨量站自动上报。", body, Sheet.LEFT + 8, 170);
      }
      case PHOTOGRAPH -> {
        sheet.text("附件：现场照片", document.faces().title().size(5.6), Sheet.LEFT, 34);
        sheet.picture(Scenes.flood(random, 1200, 800), 30, 46, 150, 100);
        sheet.centred("图为受淹村庄现场", body, 106, 158);
      }
      case TABLE -> table(sheet, body);
      case BLANK, NOTHING -> {}
    }
    return new Page(sheet.image(), extra == Extra.PHOTOGRAPH, sheet.said());
  }

  private void text(Sheet sheet, Font body) {
    double y = 36;
    for (String paragraph : Words.body(random, 7, false)) {
      y = sheet.paragraph(paragraph, body, Sheet.LEFT, Sheet.RIGHT, y, 9.6);
    }
  }

  private void table(Sheet sheet, Font body) {
    sheet.centred("转移安置情况统计表", document.faces().title().size(7), 106, 40);
    String[] head = {"乡镇", "户数", "人数", "安置点"};
    String[] towns = {"城关镇", "柳林镇", "双河乡", "石门乡", "新街镇", "合计"};
    for (int column = 0; column <= 4; column++) {
      sheet.line(30 + column * 38, 50, 30 + column * 38, 134, 0.35);
    }
    for (int row = 0; row <= 7; row++) {
      double y = 50 + row * 12;
      sheet.line(30, y, 182, y, 0.35);
      for (int column = 0; row < 7 && column < 4; column++) {
        String words =
            row == 0
                ? head[column]
                : column == 0 ? towns[row - 1] : String.valueOf(10 + random.nextInt(400));
        sheet.centred(words, body, 49 + column * 38, y + 8);
      }
    }
  }
}
