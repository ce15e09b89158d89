package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sanwei.routes.read.Hostile.file;

import java.util.ArrayList;
import java.util.List;

/** Papers and pages whose XML reads other files, grows without end or breaks its reader. */
final class HostileXml {
  private static final String XXE =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
  private static final String LAUGHS = laughs();
  private static final String OUTSIDE =
      "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a>x</a>";

  private HostileXml() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    for (String xml : List.of(XXE, LAUGHS, OUTSIDE)) {
      String kind = xml == XXE ? "entities" : xml == LAUGHS ? "a billion laughs" : "a type outside";
      all.add(
          file(kind + " in a docx", () -> Papers.open().with("word/document.xml", xml).bytes()));
      all.add(file(kind + " in an xlsx", () -> xlsx(xml)));
      all.add(
          file(
              kind + " in a pptx", () -> Papers.open().with("ppt/slides/slide1.xml", xml).bytes()));
      all.add(file(kind + " in an odt", () -> Papers.odt("", "").with("styles.xml", xml).bytes()));
      all.add(file(kind + " in an OFD", () -> Ofds.ofd("", "").with("Doc_0/x.xml", xml).bytes()));
      all.add(file(kind + " on a page of an OFD", () -> ofdPage(xml)));
    }
    all.add(new Hostile("entities in XHTML", "application/xhtml+xml", () -> xhtml(XXE)));
    all.add(new Hostile("a billion laughs in XHTML", "application/xhtml+xml", () -> xhtml(LAUGHS)));
    all.add(new Hostile("entities in an SVG", "image/svg+xml", () -> svg(XXE)));
    all.add(new Hostile("a billion laughs in an SVG", "image/svg+xml", () -> svg(LAUGHS)));
    all.add(file("a docx of half a megabyte that needs gigabytes", HostileXml::gigabytes));
    all.add(file("a docx of ten million empty paragraphs", () -> repeated("<w:p/>", 10_000_000)));
    all.add(file("a docx nested 100,000 deep", () -> repeated("<w:p>", 100_000)));
    all.add(file("a docx with 100,000 attributes", HostileXml::attributes));
    all.add(
        file("a docx with one name of 8 MB", () -> document("<w:" + "x".repeat(8_000_000) + "/>")));
    all.add(file("a docx in an encoding nobody knows", HostileXml::encoding));
    all.add(file("a docx inside a docx, and so on", HostileXml::inEachOther));
    all.add(file("an xlsx whose cells repeat a long string", HostileXml::repeatedString));
    all.add(file("an OFD whose letters are two billion apart", HostileXml::farApart));
    all.add(file("an OFD that lists 100,000 pages", HostileXml::manyPages));
    all.add(file("an OFD whose document is its own page", HostileXml::itself));
    all.add(
        file("a docx with programs", () -> Papers.open().with("word/vbaProject.bin", "x").bytes()));
    all.add(file("an ODF with enciphered parts", HostileXml::enciphered));
    return all;
  }

  private static String laughs() {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int n = 1; n < 30; n++) {
      String before = "&l" + (n - 1) + ";";
      xml.append("<!ENTITY l").append(n).append(" \"").append(before.repeat(10)).append("\">");
    }
    return xml + "]><a>&l29;</a>";
  }

  private static byte[] xlsx(String xml) {
    return Papers.open().with("xl/sharedStrings.xml", xml).with("xl/workbook.xml", xml).bytes();
  }

  private static byte[] ofdPage(String xml) {
    return Ofds.ofd("", "").with("Doc_0/Pages/Page_7/Content.xml", xml).bytes();
  }

  private static byte[] xhtml(String xml) {
    return xml.replace("<a>", "<html><p>").replace("</a>", "</p></html>").getBytes(UTF_8);
  }

  private static byte[] svg(String xml) {
    return xml.replace("<a>", "<svg><text>").replace("</a>", "</text></svg>").getBytes(UTF_8);
  }

  private static byte[] document(String body) {
    return Papers.docx(body).bytes();
  }

  /** 586 KB that are 570 MB of XML, and many times that as objects. */
  private static byte[] gigabytes() {
    byte[] runs = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(32_768).getBytes(UTF_8);
    return Papers.open().packed("word/document.xml", Zips.deflated(runs, 530)).bytes();
  }

  private static byte[] repeated(String element, int times) {
    return Papers.open()
        .with("word/document.xml", "<w:a xmlns:w=\"w\">" + element.repeat(times) + "</w:a>")
        .bytes();
  }

  private static byte[] attributes() {
    StringBuilder element = new StringBuilder("<w:p");
    for (int n = 0; n < 100_000; n++) {
      element.append(" w:a").append(n).append("=\"机\"");
    }
    return document(element + "/>");
  }

  private static byte[] encoding() {
    return Papers.open()
        .with("word/document.xml", "<?xml version=\"1.0\" encoding=\"utf-7\"?><a>+Zzo-</a>")
        .bytes();
  }

  private static byte[] inEachOther() {
    byte[] inner = document(Papers.p(Papers.r("x")));
    for (int n = 0; n < 30; n++) {
      inner = Papers.docx("").with("word/embeddings/a.docx", inner).bytes();
    }
    return inner;
  }

  private static byte[] repeatedString() {
    String cell = "<c t=\"s\"><v>0</v></c>";
    return Papers.open()
        .with(
            "xl/sharedStrings.xml", Papers.s("sst", "<si><t>" + "长".repeat(100_000) + "</t></si>"))
        .with("xl/worksheets/sheet1.xml", Papers.s("worksheet", cell.repeat(100_000)))
        .bytes();
  }

  private static byte[] farApart() {
    String code =
        "<ofd:TextObject Size=\"5\"><ofd:TextCode X=\"0\" Y=\"0\" DeltaX=\"g 2147483647 -1 "
            + "g 2147483647 -1 ".repeat(1000)
            + "\">\uE000</ofd:TextCode></ofd:TextObject>";
    return Ofds.ofd("", code).bytes();
  }

  private static byte[] manyPages() {
    String page = "<ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/>";
    return Ofds.ofd("", Ofds.text(1, 1, "x"))
        .with("Doc_1/Document.xml", Ofds.element("Document", page.repeat(100_000)))
        .bytes();
  }

  private static byte[] itself() {
    String document =
        "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Document.xml\"/></ofd:Pages><ofd:TemplatePage"
            + " ID=\"1\" BaseLoc=\"Document.xml\"/><ofd:Template TemplateID=\"1\"/>";
    return Zips.zip()
        .with("OFD.xml", Ofds.element("OFD", ""))
        .with("Doc_0/Document.xml", Ofds.element("Document", document))
        .bytes();
  }

  private static byte[] enciphered() {
    return Papers.odt("", "<text:p>x</text:p>")
        .with("META-INF/manifest.xml", "<m><encryption-data/></m>")
        .bytes();
  }
}
