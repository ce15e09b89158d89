package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.unread;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceReadingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the head of a PNG               | image/png       | 89504e470d0a1a0a       | BROKEN
          a PNG that calls itself text     | text/plain      | 89504e470d0a1a0a       | BROKEN
          text that calls itself a picture | image/jpeg      | 61626364               | PICTURE
          a JPEG without a type            | ''              | ffd8ffe000104a464946   | BROKEN
          a GIF                            | image/gif       | 474946383961           | BROKEN
          a WebP                           | image/webp      | 524946460000000057454250 | PICTURE
          a zip that calls itself text     | text/plain      | 504b030414000000       | BROKEN
          a 7z                             | ''              | 377abcaf271c           | BROKEN
          a RAR without anything in it     | ''              | 526172211a0700         | NO_TEXT
          a RAR of the fifth kind          | ''              | 526172211a070100       | ARCHIVE
          a cabinet                        | ''              | 4d53434600000000       | ARCHIVE
          a Zstandard                      | ''              | 28b52ffd               | ARCHIVE
          a gzip                           | ''              | 1f8b0800               | BROKEN
          a winmail.dat that ends at once  | ''              | 789f3e22               | BROKEN
          an old office paper cut short    | text/plain      | d0cf11e0a1b11ae1       | BROKEN
          a rich text that ends at once    | text/plain      | 7b5c727466315c7532     | BROKEN
          XML                              | text/plain      | 3c3f786d6c2076         | UNKNOWN_FORMAT
          text with NULs                   | text/plain      | 61006200               | UNKNOWN_FORMAT
          text with escapes                | text/plain      | 1b24420000             | UNKNOWN_FORMAT
          an enciphered mail               | application/pkcs7-mime | 3080            | ENCRYPTED
          nothing at all                   | application/msword | ''                  | NO_TEXT
          a type nobody reads              | application/json | 7b7d                  | UNKNOWN_FORMAT
          """)
  void whatIsNotReadSaysWhy(String why, String type, String hex, String expected) {
    assertThat(unread(read(type, HexFormat.of().parseHex(hex))))
        .as(why)
        .containsExactly("1:" + expected);
  }

  @Test
  void textWithoutATypeIsText() {
    assertThat(text(read("application/octet-stream", "机密★10年".getBytes(UTF_8)), "body"))
        .isEqualTo("机密★10年");
  }

  @Test
  void markupThatCallsItselfPlainIsReadBothWays() {
    ReadResult result = read("text/plain", "<html><p>&#26426;&#23494;★1年</p>".getBytes(UTF_8));

    assertThat(text(result, "body")).isEqualTo("机密★1年");
    assertThat(text(result, "body#source")).contains("&#26426;");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          entities           | <p>&#x673a;&#23494;&starf;10年</p>
          an empty element   | 机<span></span>密★10年
          a comment between  | 机<!-- x -->密★10年
          a script between   | 机<script>x</script>密★10年
          hidden text between| 机<i style="display: none">x</i>密★10年
          hidden itself      | <div hidden>机密★10年</div>
          alternative text   | <img src="http://x/y.png" alt="机密★10年">
          a title            | <a title='机密★10年'>x</a>
          a comment          | <!-- 机密★10年 -->x
          markup in a comment| <!--[if mso]><p>机<b>密★10年</b></p><![endif]-->
          a field            | <input value='机密★10年'>
          a page in a frame  | <iframe srcdoc="&lt;p&gt;机&lt;b&gt;密★10年"></iframe>
          a style that shows | <style>p:before { content: '机密★10年' }</style><p>x</p>
          a template         | <template>机密★10年</template>
          no script          | <noscript>机密★10年</noscript>
          """)
  void aMarkHasNowhereToHideInHtml(String why, String html) {
    ReadResult result = read("text/html; charset=utf-8", html.getBytes(UTF_8));

    assertThat(allText(result).replace("★", "★")).as(why).contains("机密★10年");
  }

  @Test
  void scriptsAreDroppedAndLinesAreKept() {
    ReadResult result =
        read("text/html", "<p>一</p><script>var x</script><div>二<br>三  四</div>".getBytes(UTF_8));

    assertThat(text(result, "body")).isEqualTo("一\n二\n三 四");
  }

  @Test
  void pagesOfATiffAreCountedWithoutDecodingAndLoopsEnd() {
    byte[] two = HexFormat.of().parseHex("49492a00080000000000" + "0e000000" + "0000" + "00000000");
    byte[] loop = HexFormat.of().parseHex("49492a00080000000000" + "08000000");

    assertThat(read("image/tiff", two).pages()).isEqualTo(2);
    assertThat(read("image/tiff", loop).pages()).isEqualTo(1);
    assertThat(unread(read("image/tiff", two))).containsExactly("1:BROKEN");
  }
}
