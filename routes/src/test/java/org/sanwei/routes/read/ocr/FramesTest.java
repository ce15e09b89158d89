package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.Samples;

/** Drawn in millimetres on a sheet of A4 at 200 dots an inch. */
class FramesTest {
  private static final double MM = 200 / 25.4;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "small, 15, 8, 0, 0.5, 0",
    "large, 70, 35, 0, 0.8, 0",
    "aslant, 40, 12, 8, 0.6, 0",
    "aslant to the left, 22, 12, -9, 0.5, 0",
    "rounded, 30, 12, 3, 0.6, 3",
    "fine, 25, 11, -2, 0.35, 0"
  })
  void aFrameOfAStampsSizeIsFound(
      String name, double wide, double high, double degrees, double thick, double round) {
    List<TextBox> frames =
        frames(
            pen -> {
              pen.rotate(Math.toRadians(degrees), 120, 180);
              box(pen, 120, 180, wide, high, thick, round);
              words(pen, 120 - 5, 182, 5);
            });

    assertThat(frames).as(name).hasSize(1);
    TextBox frame = frames.get(0);
    assertThat(frame.x()).isCloseTo(120, Offset.offset(1.5));
    assertThat(frame.y()).isCloseTo(180, Offset.offset(1.5));
    assertThat(frame.length()).isCloseTo(wide, Offset.offset(2.0));
    assertThat(frame.height()).isCloseTo(high, Offset.offset(2.0));
    assertThat(Math.toDegrees(frame.angle())).isCloseTo(degrees, Offset.offset(1.0));
  }

  @Test
  void aDoubleLineIsOneFrame() {
    assertThat(
            frames(
                pen -> {
                  box(pen, 60, 250, 30, 12, 0.6, 0);
                  box(pen, 60, 250, 32.6, 14.6, 0.4, 0);
                  words(pen, 54, 252, 5);
                }))
        .hasSize(1);
  }

  @Test
  void aRedFrameIsFoundLikeABlackOne() {
    assertThat(
            frames(
                pen -> {
                  pen.setColor(new Color(235, 130, 130));
                  box(pen, 60, 250, 30, 12, 0.6, 0);
                  words(pen, 54, 252, 5);
                }))
        .hasSize(1);
  }

  @Test
  void anEmptyFrameIsNone() {
    assertThat(frames(pen -> box(pen, 60, 250, 30, 12, 0.6, 0))).isEmpty();
  }

  @Test
  void cellsOfATableAreNone() {
    assertThat(
            frames(
                pen -> {
                  for (int row = 0; row < 6; row++) {
                    for (int column = 0; column < 4; column++) {
                      box(pen, 50 + 38 * column, 100 + 12 * row, 38, 12, 0.35, 0);
                      words(pen, 46 + 38 * column, 102 + 12 * row, 4);
                    }
                  }
                }))
        .isEmpty();
  }

  @Test
  void aBorderRoundThePageIsNone() {
    assertThat(
            frames(
                pen -> {
                  box(pen, 105, 148, 180, 270, 0.8, 0);
                  words(pen, 60, 150, 5);
                }))
        .isEmpty();
  }

  @Test
  void aCodeOfSquaresIsNone() {
    Random random = new Random(7);
    assertThat(
            frames(
                pen -> {
                  for (int i = 0; i < 29 * 29; i++) {
                    int x = i % 29;
                    int y = i / 29;
                    boolean edge = (x % 22 < 7 && y % 22 < 7) && !(x > 21 && y > 21);
                    boolean ring = x % 22 == 0 || x % 22 == 6 || y % 22 == 0 || y % 22 == 6;
                    boolean core = x % 22 > 1 && x % 22 < 5 && y % 22 > 1 && y % 22 < 5;
                    if (edge ? ring || core : random.nextBoolean()) {
                      pen.fill(new Rectangle2D.Double(60 + x, 200 + y, 1, 1));
                    }
                  }
                }))
        .isEmpty();
  }

  private static List<TextBox> frames(Consumer<Graphics2D> drawing) {
    BufferedImage sheet =
        new BufferedImage((int) (210 * MM), (int) (297 * MM), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.setColor(Color.BLACK);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.scale(MM, MM);
    drawing.accept(pen);
    pen.dispose();
    PageRaster page = Samples.of(sheet, 200);
    InkMap map = InkMap.of(page);
    return Frames.of(map).stream().map(box -> box.scaled(1 / map.perMm())).toList();
  }

  private static void box(
      Graphics2D pen, double x, double y, double wide, double high, double thick, double round) {
    pen.setStroke(new BasicStroke((float) thick));
    pen.draw(
        new RoundRectangle2D.Double(x - wide / 2, y - high / 2, wide, high, 2 * round, 2 * round));
  }

  private static void words(Graphics2D pen, double x, double y, int size) {
    pen.setFont(new Font(Font.SERIF, Font.BOLD, 1).deriveFont((float) size));
    pen.drawString("AB", (float) x, (float) y);
  }
}
