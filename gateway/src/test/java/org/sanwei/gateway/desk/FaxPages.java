package org.sanwei.gateway.desk;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/** Open items of which pages were recognised. */
public final class FaxPages {
  public static final String TEXT = "1/0417.tif#p";
  private static final int WIDTH = 900;
  private static final int LINE = 60;

  private FaxPages() {}

  /** One page a list of lines; what contains {@code ?} was read poorly. */
  @SafeVarargs
  public static DeskEntry.OpenItem fax(Reception reception, List<String>... pages) {
    List<Part> parts = new ArrayList<>();
    List<PagePicture> pictures = new ArrayList<>();
    for (int i = 0; i < pages.length; i++) {
      String name = TEXT + (i + 1);
      String text = String.join("\n", pages[i]);
      parts.add(new Part(name, Place.ATTACHMENT, text));
      pictures.add(picture(i + 1, name, pages[i]));
    }
    Label label = new Label(Sensitivity.PUBLIC, Urgency.NONE, null);
    return new DeskEntry.OpenItem(
        new Standing(
            reception,
            Outcome.OPEN,
            "none",
            label,
            List.of("urgency"),
            Samples.POLICY,
            pages.length,
            null),
        "",
        "河西县委办",
        parts,
        List.of(new Evidence("urgency", TEXT + 1, 0, 2, "特急")),
        List.of(),
        Arrays.copyOf(Samples.SALT, 16),
        null,
        pictures);
  }

  private static PagePicture picture(int page, String name, List<String> texts) {
    int height = LINE * (texts.size() + 2);
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D ink = image.createGraphics();
    ink.setColor(Color.WHITE);
    ink.fillRect(0, 0, WIDTH, height);
    ink.setColor(Color.BLACK);
    ink.setFont(ink.getFont().deriveFont(32f));
    List<PageLine> lines = new ArrayList<>();
    for (String text : texts) {
      int top = LINE * (lines.size() + 1);
      ink.drawString(text, 80, top + 40);
      int right = 80 + ink.getFontMetrics().stringWidth(text);
      String zone = lines.isEmpty() ? "head-left" : lines.size() == 1 ? "title" : "body";
      lines.add(
          new PageLine(text, text.contains("?") ? 55 : 96, 70, top, right + 10, top + 52, zone));
    }
    ink.dispose();
    return new PagePicture("1", page, name, png(image), WIDTH, height, lines);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
