package org.sanwei.routes.read;

import java.util.ArrayList;
import java.util.List;

/** OFD papers made in memory. */
final class Ofds {
  private static final String NS = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

  private Ofds() {}

  /** One page for each content; a template stands behind all of them unless it is empty. */
  static Zips ofd(String template, String... pages) {
    List<String> list = new ArrayList<>();
    Zips zip =
        Zips.zip()
            .with(
                "OFD.xml",
                element(
                    "OFD",
                    "<ofd:DocBody><ofd:DocInfo><ofd:Title>题名</ofd:Title></ofd:DocInfo>"
                        + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"));
    for (int n = 0; n < pages.length; n++) {
      String path = "Pages/Page_" + n + "/Content.xml";
      list.add("<ofd:Page ID=\"" + (n + 10) + "\" BaseLoc=\"" + path + "\"/>");
      String behind = template.isEmpty() ? "" : "<ofd:Template TemplateID=\"2\"/>";
      zip.with("Doc_0/" + path, page(behind, pages[n]));
    }
    String common =
        template.isEmpty()
            ? ""
            : "<ofd:CommonData><ofd:TemplatePage ID=\"2\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>"
                + "</ofd:CommonData>";
    if (!template.isEmpty()) {
      zip.with("Doc_0/Tpls/Tpl_0/Content.xml", page("", template));
    }
    return zip.with(
        "Doc_0/Document.xml",
        element("Document", common + "<ofd:Pages>" + String.join("", list) + "</ofd:Pages>"));
  }

  static String element(String name, String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:"
        + name
        + " "
        + NS
        + ">"
        + inside
        + "</ofd:"
        + name
        + ">";
  }

  static String page(String before, String objects) {
    return element(
        "Page", before + "<ofd:Content><ofd:Layer>" + objects + "</ofd:Layer></ofd:Content>");
  }

  /** Letters in millimetres from the page's upper left corner. */
  static String text(double x, double y, String letters) {
    return text(x, y, letters, "", "");
  }

  static String text(double x, double y, String letters, String attributes, String inside) {
    return "<ofd:TextObject ID=\"1\" Boundary=\""
        + x
        + " "
        + y
        + " "
        + letters.length() * 5
        + " 5\" Size=\"5\" "
        + attributes
        + ">"
        + inside
        + "<ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g "
        + letters.length()
        + " 5\">"
        + letters
        + "</ofd:TextCode></ofd:TextObject>";
  }
}
