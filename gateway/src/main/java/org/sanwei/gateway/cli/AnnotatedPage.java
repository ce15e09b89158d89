package org.sanwei.gateway.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;

/**
 * A page with a box around each recognised line, and beside it the line's number and confidence.
 * The digits are drawn by this class: a server without any font shall draw them, too.
 */
final class AnnotatedPage {
  private static final int SURE = 90;
  private static final int FAIR = 70;
  private static final Color GREEN = new Color(0x24653a);
  private static final Color AMBER = new Color(0x925300);
  private static final Color RED = new Color(0xb3261e);

  /** Three by five dots a digit, row by row from the upper left. */
  private static final List<String> DIGITS =
      List.of(
          "111101101101111",
          "010110010010111",
          "111001111100111",
          "111001111001111",
          "101101111001001",
          "111100111001111",
          "111100111101111",
          "111001001001001",
          "111101111101111",
          "111101111001111");

  private static final int DOT = 3;
  private static final int DIGIT_WIDTH = 4 * DOT;

  private AnnotatedPage() {}

  /**
   * Writes it as PNG, for the owner of the file alone.
   *
   * @throws java.nio.file.FileAlreadyExistsException rather than overwrite anything
   */
  static void write(PagePicture picture, Path file) throws IOException {
    BufferedImage page = ImageIO.read(new ByteArrayInputStream(picture.png()));
    BufferedImage drawn =
        new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = drawn.createGraphics();
    ink.drawImage(page, 0, 0, Color.WHITE, null);
    ink.setStroke(new BasicStroke(2));
    int number = 1;
    for (PageLine line : picture.lines()) {
      ink.setColor(colour(line.confidence()));
      ink.drawRect(line.left(), line.top(), line.right() - line.left(), line.bottom() - line.top());
      digits(ink, number + " " + line.confidence(), line.left(), line.top() - 6 * DOT);
      number++;
    }
    ink.dispose();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      ImageIO.write(drawn, "png", out);
    }
  }

  private static Color colour(int confidence) {
    return confidence >= SURE ? GREEN : confidence >= FAIR ? AMBER : RED;
  }

  /** Of digits and spaces. */
  private static void digits(Graphics2D ink, String text, int left, int top) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        String dots = DIGITS.get(text.charAt(i) - '0');
        for (int dot = 0; dot < dots.length(); dot++) {
          if (dots.charAt(dot) == '1') {
            ink.fillRect(
                left + i * DIGIT_WIDTH + dot % 3 * DOT, Math.max(0, top) + dot / 3 * DOT, DOT, DOT);
          }
        }
      }
    }
  }
}
