package org.sanwei.routes.read;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * The text of one page and of its annotations as drawn, with the reasons to think that the page
 * shows more than the text says: inline pictures, glyphs without a meaning, drawn outlines.
 */
final class PageText extends PDFTextStripper {
  /**
   * Frames, rules and rounded boxes stay below; a stamp or a word turned into outlines does not.
   */
  private static final int MAX_OUTLINES = 24;

  private final Operators operators;
  private final Set<UnreadReason> reasons = EnumSet.noneOf(UnreadReason.class);
  private int outlines;
  private float x;
  private float y;

  PageText(boolean byPosition, Operators operators) {
    this.operators = operators;
    setSortByPosition(byPosition);
    setLineSeparator("\n");
  }

  /** {@code page} counts from 1. */
  String of(PDDocument document, int page) throws IOException {
    setStartPage(page);
    setEndPage(page);
    String text = getText(document);
    if (outlines > MAX_OUTLINES) {
      reasons.add(UnreadReason.PICTURE);
    }
    return text;
  }

  Set<UnreadReason> reasons() {
    return reasons;
  }

  /** Called once the page's own text is collected: adds what annotations draw over it. */
  @Override
  protected void writePage() throws IOException {
    for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
      showAnnotation(annotation);
    }
    super.writePage();
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    operators.count();
    switch (operator.getName()) {
      case "BI" -> reasons.add(UnreadReason.PICTURE);
      case "Do" -> drawn(operands);
      case "c", "v", "y" -> outlines++;
      case "m" -> move(operands);
      case "l" -> {
        float fromX = x;
        float fromY = y;
        move(operands);
        outlines += fromX != x && fromY != y ? 1 : 0;
      }
      default -> {}
    }
    super.processOperator(operator, operands);
  }

  private void drawn(List<COSBase> operands) {
    if (operands.size() == 1
        && operands.get(0) instanceof COSName name
        && getResources() != null
        && getResources().isImageXObject(name)) {
      reasons.add(UnreadReason.PICTURE);
    }
  }

  private void move(List<COSBase> operands) {
    if (operands.size() == 2
        && operands.get(0) instanceof COSNumber toX
        && operands.get(1) instanceof COSNumber toY) {
      x = toX.floatValue();
      y = toY.floatValue();
    }
  }

  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    @Nullable String meaning = font.toUnicode(code, GlyphList.getAdobeGlyphList());
    if (font instanceof PDType3Font) {
      reasons.add(UnreadReason.PICTURE);
    } else if (meaning == null || meaning.chars().anyMatch(PageText::meaningless)) {
      reasons.add(UnreadReason.NO_TEXT);
    }
    super.showGlyph(matrix, font, code, displacement);
  }

  private static boolean meaningless(int c) {
    return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || (c < ' ' && !Character.isWhitespace(c));
  }

  /** The base class logs and goes on; a log line might quote the page. */
  @Override
  protected void operatorException(
      Operator operator, List<COSBase> operands, IOException exception) {
    reasons.add(UnreadReason.BROKEN);
  }
}
