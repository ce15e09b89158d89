package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Papers.docx;
import static org.sanwei.routes.read.Papers.open;
import static org.sanwei.routes.read.Papers.p;
import static org.sanwei.routes.read.Papers.r;
import static org.sanwei.routes.read.Papers.s;
import static org.sanwei.routes.read.Papers.shape;
import static org.sanwei.routes.read.Papers.slide;
import static org.sanwei.routes.read.Papers.w;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.names;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Place;
import org.sanwei.routes.message.Attachment;

class OfficeReadingTest {
  private static final byte[] PNG_WITHOUT_A_PAGE = HexFormat.of().parseHex("89504e470d0a1a0a");

  private static ReadResult paper(Zips paper) {
    return read("", paper.bytes());
  }

  @Test
  void aTextPaperIsReadParagraphByParagraph() {
    ReadResult result = paper(docx(p(r("机"), r("密★"), r("10年")) + p(r("水位正常"))));

    assertThat(text(result, "1")).isEqualTo("机密★10年\n水位正常");
    assertThat(result.attachments()).extracting(Attachment::name).containsExactly("1");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void whatStandsAboveAndBelowThePagesHasItsPlace() {
    ReadResult result =
        paper(
            docx(p(r("正文")))
                .with("word/header1.xml", w("hdr", p(r("机密★10年"))))
                .with("word/footer1.xml", w("ftr", p(r("内部")))));

    assertThat(texts(result, Place.HEADER)).containsExactly("机密★10年");
    assertThat(texts(result, Place.FOOTER)).containsExactly("内部");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hidden between          | 机<vanish/>x密★10年
          white between           | 机<color w:val="FFFFFF"/>x密★10年
          white by the theme      | 机<color w:themeColor="background1"/>x密★10年
          tiny between            | 机<sz w:val="2"/>x密★10年
          """)
  void hiddenLettersBetweenTheLettersOfAMarkDoNotBreakIt(String why, String mark) {
    String property = "<w:" + mark.substring(mark.indexOf('<') + 1, mark.indexOf('>') + 1);
    ReadResult result = paper(docx(p(r("机"), r(property, "x"), r("密★10年"))));

    assertThat(text(result, "1")).as(why).isEqualTo("机密★10年");
    assertThat(text(result, "1#with-hidden")).isEqualTo("机x密★10年");
  }

  @Test
  void aHiddenMarkIsRead() {
    assertThat(allText(paper(docx(p(r("<w:vanish/>", "机密★10年")))))).contains("机密★10年");
    assertThat(allText(paper(docx(p(r("<w:vanish w:val=\"0\"/>", "机密★10年")))))).contains("机密★10年");
  }

  @Test
  void aStyleThatHidesIsKnown() {
    String styles =
        w(
            "styles",
            "<w:style w:styleId=\"a\"><w:rPr><w:vanish/></w:rPr></w:style>"
                + "<w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>");
    String hidden = r("<w:rStyle w:val=\"b\"/>", "x");

    ReadResult result = paper(docx(p(r("机"), hidden, r("密★10年"))).with("word/styles.xml", styles));

    assertThat(text(result, "1")).isEqualTo("机密★10年");
  }

  @Test
  void revisionsAreReadAsTheyAreAndAsTheyWere() {
    String deleted = "<w:del><w:r><w:delText>密★10年</w:delText></w:r></w:del>";
    String inserted = "<w:ins>" + r("要通知") + "</w:ins>";

    ReadResult result = paper(docx(p(r("机"), inserted, deleted)));

    assertThat(text(result, "1")).isEqualTo("机要通知");
    assertThat(text(result, "1#before-changes")).isEqualTo("机密★10年");
  }

  @Test
  void aBranchForOlderProgramsIsReadInItsPlace() {
    String branches =
        "<mc:AlternateContent><mc:Choice Requires=\"zz\">"
            + r("x")
            + "</mc:Choice>"
            + "<mc:Fallback>"
            + r("密★10年")
            + "</mc:Fallback></mc:AlternateContent>";

    assertThat(texts(paper(docx(p(r("机"), branches))), Place.ATTACHMENT)).contains("机密★10年");
  }

  @Test
  void aTextBoxStandsBesideTheLineItIsIn() {
    String box = "<w:r><w:pict><w:txbxContent>" + p(r("框内")) + "</w:txbxContent></w:pict></w:r>";

    ReadResult result = paper(docx(p(r("机"), box, r("密★10年"))));

    assertThat(text(result, "1")).isEqualTo("机密★10年");
    assertThat(text(result, "1#asides")).contains("框内");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a footnote          | word/footnotes.xml        | <w:footnote><w:p><w:r><w:t>@</w:t></w:r></w:p></w:footnote>
          a comment           | word/comments.xml         | <w:comment><w:p><w:r><w:t>@</w:t></w:r></w:p></w:comment>
          a field's code      | word/document2.xml        | <w:p><w:r><w:instrText>@</w:instrText></w:r></w:p>
          a deleted field     | word/document2.xml        | <w:p><w:r><w:delInstrText>@</w:delInstrText></w:r></w:p>
          alternative text    | word/document2.xml        | <w:p><wp:docPr id="1" descr="@"/></w:p>
          art of words        | word/document2.xml        | <w:p><w:pict><w:textpath string="@"/></w:pict></w:p>
          a property          | docProps/core.xml         | <w:title>@</w:title>
          a property's name   | docProps/custom.xml       | <w:property name="@"><w:lpwstr>x</w:lpwstr></w:property>
          a list's sign       | word/numbering.xml        | <w:lvl><w:lvlText w:val="@"/></w:lvl>
          somebody's XML      | customXml/item1.xml       | <w:a><w:b>@</w:b></w:a>
          a glossary          | word/glossary/document.xml| <w:p><w:r><w:t>@</w:t></w:r></w:p>
          a chart             | word/charts/chart1.xml    | <w:pt><w:v>@</w:v></w:pt>
          a diagram           | word/diagrams/data1.xml   | <w:pt><w:t>@</w:t></w:pt>
          a comment of XML    | word/document2.xml        | <!-- @ -->
          an instruction      | word/document2.xml        | <?x @ ?>
          an unknown element  | word/strange.xml          | <w:whatever>@</w:whatever>
          an unknown attribute| word/strange.xml          | <w:whatever w:z="@"/>
          """)
  void aMarkHasNowhereToHideInAPaper(String why, String path, String xml) {
    ReadResult result = paper(docx(p(r("x"))).with(path, w("root", xml.replace("@", "机密★10年"))));

    assertThat(allText(result)).as(why).contains("机密★10年");
    assertThat(unread(result)).as(why).isEmpty();
  }

  @Test
  void aPartThatNothingRefersToIsReadAndSoIsOneInUtf16() {
    byte[] xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>机密★10年</a>".getBytes(UTF_16);

    assertThat(allText(paper(docx(p(r("x"))).with("elsewhere.xml", xml)))).contains("机密★10年");
  }

  @Test
  void aStarThatIsASignOfAFontOfSignsIsAStar() {
    String star = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0AB\"/></w:r>";

    assertThat(text(paper(docx(p(r("机密"), star, r("10年")))), "1")).isEqualTo("机密★10年");
  }

  @Test
  void aPictureAndAnEmbeddedPaperArePiecesOfTheirOwn() {
    ReadResult result =
        paper(
            docx(p(r("正文")))
                .with("word/media/image1.png", PNG_WITHOUT_A_PAGE)
                .with("word/embeddings/a.docx", docx(p(r("机密★10年"))).bytes()));

    assertThat(unread(result)).containsExactly("1/1:BROKEN");
    assertThat(text(result, "1/2/word_embeddings_a.docx")).isEqualTo("机密★10年");
  }

  @Test
  void aThumbnailIsAPictureAndSettingsOfAPrinterMayBeOne() {
    ReadResult result =
        paper(
            docx(p(r("正文")))
                .with("docProps/thumbnail.png", PNG_WITHOUT_A_PAGE)
                .with("word/printerSettings1.bin", PNG_WITHOUT_A_PAGE)
                .with("word/printerSettings2.bin", new byte[] {'H', 0, 'P', 0}));

    assertThat(unread(result)).containsExactly("1/1:BROKEN", "1/2:BROKEN");
  }

  @Test
  void aDrawingOfVectorsIsAPictureWhateverItIsCalled() {
    String bent = "<a:cubicBezTo/>";

    assertThat(
            unread(paper(docx(p(r("x"))).with("word/media/a.xml", "<svg><path d='M0 0'/></svg>"))))
        .containsExactly("1:PICTURE");
    assertThat(
            unread(
                paper(open().with("ppt/slides/slide1.xml", slide(shape("x") + bent.repeat(25))))))
        .containsExactly("1:PICTURE");
    assertThat(
            unread(
                paper(open().with("ppt/slides/slide1.xml", slide(shape("x") + bent.repeat(24))))))
        .isEmpty();
    assertThat(unread(paper(Papers.odt("", "<text:p>x</text:p>" + "<draw:path/>".repeat(25)))))
        .containsExactly("1:PICTURE");
  }

  @Test
  void programsInAPaperAreNotRead() {
    assertThat(unread(paper(docx(p(r("x"))).with("word/vbaProject.bin", new byte[] {1}))))
        .containsExactly("1:UNKNOWN_FORMAT");
  }

  @Test
  void aTableOfNumbersIsReadSheetBySheet() {
    String strings =
        s(
            "sst",
            "<si><t>单位</t></si><si><r><t>机</t></r><r><t>密★10年</t></r></si><si><t>无人用</t></si>");
    String sheet =
        s(
            "worksheet",
            "<sheetData><row><c t=\"s\"><v>1</v></c><c><v>12</v></c></row>"
                + "<row><c t=\"inlineStr\"><is><t>直接</t></is></c></row></sheetData>"
                + "<headerFooter><oddHeader>&amp;C&amp;\"黑体\"&amp;16秘密★1年</oddHeader></headerFooter>");
    String hidden = s("worksheet", "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>");
    String workbook =
        s(
            "workbook",
            "<sheets><sheet name=\"汇总\" r:id=\"a\"/><sheet name=\"底稿\" state=\"hidden\" r:id=\"b\"/></sheets>");
    String relations =
        "<Relationships><Relationship Id=\"b\" Target=\"worksheets/sheet2.xml\"/></Relationships>";

    ReadResult result =
        paper(
            Papers.open()
                .with("xl/sharedStrings.xml", strings)
                .with("xl/workbook.xml", workbook)
                .with("xl/_rels/workbook.xml.rels", relations)
                .with("xl/worksheets/sheet1.xml", sheet)
                .with("xl/worksheets/sheet2.xml", hidden));

    assertThat(text(result, "1#sheet1")).isEqualTo("机密★10年\t12\n直接");
    assertThat(text(result, "1#hidden-sheet2")).isEqualTo("单位");
    assertThat(texts(result, Place.HEADER)).containsExactly("秘密★1年");
    assertThat(text(result, "1#strings")).isEqualTo("无人用");
    assertThat(text(result, "1#asides")).contains("汇总", "底稿");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void slidesAndTheirNotesAreRead() {
    String footer =
        "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"ftr\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r>"
            + "<a:t>内部</a:t></a:r></a:p></p:txBody></p:sp>";
    ReadResult result =
        paper(
            Papers.open()
                .with("ppt/slides/slide2.xml", slide(shape("第二")))
                .with("ppt/slides/slide10.xml", slide(shape("第十")))
                .with("ppt/slides/slide1.xml", slide(shape("机密★10年") + shape("标题") + footer))
                .with("ppt/notesSlides/notesSlide1.xml", slide(shape("备注")))
                .with("ppt/slideMasters/slideMaster1.xml", slide(shape("母版"))));

    assertThat(text(result, "1#slide1")).isEqualTo("机密★10年\n标题");
    assertThat(text(result, "1#notes1")).isEqualTo("备注");
    assertThat(text(result, "1#masters")).isEqualTo("母版");
    assertThat(texts(result, Place.FOOTER)).containsExactly("内部");
    assertThat(names(result)).containsSubsequence("1#slide1", "1#slide2", "1#slide10");
  }

  @Test
  void anOpenDocumentIsRead() {
    String styles =
        "<style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>";
    String note = "<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>";
    String picture = "<draw:frame><svg:title>说明</svg:title></draw:frame>";
    ReadResult result =
        paper(
            Papers.odt(
                    styles,
                    "<text:p>机<text:span text:style-name=\"T1\">x</text:span>"
                        + note
                        + picture
                        + "密★10年</text:p><text:p>第二段</text:p>")
                .with(
                    "styles.xml",
                    Papers.o(
                        "document-styles",
                        "<style:header><text:p>页眉</text:p></style:header>"
                            + "<style:footer><text:p>页脚</text:p></style:footer>"))
                .with("Pictures/1.png", PNG_WITHOUT_A_PAGE));

    assertThat(text(result, "1")).isEqualTo("机密★10年\n第二段");
    assertThat(text(result, "1#with-hidden")).isEqualTo("机x密★10年\n第二段");
    assertThat(text(result, "1#asides")).contains("脚注", "说明");
    assertThat(texts(result, Place.HEADER)).containsExactly("页眉");
    assertThat(texts(result, Place.FOOTER)).containsExactly("页脚");
    assertThat(unread(result)).containsExactly("1/1:BROKEN");
  }

  @Test
  void anOpenDocumentWithEncipheredPartsIsNamedAsSuch() {
    String manifest = "<manifest><encryption-data/></manifest>";

    assertThat(
            unread(
                paper(
                    Papers.odt("", "<text:p>x</text:p>").with("META-INF/manifest.xml", manifest))))
        .containsExactly("1:ENCRYPTED");
  }

  @Test
  void anEmptyPaperHasNoText() {
    assertThat(unread(paper(docx("").with("docProps/core.xml", "<a><title>空白</title></a>"))))
        .containsExactly("1:NO_TEXT");
  }

  @Test
  void xmlThatBreaksOffIsReadAsFarAsItGoesAndHeld() {
    String cut = w("document", p(r("机密★10年")) + p(r("x"))).replace("</w:document>", "");

    ReadResult result = paper(Papers.open().with("word/document.xml", cut.getBytes(UTF_8)));

    assertThat(text(result, "1")).contains("机密★10年");
    assertThat(unread(result)).contains("1:BROKEN");
  }

  @Test
  void addressesOutsideAreRead() {
    String rels =
        "<Relationships><Relationship Target=\"http://x/%E6%9C%BA\" TargetMode=\"External\"/></Relationships>";

    assertThat(allText(paper(docx(p(r("x"))).with("word/_rels/document.xml.rels", rels))))
        .contains("http://x/");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          straight lines of a shape | <a:custGeom><a:pathLst><a:path><a:moveTo/>#<a:close/></a:path></a:pathLst></a:custGeom> | <a:lnTo/>   | 60
          two shapes                | <a:path><a:moveTo/>#</a:path><a:path><a:moveTo/>#</a:path>                              | <a:lnTo/>   | 30
          a path of VML             | <v:shape path="m0,0 l#x e"/>                                  | 100,200,    | 60
          with zeros left out       | <v:shape path="m,l#xe"/>                                      | ,,          | 60
          with names of values      | <v:shapetype path="m@4@5l#xe"/>                               | @4@11       | 60
          step by step              | <v:shape><v:path v="m0,0 r#xe"/></v:shape>                    | 1,-2,       | 60
          bent lines of VML         | <v:shape path="m0,0 c#xe"/>                                   | 1,2,3,4,5,6 | 40
          a line of many points     | <v:polyline points="#"/>                                      | 1pt,2pt,    | 60
          ink                       | #                                                             | <i:trace>1 2</i:trace> | 30
          """)
  void wordsThatMayBeDrawnArePictures(String why, String drawing, String part, int times) {
    String body = drawn(drawing.replace("#", part.repeat(times)));

    assertThat(unread(paper(docx(body)))).as(why).containsExactly("1:PICTURE");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arrows                 | <a:path><a:moveTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:close/></a:path> | 40
          stars                  | <a:path><a:moveTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:lnTo/><a:close/></a:path> | 12
          boxes of VML           | <v:shape path="m,l,21600r21600,l21600,xe"/>                   | 60
          arrows of VML          | <v:shapetype path="m0,0l100,0,100,-20,130,10,100,40,100,20,0,20xe"/> | 30
          rules                  | <v:line from="0,0" to="9,9"/>                                 | 100
          lines of a chart       | <v:polyline points="1,2,2,3,3,4,4,5,5,6,6,7,7,8,8,9,9,10,10,11,11,12,12,13"/> | 3
          text around a picture  | <wp:wrapPolygon><wp:start/><wp:lineTo/><wp:lineTo/><wp:lineTo/><wp:lineTo/></wp:wrapPolygon> | 60
          """)
  void ordinaryDrawingsAreNot(String why, String drawing, int times) {
    assertThat(unread(paper(docx(drawn(drawing.repeat(times)))))).as(why).isEmpty();
  }

  private static String drawn(String drawing) {
    return p(r("通知"))
        + "<w:drawing xmlns:a='urn:a' xmlns:v='urn:v' xmlns:i='urn:i'>"
        + drawing
        + "</w:drawing>";
  }
}
