package org.sanwei.routes.read;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Draws pages of a PDF, in memory only. Letters of fonts that the file does not bring are left out:
 * what stands in for them here says nothing, and their codes are read as text.
 */
final class PageImage extends PDFRenderer {
  private static final float DOTS_AN_INCH = 200;
  private static final float POINTS_AN_INCH = 72;

  /** Less is no longer readable. */
  private static final float LEAST_DOTS_AN_INCH = 72;

  private static final int MOST_PIXELS_A_SIDE = 4_000;

  private final Operators operators;
  private boolean damaged;

  static {
    ImageIO.setUseCache(false);
  }

  PageImage(PDDocument document, Operators operators) {
    super(document);
    this.operators = operators;
    setSubsamplingAllowed(true);
  }

  /**
   * The page as it looks, or null where it is too large to be drawn.
   *
   * @param page counts from 1
   */
  @Nullable BufferedImage of(int page) throws IOException {
    damaged = false;
    PDRectangle box = document.getPage(page - 1).getCropBox();
    float side = Math.max(box.getWidth(), box.getHeight());
    float dots = Math.min(DOTS_AN_INCH, MOST_PIXELS_A_SIDE * POINTS_AN_INCH / Math.max(1, side));
    boolean drawable = dots >= LEAST_DOTS_AN_INCH && box.getWidth() >= 1 && box.getHeight() >= 1;
    return drawable ? renderImageWithDPI(page - 1, dots, ImageType.RGB) : null;
  }

  /** Whether something of the last page could not be drawn. */
  boolean damaged() {
    return damaged;
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new Drawer(parameters);
  }

  private final class Drawer extends PageDrawer {
    Drawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      operators.count();
      super.processOperator(operator, operands);
    }

    @Override
    protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
        throws IOException {
      if (font.isEmbedded()) {
        super.showFontGlyph(matrix, font, code, displacement);
      }
    }

    /** The base class logs and goes on; a log line might quote the page. */
    @Override
    protected void operatorException(
        Operator operator, List<COSBase> operands, IOException exception) {
      damaged = true;
    }
  }
}
