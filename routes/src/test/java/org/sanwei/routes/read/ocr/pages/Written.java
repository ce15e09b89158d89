package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Pictures as files: JPEG, PNG, PDF; faxes see {@link Tiffs}. */
final class Written {
  private Written() {}

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] jpeg(BufferedImage image, double quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) quality);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A scanner's PDF: each page one JPEG over the whole sheet. */
  static byte[] pdf(List<BufferedImage> pages, double quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(1L);
      for (BufferedImage page : pages) {
        boolean wide = page.getWidth() > page.getHeight();
        PDRectangle a4 = PDRectangle.A4;
        PDRectangle box =
            wide
                ? new PDRectangle(a4.getHeight(), a4.getWidth())
                : new PDRectangle(a4.getWidth(), a4.getHeight());
        PDPage sheet = new PDPage(box);
        document.addPage(sheet);
        PDImageXObject image = JPEGFactory.createFromImage(document, page, (float) quality);
        try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
          content.drawImage(image, 0, 0, box.getWidth(), box.getHeight());
        }
      }
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
