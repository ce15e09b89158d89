package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.PartFacts;

class OfdReadingTest {
  private static final byte[] PNG_WITHOUT_A_PAGE = HexFormat.of().parseHex("89504e470d0a1a0a");

  private static ReadResult ofd(Zips paper) {
    return read("", paper.bytes());
  }

  @Test
  void eachPageIsReadFromItsTopToItsBottom() {
    String page = Ofds.text(20, 60, "正文") + Ofds.text(20, 10, "机密★10年");

    ReadResult result = ofd(Ofds.ofd("", page, Ofds.text(20, 10, "第二页")));

    assertThat(text(result, "1#p1")).isEqualTo("机密★10年\n正文");
    assertThat(text(result, "1#p1#drawn")).isEqualTo("正文\n机密★10年");
    assertThat(text(result, "1#p2")).isEqualTo("第二页");
    assertThat(text(result, "1#settings")).contains("题名");
    assertThat(result.pages()).isEqualTo(2);
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aMarkDrawnInPiecesIsOneLine() {
    String page = Ofds.text(30, 10, "★10年") + Ofds.text(20, 10.5, "机") + Ofds.text(25, 10, "密");

    assertThat(text(ofd(Ofds.ofd("", page)), "1#p1")).isEqualTo("机密★10年");
  }

  @Test
  void lettersThatStepBackAreReadAsTheyAreSeen() {
    String page =
        "<ofd:TextObject Boundary=\"0 0 50 5\" Size=\"5\"><ofd:TextCode X=\"40\" Y=\"4\""
            + " DeltaX=\"-5 -5\">★密机</ofd:TextCode></ofd:TextObject>";

    assertThat(text(ofd(Ofds.ofd("", page)), "1#p1")).isEqualTo("机密★");
  }

  @Test
  void aTemplateStandsBehindItsPagesAndIsAHeader() {
    ReadResult result = ofd(Ofds.ofd(Ofds.text(20, 10, "机密"), Ofds.text(30, 10, "★10年")));

    assertThat(text(result, "1#p1")).isEqualTo("机密★10年");
    assertThat(texts(result, Place.HEADER)).containsExactly("机密");
  }

  @Test
  void hiddenLettersAreReadInTheirPlaceAndLeftOut() {
    String hidden = Ofds.text(25, 10, "x", "Visible=\"false\"", "");
    String white = Ofds.text(25, 30, "白字", "", "<ofd:FillColor Value=\"255 255 255\"/>");

    ReadResult result =
        ofd(Ofds.ofd("", Ofds.text(20, 10, "机") + hidden + Ofds.text(30, 10, "密★10年") + white));

    assertThat(text(result, "1#p1")).isEqualTo("机密★10年");
    assertThat(text(result, "1#p1#with-hidden")).isEqualTo("机x密★10年\n白字");
  }

  @Test
  void annotationsTagsOutlinesAndPartsThatNothingListsAreRead() {
    ReadResult result =
        ofd(
            Ofds.ofd("", Ofds.text(1, 1, "x"))
                .with("Doc_0/Annots/Page_0/Annotation.xml", Ofds.page("", Ofds.text(1, 1, "批注")))
                .with("Doc_0/Tags/CustomTag.xml", "<a><b Name=\"标签\">标引</b></a>")
                .with("Doc_0/Outlines.xml", "<Outlines><OutlineElem Title=\"目录\"/></Outlines>")
                .with("Doc_0/Pages/Page_9/Content.xml", Ofds.page("", Ofds.text(1, 1, "暗页"))));

    assertThat(allText(result)).contains("批注", "标签", "标引", "目录", "暗页");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void picturesAndAttachmentsArePiecesOfTheirOwn() {
    ReadResult result =
        ofd(
            Ofds.ofd("", Ofds.text(1, 1, "x") + "<ofd:ImageObject ResourceID=\"3\"/>")
                .with("Doc_0/Res/image_3.png", PNG_WITHOUT_A_PAGE)
                .with("Doc_0/Attachs/附.docx", Papers.docx(Papers.p(Papers.r("机密★10年"))).bytes())
                .with("Doc_0/Res/font_1.ttf", new byte[] {0, 1, 0, 0}));

    assertThat(unread(result)).containsExactly("1/2:BROKEN");
    assertThat(allText(result)).contains("机密★10年");
    assertThat(texts(result, Place.ATTACHMENT_NAME)).containsExactly("Doc_0/Attachs/附.docx");
  }

  @Test
  void aSignatureIsAFactAndNotAHold() {
    ReadResult result =
        ofd(
            Ofds.ofd("", Ofds.text(1, 1, "x"))
                .with("Doc_0/Signs/Signatures.xml", "<Signatures/>")
                .with("Doc_0/Signs/Sign_0/SignedValue.dat", new byte[] {0x30, 0}));

    assertThat(result.content().facts())
        .contains(new PartFacts("1", null, null, PartFacts.Seal.PRESENT));
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void whatOnlyCallsItselfAFontIsNotPassedOver() {
    Zips paper =
        Ofds.ofd("", Ofds.text(1, 1, "x")).with("Doc_0/Res/font_1.ttf", "机密".getBytes(UTF_8));

    assertThat(unread(ofd(paper))).containsExactly("1/1:UNKNOWN_FORMAT");
  }

  @Test
  void thePicturesOfASealArePiecesOfTheirOwn() {
    byte[] seal = HexFormat.of().parseHex("300c0201040408" + "89504e470d0a1a0a" + "0201ff");
    byte[] twice = HexFormat.of().parseHex("300c" + "04820004" + "47494638" + "0404" + "ffd8ffe0");
    ReadResult result =
        ofd(
            Ofds.ofd("", Ofds.text(1, 1, "x"))
                .with("Doc_0/Signs/Sign_0/Seal.esl", seal)
                .with("Doc_0/Signs/Sign_1/Seal.esl", twice));

    assertThat(unread(result)).containsExactly("1/1:BROKEN", "1/2:PICTURE", "1/3:BROKEN");
  }

  @Test
  void aDrawingOfVectorsIsAPicture() {
    Zips paper =
        Ofds.ofd("", Ofds.text(1, 1, "x")).with("Doc_0/Res/a.xml", "<svg><path d='M0 0'/></svg>");

    assertThat(unread(ofd(paper))).containsExactly("1:PICTURE");
  }

  @Test
  void aPageWithoutLettersHasNoTextAndOutlinesArePictures() {
    String outlines =
        "<ofd:PathObject><ofd:AbbreviatedData>"
            + "B 1 1 2 2 3 3 ".repeat(30)
            + "</ofd:AbbreviatedData></ofd:PathObject>";

    assertThat(unread(ofd(Ofds.ofd("", "")))).contains("1:NO_TEXT");
    assertThat(unread(ofd(Ofds.ofd("", Ofds.text(1, 1, "x") + outlines))))
        .containsExactly("1:PICTURE");
  }

  @Test
  void signsWithoutAMeaningAreNotRead() {
    assertThat(unread(ofd(Ofds.ofd("", Ofds.text(1, 1, "\uE123"))))).contains("1:NO_TEXT");
  }

  @Test
  void pagesBeyondTheLimitHold() {
    ReadLimits limits = new ReadLimits(8, 500, 10_000, 2, java.time.Duration.ofMinutes(1));
    String page = Ofds.text(1, 1, "x");

    ReadResult result = read("", Ofds.ofd("", page, page, page).bytes(), limits);

    assertThat(unread(result)).contains("1:TOO_LARGE");
  }

  @Test
  void whatStandsInACompositeUnitStandsOnThePagesThatUseIt() {
    String unit = unit("7", Ofds.text(1, 1, "密★10年"));
    Zips paper =
        Ofds.ofd("", Ofds.text(10, 20, "机") + use("7", 14, 19)).with("Doc_0/PublicRes.xml", unit);

    ReadResult result = ofd(paper);

    assertThat(text(result, "1#p1").replace(" ", "")).isEqualTo("机密★10年");
    assertThat(text(result, "1#unit")).isEqualTo("密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Doc_0/Annots/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml"})
  void aCompositeUnitIsJudgedWhereverItStands(String path) {
    Zips paper = Ofds.ofd("").with(path, unit("7", Ofds.text(1, 1, "机密★10年")));

    assertThat(text(ofd(paper), "1#unit")).isEqualTo("机密★10年");
  }

  @Test
  void twoCompositeUnitsOfOneIdAreBothReadAndHold() {
    String both =
        unit(
            "7",
            Ofds.text(1, 1, "机密★10年")
                + "</ofd:Content></ofd:CompositeGraphicUnit>"
                + "<ofd:CompositeGraphicUnit ID=\"7\"><ofd:Content>"
                + Ofds.text(1, 1, "通知"));
    Zips paper = Ofds.ofd("", use("7", 0, 0)).with("Doc_0/PublicRes.xml", both);

    ReadResult result = ofd(paper);

    assertThat(unread(result)).contains("1:BROKEN");
    assertThat(allText(result)).contains("机密★10年", "通知");
    assertThat(text(result, "1#unit")).isEqualTo("机密★10年");
  }

  @Test
  void aCompositeUnitWithinAnotherTakesNothingFromIt() {
    String inner = "<ofd:CompositeGraphicUnit ID=\"8\"/>";
    String unit = unit("7", Ofds.text(1, 1, "机密★10年") + inner);
    Zips paper = Ofds.ofd("").with("Doc_0/Annots/PublicRes.xml", unit);

    assertThat(text(ofd(paper), "1#unit")).isEqualTo("机密★10年");
  }

  @Test
  void aPageOfACompositeUnitAloneHasText() {
    String unit = unit("7", Ofds.text(1, 1, "通知"));
    Zips paper = Ofds.ofd("", use("7", 0, 0)).with("Doc_0/DocumentRes.xml", unit);

    assertThat(unread(ofd(paper))).isEmpty();
    assertThat(unread(ofd(Ofds.ofd("", use("8", 0, 0))))).contains("1:PICTURE");
  }

  @Test
  void unitsWithinUnitsAreReadAndLoopsOfThemEnd() {
    String inner = unit("1", Ofds.text(0, 0, "机密"));
    String loop = unit("3", use("3", 0, 0) + use("3", 1, 1));
    Zips nested =
        Ofds.ofd("", use("2", 5, 5))
            .with("Doc_0/PublicRes.xml", inner)
            .with("Doc_0/DocumentRes.xml", unit("2", use("1", 1, 1)));

    assertThat(text(ofd(nested), "1#p1")).isEqualTo("机密");
    assertThat(unread(ofd(Ofds.ofd("", use("3", 0, 0)).with("Doc_0/PublicRes.xml", loop))))
        .contains("1:TOO_DEEP");
  }

  @Test
  void outlinesInACompositeUnitArePictures() {
    String outlines = path("M 0 0 " + "L 1 2 L 2 1 ".repeat(30));
    Zips paper =
        Ofds.ofd("", Ofds.text(1, 1, "x") + use("7", 0, 0))
            .with("Doc_0/PublicRes.xml", unit("7", outlines));

    assertThat(unread(ofd(paper))).containsExactly("1:PICTURE");
  }

  @Test
  void lettersOfStraightLinesArePicturesAndTablesAndChartsAreNot() {
    String letter = path("M 0 0 " + "L 1 2 ".repeat(27) + "C");
    String cells = path("M 0 0 L 9 0 L 9 5 L 0 5 C").repeat(200);
    String arrows = path("M 0 0 L 9 0 L 9 -2 L 12 1 L 9 4 L 9 2 L 0 2 C").repeat(20);
    String chart = path("M 0 0 " + "L 1 2 ".repeat(11)).repeat(3);

    assertThat(unread(ofd(Ofds.ofd("", Ofds.text(1, 1, "x") + letter + letter))))
        .containsExactly("1:PICTURE");
    assertThat(unread(ofd(Ofds.ofd("", Ofds.text(1, 1, "x") + cells + arrows + chart)))).isEmpty();
  }

  private static String path(String commands) {
    return "<ofd:PathObject><ofd:AbbreviatedData>"
        + commands
        + "</ofd:AbbreviatedData></ofd:PathObject>";
  }

  private static String unit(String id, String content) {
    return Ofds.element(
        "Res",
        "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\""
            + id
            + "\" Width=\"50\" Height=\"20\"><ofd:Content>"
            + content
            + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>");
  }

  private static String use(String id, double x, double y) {
    return "<ofd:CompositeObject ID=\"9\" ResourceID=\""
        + id
        + "\" Boundary=\""
        + x
        + " "
        + y
        + " 50 20\"/>";
  }
}
