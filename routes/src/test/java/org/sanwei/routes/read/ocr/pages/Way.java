package org.sanwei.routes.read.ocr.pages;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How one document comes: by fax on a line of a {@code grade} from 0 (good) to 3 (worse than the
 * samples), from a scanner, or from a camera held at an angle; upright or turned.
 */
record Way(
    PageKind kind,
    String ending,
    boolean fine,
    int grade,
    int quarterTurns,
    int dotsPerInch,
    boolean grey,
    double tilt,
    long lot) {
  private static final int[] GRADES = {0, 1, 1, 2, 2, 3};
  private static final int[] DOTS = {200, 200, 150, 300};

  static Way of(PageKind kind, int index, long lot) {
    Random random = new Random(lot);
    boolean items = kind == PageKind.THREE_PAGES;
    String ending =
        switch (kind) {
          case SCAN -> new String[] {".jpg", ".png", ".pdf"}[index % 3];
          case PHOTO -> ".jpg";
          case THREE_PAGES -> index % 4 == 3 ? ".pdf" : ".tif";
          default -> ".tif";
        };
    return new Way(
        kind,
        ending,
        kind == PageKind.FINE || items && index % 3 > 0,
        GRADES[random.nextInt(GRADES.length)],
        !items && index % 9 == 8 ? 1 + index / 9 % 3 : 0,
        DOTS[random.nextInt(DOTS.length)],
        random.nextInt(3) == 0,
        0.04 + 0.16 * random.nextDouble(),
        random.nextLong());
  }

  /** What people read of it in a list of failures. */
  String words() {
    String turned = quarterTurns == 0 ? "" : " turned " + 90 * quarterTurns;
    if (kind == PageKind.PHOTO) {
      return "tilt %.2f".formatted(tilt) + turned;
    }
    if (!ending.equals(".tif")) {
      return (grey ? "grey " : "colour ") + dotsPerInch + " dpi " + ending.substring(1) + turned;
    }
    return (fine ? "fine" : "std") + " grade " + grade + turned;
  }

  /** The file as it arrives. */
  byte[] bring(Document document) {
    Random random = new Random(lot);
    List<Paper.Page> paper = new Paper(document, random).pages();
    if (ending.equals(".tif")) {
      return fax(document, paper, random);
    }
    double quality = 0.6 + random.nextDouble() * 0.3;
    if (kind == PageKind.PHOTO) {
      BufferedImage photograph = new Camera(random, tilt).photograph(paper.get(0).image());
      return Written.jpeg(turned(photograph), quality);
    }
    List<BufferedImage> scans = new ArrayList<>();
    for (Paper.Page page : paper) {
      scans.add(new Scanner(random, grey, dotsPerInch, quarterTurns).scan(page.image()));
    }
    return switch (ending) {
      case ".pdf" -> Written.pdf(scans, quality);
      case ".png" -> Written.png(scans.get(0));
      default -> Written.jpeg(scans.get(0), quality);
    };
  }

  private byte[] fax(Document document, List<Paper.Page> paper, Random random) {
    String sender = sender(document, random);
    List<BufferedImage> pages = new ArrayList<>();
    for (int i = 0; i < paper.size(); i++) {
      Wear wear = Wear.of(random, grade, quarterTurns);
      FaxMachine machine = new FaxMachine(wear, fine, sender, random);
      pages.add(machine.send(paper.get(i).image(), i + 1, paper.size(), paper.get(i).photograph()));
    }
    return Tiffs.fax(pages, fine);
  }

  /** As three makes of machines put it. */
  private static String sender(Document document, Random random) {
    int month = 5 + random.nextInt(5);
    int day = 1 + random.nextInt(28);
    String time = "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
    String number = document.faxNumber();
    return switch (random.nextInt(3)) {
      case 0 ->
          "2026-%02d-%02d %s  FROM:%s  %s  P.%%d/%%d"
              .formatted(month, day, time, document.organ(), number);
      case 1 -> "%02d/%02d/2026  %s   %s      PAGE %%02d/%%02d".formatted(month, day, time, number);
      default ->
          "发送方：%s %s  2026年%d月%d日 %s  第%%d页 共%%d页"
              .formatted(document.organ(), number, month, day, time);
    };
  }

  private BufferedImage turned(BufferedImage image) {
    if (quarterTurns == 0) {
      return image;
    }
    int wide = image.getWidth();
    int high = image.getHeight();
    boolean sideways = quarterTurns % 2 == 1;
    AffineTransform at =
        AffineTransform.getTranslateInstance(
            (sideways ? high : wide) / 2.0, (sideways ? wide : high) / 2.0);
    at.quadrantRotate(quarterTurns);
    at.translate(-wide / 2.0, -high / 2.0);
    BufferedImage to =
        new BufferedImage(
            sideways ? high : wide, sideways ? wide : high, BufferedImage.TYPE_INT_RGB);
    return new AffineTransformOp(at, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, to);
  }
}
