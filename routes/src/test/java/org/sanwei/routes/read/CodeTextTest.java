package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.routes.flow.Given;

/**
 * A mark that only a program or a style sheet would show is judged too; ordinary ones hold nothing.
 */
class CodeTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a script that writes     | <p>通知</p><script>document.write("机密★10年")</script>
          escaped characters       | <p>通知</p><script>x.innerText='\\u673a\\u{5bc6}\\u260510\\u5e74'</script>
          texts added up           | <p>通知</p><script>f("机" + 'x'.slice(1), "机密" + '★10' + `年`)</script>
          markup in a script       | <p>通知</p><script>f("<p>机<b>密★10年</b></p>")</script>
          a page kept for later    | <p>通知</p><script type="text/template"><p>机密★10年</p></script>
          data                     | <p>通知</p><script type="application/json">{"t":"机密★10年"}</script>
          a style sheet in escapes | <p>通知</p><style>p:before{content:"\\673a\\5bc6\\2605 10年"}</style>
          a style sheet's comment  | <p>通知</p><style>/*\\n机密★10年\\n*/ p{color:red}</style>
          a handler                | <p onclick="alert('机密★10年')">通知</p>
          a value for a style      | <p data-t="机密★10年">通知</p>
          any value for a style    | <b class="机密★10年"></b><style>b::after{content:attr(class)}</style><p>通知</p>
          markup in escapes        | <p>通知</p><script>f('\\x3cp class="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\\x3e机\\x3cb\\x3e密★10年')</script>
          a program in a link      | <a href="javascript:alert('机密★10年')">通知</a>
          """)
  void aMarkInCodeIsNotOpen(String why, String html, @TempDir Path directory) throws Exception {
    Verdict verdict = judge(html.replace("\\n", "\n"), directory);

    assertThat(verdict.outcome()).as(why).isEqualTo(Outcome.CLASSIFIED);
  }

  @Test
  void anOrdinaryNewsletterStaysOpen(@TempDir Path directory) throws Exception {
    Verdict verdict =
        judge(
            """
            <html><head><title>气象周报</title><style>
            /* don't break */ body{font:14px "PingFang SC",'微软雅黑',sans-serif;color:#333}
            .btn:after{content:"\\201C\\A";color:#fff} @media (max-width:600px){.c{width:100%!important}}
            </style>
            <script async src="https://www.example.com/gtag/js?id=G-ABC1234567"></script>
            <script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}
            gtag('js',new Date());gtag('config','G-ABC1234567',{page_title:'气象周报',secret_key:"x"});
            var re=/^[\\w.+-]+@\\w+\\.\\w{2,}$/,n=0x1F600;if(!re.test("a@b.cn")){n+=1}
            </script>
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"本周有雨"}</script></head>
            <body><table role="presentation" style="border:0;font-family:'宋体'"><tr><td>
            <p>本周多阵雨，请注意防范。</p><a href="https://example.cn/u?x=1" onclick="track('btn')">退订</a>
            <img src="https://example.cn/p.gif" width="1" height="1" alt=""></td></tr></table></body></html>
            """,
            directory);

    assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
    assertThat(verdict.evidence()).isEmpty();
  }

  private static Verdict judge(String html, Path directory) throws Exception {
    try (Given given = new Given(directory)) {
      ReadResult read =
          given.read(Readings.arrival("text/html; charset=utf-8", html.getBytes(UTF_8)));
      return given.judge.judge(
          read.content(), new Arrival("fax-mail", "", Instant.parse("2026-11-22T01:02:03Z")));
    }
  }
}
