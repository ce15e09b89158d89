package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Place;

/**
 * Files inside HTML pages and RTF are pieces like any other. There are no eyes here: a picture that
 * was handed on is one that nobody has looked at, at a position of its own.
 */
class WithinTextTest {
  private static final byte[] PNG = png();
  private static final String PICTURE =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a picture                | <img src="@">
          with line ends in it     | <img src="da&#10;ta:image/p&#9;ng;base64,~">
          a sign before it         | <img src="&#1;data:image/png;base64,~&#31;">
          behind other words       | <img src="x data:image/png;base64,~">
          a tab within a style     | <p style="background:url('da&#9;ta:image/p&#10;ng;base64,~')">x</p>
          a tab behind the scheme  | <p style="background:url('data:&#9;image/png;base64,~')">x</p>
          an escaped line end      | <p style="background:url('da\\a ta:image/png;base64,~')">x</p>
          escapes before a tab     | <p style="background:url('\\64&#9;ata:image/png;base64,~')">x</p>
          an escaped letter        | <p style="background:url('da\\ta:image/png;base64,~')">x</p>
          escapes in a list        | <img srcset="da&#9;ta:image/png;base64,~ 1x">
          a list without a type    | <img srcset="data:;base64,~ 1x">
          a style without a type   | <p style="background:url(data:;base64,~)">x</p>
          a type of nobody         | <img srcset="data:x/y;base64,~ 1x">
          a type with a bracket    | <p style="background:url('data:x/y;z=);base64,~')">x</p>
          without a type           | <img src="data:;base64,~">
          an object                | <object data="@">x</object>
          something embedded       | <embed src="@">
          a picture of a form      | <input type=image src="@">
          a list of pictures       | <img srcset="@ 1x">
          a style                  | <p style="background:url(@)">x</p>
          a style in quotes        | <p style="background:url('@')">x</p>
          a style sheet            | <style>p{background:url("@") no-repeat}</style>
          escapes in a style sheet | <style>p{background:url("\\64 ata:image/png;base64,~")}</style>
          a background             | <body background="@">
          an attribute of a program| <img data-src="@">
          a program                | <script>i.src="data:image/png;base64,"+"~"</script>
          a comment                | <!--[if mso]><v:fill src="@"/><![endif]-->
          a page in a frame        | <iframe srcdoc="&lt;img src=&quot;@&quot;&gt;"></iframe>
          """)
  void aPictureInAPageIsHandedOn(String why, String html) {
    ReadResult result = html("<p>通知</p>" + html);

    assertThat(unread(result)).as(why).containsExactly("1/1:PICTURE");
  }

  @Test
  void aPictureOfATypeWithoutAnEndIsHandedOn() {
    String type = "data:x/" + "y".repeat(300) + ";base64,~";

    assertThat(unread(html("<p style=\"background:url('" + type + "')\">x</p>")))
        .containsExactly("1/1:PICTURE");
  }

  @Test
  void addressesWithoutAnEndAreSearchedInLinearTime() {
    int most = 1_000_000;

    for (String part : List.of("data:", "data:;base64", "data:image/x", "data:;base64, ", "; ")) {
      String text = "data:" + part.repeat(most / part.length());
      assertTimeout(Duration.ofSeconds(20), () -> DataAddresses.in(text), part);
    }
  }

  @Test
  void eachPictureIsHandedOnOnce() {
    ReadResult result =
        html("<img src=\"" + PICTURE + "\"><img src=\"" + PICTURE + "\"><img src=\"@%20\">");

    assertThat(unread(result)).containsExactly("1/1:PICTURE", "1/2:PICTURE");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a page               | <iframe src="data:text/html;charset=utf-8;base64,PHA+5py6PGI+5a+GPC9iPuKYhTEw5bm0PC9wPg=="></iframe>
          with a tab in it     | <iframe src="da&#9;ta:text/html;charset=utf-8,%E6%9C%BA%E5%AF%86%E2%98%8510年"></iframe>
          in capitals          | <object data=" DATA:text/html,<b>机密★10年</b>">x</object>
          text                 | <iframe src="data:,%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4"></iframe>
          a page in a page     | <iframe src="data:text/html,<iframe src='data:text/html,机密★10年'></iframe>"></iframe>
          a link               | <a href="data:text/plain;charset=gbk;base64,u/rD3KHvMTDE6g==">x</a>
          """)
  void aPageInAnAddressIsRead(String why, String html) {
    ReadResult result = html("<p>通知</p>" + html);

    assertThat(texts(result, Place.ATTACHMENT)).as(why).anyMatch(t -> t.contains("机密★10年"));
    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          broken base64     | <img src="data:image/png;base64,iVBORw0KGgo*AAAA"> | 1:BROKEN
          base64 that ends  | <img src="data:text/plain;base64,QUJDR">           | 1:BROKEN
          no data           | <img src="data:image/png;base64">                 | 1:BROKEN
          a drawing         | <img src="data:image/svg+xml,<svg/>">             | 1/1:PICTURE
          a typeface        | <style>%font-face{src:url(data:font/woff2;base64,AAAA)}</style> | 1/1:UNKNOWN_FORMAT
          a style sheet     | <link rel=stylesheet href="data:text/css,p{color:red}">         | 1/1:UNKNOWN_FORMAT
          without an address| <p style="background:url(data:image)">x</p>       | 1:BROKEN
          base64 of no end  | <p style="background:url('data:x/y;base64')">x</p> | 1:BROKEN
          lines             | <svg><path d="M0 0"/></svg>                       | 1:PICTURE
          an object outside | <object data="http://x/y"></object>               | 1:PICTURE
          """)
  void whatIsNotReadHolds(String why, String html, String expected) {
    assertThat(unread(html("<p>通知</p>" + html))).as(why).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=icon href='data:,'>",
        "<p title='data: image/x, y'>data:image/png</p>",
        "<a href='/metadata:image/1,2'>x</a>",
        "<p title='data: a, base64 x'>x</p>",
        "<img src='http://x/y.png' alt='Metadata: text/plain'>"
      })
  void whatHoldsNothingOpensNothing(String html) {
    assertThat(unread(html("<p>通知</p>" + html))).isEmpty();
  }

  @Test
  void pagesInAddressesEndAtTheDepthOfAllThings() {
    String page = "机密★10年";
    for (int i = 0; i < 10; i++) {
      String inside = Base64.getEncoder().encodeToString(page.getBytes(UTF_8));
      page = "<iframe src='data:text/html;base64," + inside + "'></iframe>";
    }

    assertThat(unread(html(page))).singleElement().asString().endsWith(":TOO_DEEP");
  }

  @Test
  void moreFilesThanAMessageMayHaveAreHeld() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      page.append("<img src='data:,").append(i).append("'>");
    }

    assertThat(unread(html(page.toString()))).containsExactly("0:TOO_LARGE");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a picture             | {\\pict\\pngblip\\picw1\\pich1 #}
          a picture of JPEG     | {\\pict\\jpegblip #}
          as Word writes it     | {\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn x}{\\sv y}}}\\picw1\\pngblip\\bliptag1{\\*\\blipuid 00ff}#}}
          its size afterwards   | {\\pict\\pngblip #\\picw9 }
          """)
  void aPictureInRtfIsHandedOn(String why, String inside) {
    ReadResult result = rtf(inside.replace("#", HexFormat.of().formatHex(PNG)));

    assertThat(unread(result)).as(why).containsExactly("1/1:PICTURE");
    assertThat(allText(result)).contains("机密");
  }

  @Test
  void theBytesOfAPictureMayStandInRtfAsTheyAre() {
    String raw = new String(PNG, ISO_8859_1);

    ReadResult result = rtf("{\\pict\\pngblip\\bin" + PNG.length + " " + raw + "}");

    assertThat(unread(result)).containsExactly("1/1:PICTURE");
  }

  @Test
  void thePictureThatIsHandedOnIsWholeAndItsDescriptionIsJudged() {
    byte[] html = "<p>机密★10年</p>".getBytes(UTF_8);
    String picture =
        "{\\pict\\pngblip{\\*\\picprop{\\sp{\\sv t7}}}" + HexFormat.of().formatHex(html);

    ReadResult result = rtf(picture.replace("pict\\", "pict \\\n\\") + "}");

    assertThat(texts(result, Place.ATTACHMENT)).anyMatch(t -> t.contains("t7"));
    assertThat(texts(result, Place.ATTACHMENT)).anyMatch(t -> t.contains("机密★10年"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a drawing              | {\\pict\\wmetafile8 0100}              | 1:PICTURE
          a new drawing          | {\\pict\\emfblip 0100}                 | 1:PICTURE
          a bitmap without head  | {\\pict\\dibitmap0 28000000}           | 1:PICTURE
          one for old programs   | {\\pict\\pngblip 00}{\\nonshppict{\\pict\\wmetafile8 01}} | 1:PICTURE
          two in one             | {\\pict\\pngblip\\wmetafile8 0100}     | 1:PICTURE
          one that says nothing  | {\\pict 0100}                          | 1:PICTURE
          half a byte            | {\\pict\\pngblip 010}                  | 1:BROKEN
          an object              | {\\object{\\*\\objdata 0100}}          | 1:PICTURE
          bytes of nobody        | \\bin1 x                               | 1:PICTURE
          """)
  void whatIsNotReadInRtfHolds(String why, String inside, String expected) {
    assertThat(unread(rtf(inside))).as(why).contains(expected);
  }

  @Test
  void picturesInRtfBeyondTheLimitHoldAndAreNotKept() {
    ReadLimits limits = new ReadLimits(8, 5, 10_000, 10, Duration.ofMinutes(1));
    byte[] rtf = ("{\\rtf1 x" + "\\pict".repeat(20) + "}").getBytes(ISO_8859_1);
    Gathering gathering = new Gathering(limits, rtf.length);

    assertThat(RtfText.of(rtf, gathering).pictures()).hasSize(5);
    assertThat(unread(read("application/rtf", rtf, limits))).contains("0:TOO_LARGE");
  }

  @Test
  void aPictureInTheRtfOfAnOutlookBodyIsHandedOn() {
    String rtf = "{\\rtf1\\fromtext{\\pict\\pngblip " + HexFormat.of().formatHex(PNG) + "}}";

    assertThat(unread(read("application/ms-tnef", new Winmail().rtf(rtf).bytes())))
        .containsExactly("1/1/1:PICTURE");
  }

  private static ReadResult html(String page) {
    String whole =
        page.replace("@", PICTURE).replace("~", PICTURE.substring(22)).replace("%font", "@font");
    return read("text/html; charset=utf-8", whole.getBytes(UTF_8));
  }

  private static ReadResult rtf(String inside) {
    String whole = "{\\rtf1\\ansi\\ansicpg936 \\'bb\\'fa\\'c3\\'dc" + inside + "}";
    return read("application/rtf", whole.getBytes(ISO_8859_1));
  }

  private static byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
