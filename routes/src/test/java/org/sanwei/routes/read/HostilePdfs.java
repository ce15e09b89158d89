package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.sanwei.routes.read.Hostile.file;

import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** PDFs that go round in circles, lie about their size or hide another file. */
final class HostilePdfs {
  private HostilePdfs() {}

  static List<Hostile> all() {
    return List.of(
        file(
            "a tree of pages that is its own branch",
            () -> Pdfs.latin(HostilePdfs::ownBranch, "x")),
        file("a page drawn by what it draws", () -> Pdfs.latin(HostilePdfs::drawsItself, "x")),
        file("a table of objects before itself", HostilePdfs::tableBeforeItself),
        file("a stream of objects that is in itself", HostilePdfs::streamInItself),
        file("an object that is itself", HostilePdfs::objectIsItself),
        file("arrays 100,000 deep", HostilePdfs::deep),
        file("a stream that expands without end", HostilePdfs::endless),
        file("a stream that lies about its length", HostilePdfs::lies),
        file("an image of 60,000 squared", () -> Pdfs.latin(HostilePdfs::largeImage, "x")),
        file("a page of three kilometres", () -> Pdfs.latin(HostilePdfs::largePage, "x")),
        file("an image that nothing here decodes", () -> Pdfs.latin(HostilePdfs::undecoded, "x")),
        file("a PDF cut short", () -> half(Pdfs.latin("x"))),
        file("a PDF with a zip behind it", HostilePdfs::withZip),
        file("a PDF behind something else", () -> join("x\n", Pdfs.latin("x"), "")),
        file("a head and nothing", () -> "%PDF-1.7\n%%EOF".getBytes(ISO_8859_1)));
  }

  private static byte[] half(byte[] pdf) {
    return Arrays.copyOf(pdf, pdf.length / 2);
  }

  private static byte[] join(String before, byte[] pdf, String behind) {
    return (before + new String(pdf, ISO_8859_1) + behind).getBytes(ISO_8859_1);
  }

  private static void ownBranch(PDDocument document) {
    COSDictionary tree = document.getPages().getCOSObject();
    COSArray kids = new COSArray();
    kids.add(tree);
    tree.setItem(COSName.KIDS, kids);
  }

  private static void drawsItself(PDDocument document) throws java.io.IOException {
    COSStream form = document.getDocument().createCOSStream();
    form.setItem(COSName.TYPE, COSName.XOBJECT);
    form.setItem(COSName.SUBTYPE, COSName.FORM);
    form.setItem(COSName.BBOX, new PDRectangle(10, 10).getCOSArray());
    COSDictionary names = new COSDictionary();
    names.setItem(COSName.getPDFName("F"), form);
    COSDictionary resources = new COSDictionary();
    resources.setItem(COSName.XOBJECT, names);
    form.setItem(COSName.RESOURCES, resources);
    try (var out = form.createOutputStream()) {
      out.write("/F Do /F Do".getBytes(ISO_8859_1));
    }
    PDPage page = new PDPage();
    page.getCOSObject().setItem(COSName.RESOURCES, resources);
    page.getCOSObject().setItem(COSName.CONTENTS, form);
    document.addPage(page);
  }

  private static byte[] tableBeforeItself() {
    String pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
    int at = pdf.length();
    return (pdf
            + "xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev "
            + at
            + ">>\n"
            + "startxref\n"
            + at
            + "\n%%EOF\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] streamInItself() {
    return ("%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Length 8/Extends 1 0 R>>stream\n1 0 null\n"
            + "endstream endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 2/Root 1 0 R>>\n"
            + "startxref\n90\n%%EOF\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] objectIsItself() {
    return ("%PDF-1.4\n1 0 obj 1 0 R endobj\n2 0 obj 3 0 R endobj\n3 0 obj 2 0 R endobj\n"
            + "trailer<</Size 4/Root 1 0 R/Info 2 0 R>>\nstartxref\n0\n%%EOF\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] deep() {
    return ("%PDF-1.4\n1 0 obj "
            + "[".repeat(100_000)
            + "]".repeat(100_000)
            + " endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] endless() {
    return Pdfs.page(" ".repeat(100 * 1024 * 1024), "UniGB-UCS2-H");
  }

  private static byte[] lies() {
    String pdf = new String(Pdfs.latin("x"), ISO_8859_1);
    return pdf.replace("/Length ", "/Length 99999").getBytes(ISO_8859_1);
  }

  private static void largeImage(PDDocument document) {
    COSStream image = document.getDocument().createCOSStream();
    image.setItem(COSName.SUBTYPE, COSName.IMAGE);
    image.setInt(COSName.WIDTH, 60_000);
    image.setInt(COSName.HEIGHT, 60_000);
    document.getPage(0).getResources().getCOSObject().setItem(COSName.getPDFName("I"), image);
  }

  private static void largePage(PDDocument document) {
    document.addPage(new PDPage(new PDRectangle(9_000_000, 9_000_000)));
  }

  private static void undecoded(PDDocument document) {
    COSStream image = document.getDocument().createCOSStream();
    image.setItem(COSName.SUBTYPE, COSName.IMAGE);
    image.setItem(COSName.FILTER, COSName.JBIG2_DECODE);
    document.getPage(0).getResources().getCOSObject().setItem(COSName.getPDFName("I"), image);
  }

  private static byte[] withZip() {
    byte[] zip = Zips.zip().with("a.txt", "x").bytes();
    return join("", Pdfs.latin("x"), new String(zip, ISO_8859_1));
  }
}
