package org.sanwei.gateway.channel.reach;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A PDF of one A4 page whose words are text and not a picture. Uses the Chinese font that every
 * reader supplies (STSong-Light, ISO 32000-1 §9.7.5.2), so nothing is embedded and a page is about
 * 2 KB. Characters beyond the basic plane become a question mark.
 */
public final class TextPdf {
  /** What the file says of itself besides its page. */
  static final String STRINGS = "AdobeGB1";

  private static final int CHARACTERS_A_LINE = 34;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private TextPdf() {}

  /** The file. */
  public static byte[] of(String text) {
    byte[] page = content(text).getBytes(StandardCharsets.US_ASCII);
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                + "/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length " + page.length + ">>\nstream\n" + content(text) + "\nendstream",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H"
                + "/DescendantFonts[6 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
                + "/FontDescriptor 7 0 R>>",
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
                + "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>");
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.writeBytes("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      offsets.add(pdf.size());
      write(pdf, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
    }
    int table = pdf.size();
    write(pdf, "xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(at -> write(pdf, String.format(Locale.ROOT, "%010d 00000 n \n", at)));
    write(
        pdf,
        "trailer\n<</Size "
            + (objects.size() + 1)
            + "/Root 1 0 R>>\nstartxref\n"
            + table
            + "\n%%EOF\n");
    return pdf.toByteArray();
  }

  private static void write(ByteArrayOutputStream pdf, String text) {
    pdf.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String content(String text) {
    StringBuilder page = new StringBuilder("BT /F1 14 Tf 22 TL 60 780 Td\n");
    for (String line : lines(text)) {
      page.append('<')
          .append(HEX.formatHex(line.getBytes(StandardCharsets.UTF_16BE)))
          .append("> Tj T*\n");
    }
    return page.append("ET").toString();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    text.lines()
        .map(TextPdf::withinBasicPlane)
        .forEach(
            paragraph -> {
              for (int at = 0; at < Math.max(1, paragraph.length()); at += CHARACTERS_A_LINE) {
                int end = Math.min(paragraph.length(), at + CHARACTERS_A_LINE);
                lines.add(paragraph.substring(at, end));
              }
            });
    return lines;
  }

  private static String withinBasicPlane(String text) {
    return text.codePoints()
        .map(c -> Character.isBmpCodePoint(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
