package org.sanwei.gateway.facsimile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.desk.OpenPages;
import org.sanwei.routes.message.PageLine;

/**
 * A page in the interface. {@code page} counts from 1 over the item, {@code number} within the file
 * at position {@code part}; {@code text} names the part of the item's content with its lines. Boxes
 * are in the picture's own pixels, confidences in percent.
 */
record FacsimileJson(
    int page,
    String part,
    int number,
    String text,
    int width,
    int height,
    int confidence,
    List<Line> lines) {

  /** The pages of one item. */
  record All(String id, List<FacsimileJson> pages) {}

  /**
   * What was recognised, and what a person read instead; {@code line} counts from 1, {@code rules}
   * are those that found something in it.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      int line,
      String text,
      int confidence,
      String grade,
      String zone,
      Box box,
      List<String> rules,
      FacsimileView.@Nullable Corrected correction) {
    @Override
    public String toString() {
      return "Line[" + line + ", " + grade + "]";
    }
  }

  /** Where it stands; right and bottom are the first beyond it. */
  record Box(int left, int top, int right, int bottom) {}

  static FacsimileJson of(FacsimileView view) {
    OpenPages.Page page = view.page();
    return new FacsimileJson(
        page.ordinal(),
        page.part(),
        page.number(),
        page.text(),
        page.width(),
        page.height(),
        view.confidence(),
        view.lines().stream().map(FacsimileJson::line).toList());
  }

  private static Line line(FacsimileView.Line line) {
    PageLine read = line.recognised();
    return new Line(
        line.number(),
        read.text(),
        read.confidence(),
        line.grade(),
        read.zone(),
        new Box(read.left(), read.top(), read.right(), read.bottom()),
        line.segments().stream().flatMap(each -> each.rules().stream()).distinct().toList(),
        line.correction());
  }

  @Override
  public String toString() {
    return "FacsimileJson[" + page + ", " + lines.size() + " lines]";
  }
}
