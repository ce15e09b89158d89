package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.ARRIVAL;
import static org.sanwei.config.judge.Judging.JUDGE;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No disguise that POLICY.md names opens a marked text. */
class DisguiseProperties {
  private static final List<String> MARKS =
      List.of("绝密★30年", "机密★10年", "秘密★6个月", "绝密★启用前", "机密★长期", "密级:机密", "【秘密】", "机密");

  private static final List<String> GAPS =
      List.of(
          "-",
          "_",
          ".",
          "·",
          "/",
          "\\",
          "|",
          "、",
          ",",
          "*",
          "\uFFFD",
          "\uE000",
          "🈲",
          "㊙",
          "<b>",
          "</p><p>",
          "<span style=\"font-family:'仿宋';font-size:16.0pt;color:#000000\">",
          "<!-- 批注 -->",
          "&nbsp;",
          "&zwnj;",
          "&unknown;",
          "(jī)",
          "（ji1）",
          "[jī]",
          "【jī】");

  /** Between the characters of the level; what splits a period or a field is another matter. */
  @Property(tries = 500)
  void whatStandsInGapsNeverOpensAMarkedText(
      @ForAll("marks") String mark, @ForAll("gaps") List<String> gaps) {
    String text = mark.replaceAll("([绝机秘])密", "$1" + quoted(String.join("", gaps)) + "密");

    assertThat(Judging.judge(Place.BODY, text).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void otherSpellingsOfTheCharactersNeverOpenAMarkedText(
      @ForAll("marks") String mark, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    mark.codePoints().forEach(cp -> text.append(spelled(cp, random)));

    assertThat(Judging.judge(Place.BODY, text.toString()).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void traditionalAndVariantFormsNeverOpenAMarkedText(
      @ForAll("marks") String mark, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    mark.codePoints().forEach(cp -> text.append(variant(cp, random)));

    assertThat(Judging.judge(Place.BODY, text.toString()).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void aMarkInABlockOfBase64IsFoundWhereverItsLinesBreak(
      @ForAll("marks") String mark, @ForAll long seed) {
    Random random = new Random(seed);
    Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
    Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
    String block = encoder.encodeToString((mark + "\n车队八点出发，请阅。").getBytes(charset));
    int cut = random.nextInt(block.length());
    String text = "请解码：\n" + block.substring(0, cut) + "\r\n" + block.substring(cut) + "\n完";

    assertThat(Judging.judge(Place.BODY, text).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void aFullMarkThatIsSplitOverTwoPartsIsNeverOpen(@ForAll long seed, @ForAll Place place) {
    Random random = new Random(seed);
    String mark = MARKS.get(random.nextInt(3));
    int cut = 1 + random.nextInt(2);
    String noise = List.of(" ", "\n", "\u200B", "-", "\u3000", "\uFEFF").get(random.nextInt(6));
    noise = noise.repeat(random.nextInt(300));
    List<Part> parts =
        new ArrayList<>(
            List.of(
                new Part("a", place, "今日天晴" + mark.substring(0, cut) + noise),
                new Part("b", Place.BODY, noise + mark.substring(cut) + "\n各单位：请阅。"),
                new Part("c", Place.ATTACHMENT, "附件：名单。")));
    Collections.shuffle(parts, random);

    Verdict verdict = JUDGE.judge(new Content(parts, List.of()), ARRIVAL);

    assertThat(verdict.outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Provide
  Arbitrary<String> marks() {
    return Arbitraries.of(MARKS);
  }

  @Provide
  Arbitrary<List<String>> gaps() {
    return Arbitraries.of(GAPS).list().ofMinSize(1).ofMaxSize(3);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static String spelled(int cp, Random random) {
    if (cp < 0x80) {
      return Character.toString(cp);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "&#" + cp + ";";
      case 1 -> "&amp;#x" + Integer.toHexString(cp) + ";";
      case 2 -> "&amp;amp;#" + cp + ";";
      case 3 -> "\\u%04x".formatted(cp);
      case 4 -> octets(cp, '%');
      default -> octets(cp, '=');
    };
  }

  private static String octets(int cp, char sign) {
    StringBuilder out = new StringBuilder();
    for (byte b : Character.toString(cp).getBytes(StandardCharsets.UTF_8)) {
      out.append(sign).append("%02X".formatted(b));
    }
    return out.toString();
  }

  private static String variant(int cp, Random random) {
    String forms =
        switch (cp) {
          case '绝' -> "绝絕絶";
          case '机' -> "机機";
          case '秘' -> "秘祕";
          case '级' -> "级級";
          case '个' -> "个個";
          case '启' -> "启啟啓";
          case '长' -> "长長";
          case '★' -> "★☆✦⭐✩*＊·";
          default -> Character.toString(cp);
        };
    int[] cps = forms.codePoints().toArray();
    return Character.toString(cps[random.nextInt(cps.length)]);
  }
}
