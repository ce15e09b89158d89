package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.names;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.unread;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.routes.message.Attachment;

class PdfReadingTest {
  private static final String PDF = "application/pdf";

  @Test
  void aTextPdfIsReadPageByPage() {
    ReadResult result = read(PDF, Pdfs.latin("Flood report", "Second page"));

    assertThat(text(result, "1#p1").strip()).isEqualTo("Flood report");
    assertThat(text(result, "1#p2").strip()).isEqualTo("Second page");
    assertThat(result.pages()).isEqualTo(2);
    assertThat(result.attachments()).extracting(Attachment::mediaType).containsExactly(PDF);
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void chineseTextIsRead() {
    ReadResult result = read(PDF, Pdfs.chinese("机密★10年"));

    assertThat(text(result, "1#p1").strip()).isEqualTo("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aMarkDrawnOutOfOrderIsFoundByPosition() {
    byte[] pdf =
        Pdfs.page(
            "BT /F1 12 Tf 84 700 Td <5BC6> Tj ET BT /F1 12 Tf 72 700 Td <673A> Tj ET",
            "UniGB-UCS2-H");

    assertThat(text(read(PDF, pdf), "1#p1").strip()).isEqualTo("机密");
  }

  @Test
  void glyphsWithoutAMeaningAreNotRead() {
    byte[] pdf =
        Pdfs.page("BT /F1 12 Tf 72 700 Td <F8FF> Tj 0 -20 Td <5BC6> Tj ET", "UniGB-UCS2-H");

    assertThat(unread(read(PDF, pdf))).contains("1:NO_TEXT");
  }

  @Test
  void aPictureOnAPageHoldsAndItsTextIsStillJudged() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              PDPage page = document.getPage(0);
              try (PDPageContentStream content =
                  new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
                content.drawImage(Pdfs.picture(document), 10, 10);
              }
            },
            "Canary");

    ReadResult result = read(PDF, pdf);

    assertThat(unread(result)).containsExactly("1:PICTURE");
    assertThat(allText(result)).contains("Canary");
  }

  @Test
  void aPictureInTheContentStreamHolds() {
    byte[] pdf =
        Pdfs.page(
            "BT /F1 12 Tf 72 700 Td <5BC6> Tj ET\nBI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n",
            "UniGB-UCS2-H");

    assertThat(unread(read(PDF, pdf))).containsExactly("1:PICTURE");
  }

  @Test
  void wordsTurnedIntoOutlinesHold() {
    String outlines = "0 0 m 1 2 3 4 5 6 c f\n".repeat(40);

    assertThat(
            unread(read(PDF, Pdfs.page("BT /F1 12 Tf <5BC6> Tj ET " + outlines, "UniGB-UCS2-H"))))
        .containsExactly("1:PICTURE");
  }

  @Test
  void aFaxPageInsideAPdfIsAPictureWithoutText() throws IOException {
    byte[] pdf;
    try (InputStream in = getClass().getResourceAsStream("/read/fax-page.pdf")) {
      pdf = Objects.requireNonNull(in, "fax-page.pdf").readAllBytes();
    }

    ReadResult result = read(PDF, pdf);

    assertThat(unread(result)).containsExactly("1:PICTURE");
    assertThat(result.pages()).isEqualTo(1);
  }

  @Test
  void aPageWithoutALetterIsLookedAtAsAPicture() {
    assertThat(unread(read(PDF, Pdfs.latin(d -> d.addPage(new PDPage()), "x"))))
        .containsExactly("1:PICTURE");
  }

  @Test
  void anEncryptedPdfIsNamedAsSuchWhetherOrNotItOpens() {
    assertThat(unread(read(PDF, encrypted("secret")))).containsExactly("1:ENCRYPTED");

    ReadResult openable = read(PDF, encrypted(""));
    assertThat(unread(openable)).containsExactly("1:ENCRYPTED");
    assertThat(allText(openable)).contains("Canary");
  }

  @Test
  void wordsOutsideThePagesAreRead() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              document.getDocumentInformation().setTitle("机密一");
              document.getDocumentInformation().setCustomMetadataValue("X", "机密二");
              PDAnnotationText note = new PDAnnotationText();
              note.setRectangle(new PDRectangle(10, 10, 10, 10));
              note.setContents("机密三");
              document.getPage(0).setAnnotations(List.of(note));
              PDOutlineItem item = new PDOutlineItem();
              item.setTitle("机密四");
              PDDocumentOutline outline = new PDDocumentOutline();
              outline.addLast(item);
              document.getDocumentCatalog().setDocumentOutline(outline);
              COSDictionary field = new COSDictionary();
              field.setItem(COSName.FT, COSName.TX);
              field.setString(COSName.T, "f");
              field.setItem(COSName.V, new COSString("机密五".getBytes(Readings.GB18030)));
              COSArray fields = new COSArray();
              fields.add(field);
              PDAcroForm form = new PDAcroForm(document);
              form.getCOSObject().setItem(COSName.FIELDS, fields);
              document.getDocumentCatalog().setAcroForm(form);
            },
            "x");

    ReadResult result = read(PDF, pdf);

    assertThat(text(result, "1#strings")).contains("机密一", "机密二", "机密三", "机密四", "机密五");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aFormThatIsAProgramIsNotRead() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              PDAcroForm form = new PDAcroForm(document);
              form.getCOSObject().setItem(COSName.XFA, new PDStream(document));
              document.getDocumentCatalog().setAcroForm(form);
            },
            "x");

    assertThat(unread(read(PDF, pdf))).containsExactly("1:UNKNOWN_FORMAT");
  }

  @Test
  void filesInsideAPdfAreAnArchive() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              PDDocumentNameDictionary names =
                  new PDDocumentNameDictionary(document.getDocumentCatalog());
              names.setEmbeddedFiles(new PDEmbeddedFilesNameTreeNode());
              document.getDocumentCatalog().setNames(names);
            },
            "x");

    assertThat(unread(read(PDF, pdf))).containsExactly("1:ARCHIVE");
  }

  @Test
  void aFileInsideAPdfIsAPieceOfItsOwn() {
    byte[] inner = Papers.docx(Papers.p(Papers.r("机密★10年"))).bytes();
    byte[] pdf =
        Pdfs.latin(
            document -> {
              PDComplexFileSpecification file = new PDComplexFileSpecification();
              file.setFile("内.docx");
              file.setEmbeddedFile(
                  new PDEmbeddedFile(document, new java.io.ByteArrayInputStream(inner)));
              PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
              tree.setNames(java.util.Map.of("a", file));
              PDDocumentNameDictionary names =
                  new PDDocumentNameDictionary(document.getDocumentCatalog());
              names.setEmbeddedFiles(tree);
              document.getDocumentCatalog().setNames(names);
            },
            "x");

    ReadResult result = read(PDF, pdf);

    assertThat(text(result, "1/1")).isEqualTo("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          off by itself            | <</D <</OFF [1 0 R]>>>>
          off unless switched on   | <</D <</BaseState /OFF /ON [1 0 R]>>>>
          as it was before         | <</D <</BaseState /Unchanged>>>>
          off in another view      | <</D <<>> /Configs [<</OFF [1 0 R]>>]>>
          not shown                | <</Usage <</View <</ViewState /OFF>>>>>>
          shown and not printed    | <</Usage <</View <</ViewState /ON>> /Print <</PrintState /OFF>>>>>>
          not in what is exported  | <</Usage <</Export <</ExportState /OFF>>>>>>
          by how near one looks    | <</D <</AS [<</Event /View /Category [/View /Zoom] /OCGs [1 0 R]>>]>>>>
          by nobody knows what     | <</D <</AS [<</Event /View>>]>>>>
          when others are off      | <</Type /OCMD /P /AllOff>>
          when others are not on   | <</Type /OCMD /VE [/And [/Not 1 0 R]]>>
          when none is on          | <</Type /OCMD /VE [/Or]>>
          when nothing is on       | <</Type /OCMD /VE [/Or null]>>
          when none of two is on   | <</Type /OCMD /VE [/And 1 0 R [/Or]]>>
          when nobody knows        | <</Type /OCMD /VE [/Xor 1 0 R]>>
          when it is no list       | <</Type /OCMD /VE /Or>>
          """)
  void whatIsOnALayerThatMayBeOffHolds(String why, String layers) {
    assertThat(unread(read(PDF, withLayers(layers)))).as(why).containsExactly("1:PICTURE");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on                       | <</D <</ON [1 0 R] /Order [1 0 R]>>>>
          on by default            | <</D <</BaseState /ON /OFF []>>>>
          shown, printed, exported | <</Usage <</View <</ViewState /ON>> /Print <</PrintState /ON>> /Export <</ExportState /ON>>>>>>
          switched by these        | <</D <</AS [<</Event /Print /Category [/Print] /OCGs [1 0 R]>>]>>>>
          when another is on       | <</Type /OCMD /P /AnyOn /VE [/Or 1 0 R 1 0 R]>>
          when others are on       | <</Type /OCMD /VE [/And [/Or 1 0 R] 1 0 R]>>
          a state of a field       | <</AS /Off>>
          """)
  void layersThatAreOnDoNotHold(String why, String layers) {
    assertThat(unread(read(PDF, withLayers(layers)))).as(why).isEmpty();
  }

  @Test
  void textOnALayerThatIsOffIsJudged() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              PDOptionalContentGroup layer = new PDOptionalContentGroup("x");
              PDOptionalContentProperties layers = new PDOptionalContentProperties();
              layers.addGroup(layer);
              layers.setGroupEnabled(layer, false);
              document.getDocumentCatalog().setOCProperties(layers);
              PDPage page = document.getPage(0);
              try (PDPageContentStream content =
                  new PDPageContentStream(document, page, AppendMode.APPEND, false)) {
                content.beginMarkedContent(COSName.OC, layer);
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 500);
                content.showText("out of sight");
                content.endText();
                content.endMarkedContent();
              }
            },
            "in sight");

    ReadResult result = read(PDF, pdf);

    assertThat(text(result, "1#p1")).contains("in sight", "out of sight");
    assertThat(unread(result)).containsExactly("1:PICTURE");
  }

  private static byte[] withLayers(String layers) {
    return Pdfs.latin(
        document ->
            document
                .getDocumentCatalog()
                .getCOSObject()
                .setItem("OCProperties", parsed(layers.replace("1 0 R", "<</Name (x)>>"))),
        "x");
  }

  private static COSBase parsed(String dictionary) throws IOException {
    return (COSBase) new PDFStreamParser(dictionary.getBytes(ISO_8859_1)).parseNextToken();
  }

  @Test
  void anImageTooLargeToBeDecodedHoldsAndIsNotDrawn() {
    byte[] pdf =
        Pdfs.latin(
            document -> {
              COSStream image = document.getDocument().createCOSStream();
              image.setItem(COSName.SUBTYPE, COSName.IMAGE);
              image.setInt(COSName.WIDTH, 60_000);
              image.setInt(COSName.HEIGHT, 60_000);
              document.getDocumentCatalog().getCOSObject().setItem("X", image);
            },
            "x");

    assertThat(unread(read(PDF, pdf))).containsExactly("1:TOO_LARGE");
  }

  @Test
  void aTruncatedPdfIsHeld() {
    byte[] pdf = Pdfs.latin("Canary");

    for (int cut : new int[] {7, 10, 100, 500, pdf.length - 20}) {
      ReadResult result = read(PDF, Arrays.copyOf(pdf, pdf.length - cut));
      assertThat(unread(result)).as("cut by %s", cut).isNotEmpty();
    }
  }

  @Test
  void somethingAppendedOrPutBeforeIsHeld() {
    String pdf = new String(Pdfs.latin("x"), ISO_8859_1);

    assertThat(unread(read(PDF, (pdf + "PK more").getBytes(ISO_8859_1)))).contains("1:BROKEN");
    assertThat(unread(read(PDF, ("junk\n" + pdf).getBytes(ISO_8859_1)))).contains("1:BROKEN");
  }

  @Test
  void aPdfIsAPdfWhateverItCallsItself() {
    assertThat(allText(read("text/plain", Pdfs.latin("Canary")))).contains("Canary");
    assertThat(allText(read("image/tiff", Pdfs.latin("Canary")))).contains("Canary");
    assertThat(unread(read(PDF, "just words".getBytes(UTF_8)))).containsExactly("1:UNKNOWN_FORMAT");
  }

  @Test
  void aStreamThatExpandsWithoutEndIsTooLarge() {
    byte[] pdf = Pdfs.page(" ".repeat(100 * 1024 * 1024), "UniGB-UCS2-H");

    assertThat(unread(read(PDF, pdf))).containsExactly("1:TOO_LARGE");
  }

  @Test
  void pagesBeyondTheLimitAreNotReadAndSaySo() {
    ReadLimits limits = new ReadLimits(8, 500, 1000, 2, java.time.Duration.ofSeconds(20));

    ReadResult result = read(PDF, Pdfs.latin("a", "b", "c"), limits);

    assertThat(unread(result)).containsExactly("1:TOO_LARGE");
    assertThat(names(result)).contains("1#p1", "1#p2").doesNotContain("1#p3");
    assertThat(result.pages()).isEqualTo(3);
  }

  private static byte[] encrypted(String userPassword) {
    return Pdfs.latin(
        (PDDocument document) -> {
          StandardProtectionPolicy policy =
              new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
          policy.setEncryptionKeyLength(256);
          document.protect(policy);
        },
        "Canary");
  }
}
