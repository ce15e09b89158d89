package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** PDFs made in memory. */
final class Pdfs {

  /** A change to a document before it is written. */
  interface Change {
    void on(PDDocument document) throws IOException;
  }

  private Pdfs() {}

  /** Pages of Latin text in a standard font. */
  static byte[] latin(String... pages) {
    return latin(document -> {}, pages);
  }

  static byte[] latin(Change change, String... pages) {
    PlainFonts.install();
    try (PDDocument document = new PDDocument(IOUtils.createMemoryOnlyStreamCache())) {
      for (String text : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 12);
          content.newLineAtOffset(72, 700);
          content.showText(text);
          content.endText();
        }
      }
      change.on(document);
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One page of Chinese text in a font that every PDF program knows and none needs to carry. */
  static byte[] chinese(String text) {
    return page(
        "BT /F1 12 Tf 72 700 Td <" + HexFormat.of().formatHex(text.getBytes(UTF_16BE)) + "> Tj ET",
        "UniGB-UCS2-H");
  }

  /** One page with these content operators; F1 is a Chinese font of the given encoding. */
  static byte[] page(String content, String encoding) {
    try (PDDocument document = new PDDocument(IOUtils.createMemoryOnlyStreamCache())) {
      PDPage page = new PDPage();
      document.addPage(page);
      COSDictionary info = new COSDictionary();
      info.setString(COSName.REGISTRY, "Adobe");
      info.setString(COSName.ORDERING, "GB1");
      info.setInt(COSName.SUPPLEMENT, 2);
      COSDictionary descendant = new COSDictionary();
      descendant.setItem(COSName.TYPE, COSName.FONT);
      descendant.setName(COSName.SUBTYPE, "CIDFontType0");
      descendant.setName(COSName.BASE_FONT, "STSong-Light");
      descendant.setItem(COSName.CIDSYSTEMINFO, info);
      COSArray descendants = new COSArray();
      descendants.add(descendant);
      COSDictionary font = new COSDictionary();
      font.setItem(COSName.TYPE, COSName.FONT);
      font.setName(COSName.SUBTYPE, "Type0");
      font.setName(COSName.BASE_FONT, "STSong-Light");
      font.setName(COSName.ENCODING, encoding);
      font.setItem(COSName.DESCENDANT_FONTS, descendants);
      COSDictionary fonts = new COSDictionary();
      fonts.setItem(COSName.getPDFName("F1"), font);
      PDResources resources = new PDResources();
      resources.getCOSObject().setItem(COSName.FONT, fonts);
      page.setResources(resources);
      PDStream stream = new PDStream(document);
      try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(content.getBytes(ISO_8859_1));
      }
      page.setContents(stream);
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PDImageXObject picture(PDDocument document) throws IOException {
    return LosslessFactory.createFromImage(
        document, new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }
}
