package org.sanwei.routes.read;

/** Office papers made in memory, of no more XML than a test is about. */
final class Papers {
  private static final String W =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
          + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
          + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
  private static final String S =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
  private static final String P =
      "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
          + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
  private static final String O =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
          + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
          + " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
          + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
          + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
          + " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"";

  private Papers() {}

  /** A text paper of these body elements. */
  static Zips docx(String body) {
    return open().with("word/document.xml", w("document", "<w:body>" + body + "</w:body>"));
  }

  static Zips open() {
    return Zips.zip().with("[Content_Types].xml", "<Types/>");
  }

  static String w(String root, String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:"
        + root
        + " "
        + W
        + ">"
        + inside
        + "</w:"
        + root
        + ">";
  }

  /** A paragraph of runs. */
  static String p(String... runs) {
    return "<w:p>" + String.join("", runs) + "</w:p>";
  }

  static String r(String text) {
    return r("", text);
  }

  static String r(String properties, String text) {
    String rPr = properties.isEmpty() ? "" : "<w:rPr>" + properties + "</w:rPr>";
    return "<w:r>" + rPr + "<w:t>" + text + "</w:t></w:r>";
  }

  static String s(String root, String inside) {
    return "<" + root + " " + S + ">" + inside + "</" + root + ">";
  }

  /** A slide or its like. */
  static String slide(String inside) {
    return "<p:sld " + P + "><p:cSld><p:spTree>" + inside + "</p:spTree></p:cSld></p:sld>";
  }

  static String shape(String text) {
    return "<p:sp><p:txBody><a:p><a:r><a:t>" + text + "</a:t></a:r></a:p></p:txBody></p:sp>";
  }

  static Zips odt(String automaticStyles, String body) {
    return Zips.zip()
        .stored(
            "mimetype",
            "application/vnd.oasis.opendocument.text"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .with(
            "content.xml",
            o(
                "document-content",
                "<office:automatic-styles>"
                    + automaticStyles
                    + "</office:automatic-styles>"
                    + "<office:body><office:text>"
                    + body
                    + "</office:text></office:body>"));
  }

  static String o(String root, String inside) {
    return "<?xml version=\"1.0\"?><office:"
        + root
        + " "
        + O
        + ">"
        + inside
        + "</office:"
        + root
        + ">";
  }
}
