package org.sanwei.config.corpus;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sanwei.config.corpus.CorpusMessage.Expected;
import org.sanwei.config.corpus.CorpusMessage.Kind;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.ChannelKind;

/**
 * Marked messages, each in every disguise that POLICY.md says is seen through. Each is such that a
 * person who knows the disguise is sure of the mark, so that the level is asked for too.
 */
final class Disguises {
  private Disguises() {}

  /** A message whose mark stands where the bar is. */
  private record Carrier(ChannelKind channel, String mark, String level, String text) {}

  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier(ChannelKind.FAX, "机密★10年", "SECRET", "|\n关于某次警卫任务交通管制的函\n市公安局："),
          new Carrier(ChannelKind.FAX, "绝密★30年", "TOP_SECRET", "000002\n|\n特急\n关于某方案的请示"),
          new Carrier(ChannelKind.FAX, "秘密★长期", "CONFIDENTIAL", "临委〔2026〕8号\n|\n人事安排意见"),
          new Carrier(ChannelKind.SMS, "机密★5年", "SECRET", "【市值班室】| 某部25日过境，请保障道路畅通。"),
          new Carrier(ChannelKind.SMS, "秘密★1年", "CONFIDENTIAL", "| 代表团25日抵临，住国宾馆。"),
          new Carrier(ChannelKind.HOTLINE, "机密★十年", "SECRET", "转写如下：\n|\n车队八点由东门出发"),
          new Carrier(ChannelKind.HOTLINE, "绝密★启用前", "TOP_SECRET", "来电人称网上有人卖卷子，图上印着| 字样"),
          new Carrier(ChannelKind.INTRANET, "秘密★6个月", "CONFIDENTIAL", "各位：\n以下材料请阅。\n|\n一、名单"),
          new Carrier(ChannelKind.INTRANET, "机密★会议结束前", "SECRET", "|\n全会日程（草案）"));

  private static Map<String, UnaryOperator<String>> ways() {
    Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
    ways.put("spaced", mark -> between(mark, " "));
    ways.put("lines", mark -> between(mark, "\n"));
    ways.put("zero-width", mark -> between(mark, "\u200B\u2060"));
    ways.put("bidi", mark -> "\u202D" + between(mark, "\u2068\u2069") + "\u202C");
    ways.put("traditional", Disguises::traditional);
    ways.put("pinyin", Disguises::pinyin);
    ways.put("decimal", mark -> references(mark, "&#%d;"));
    ways.put("hex-twice", mark -> references(mark, "&amp;#x%x;"));
    ways.put(
        "tags", mark -> "<p>" + between(mark, "</span><span style='font-size:16pt'>") + "</p>");
    ways.put("wide", Disguises::wide);
    ways.put("hollow-star", mark -> mark.replace('★', '☆'));
    ways.put("asterisk", mark -> mark.replace("★", " * "));
    ways.put("base64", mark -> "\n" + base64(mark, StandardCharsets.UTF_8) + "\n");
    ways.put("base64-gb", mark -> "\n" + base64(mark, Charset.forName("GB18030")) + "\n");
    return ways;
  }

  static List<CorpusMessage> all() {
    List<CorpusMessage> all = new ArrayList<>();
    for (int i = 0; i < CARRIERS.size(); i++) {
      Carrier carrier = CARRIERS.get(i);
      for (Map.Entry<String, UnaryOperator<String>> way : ways().entrySet()) {
        String text = carrier.text().replace("|", way.getValue().apply(carrier.mark()));
        all.add(
            new CorpusMessage(
                "d-%s-%d-%s".formatted(Corpus.word(carrier.channel()), i, way.getKey()),
                carrier.channel(),
                Kind.ADVERSARIAL,
                Expected.of("CLASSIFIED/" + carrier.level()),
                List.of(new Part("body", Place.BODY, text))));
      }
    }
    return all;
  }

  private static String between(String mark, String what) {
    return String.join(what, mark.split(""));
  }

  private static String traditional(String mark) {
    return mark.replace('绝', '絕')
        .replace('机', '機')
        .replace('秘', '祕')
        .replace('长', '長')
        .replace('个', '個')
        .replace('启', '啟')
        .replace('会', '會')
        .replace('议', '議')
        .replace('结', '結');
  }

  private static String pinyin(String mark) {
    return mark.replace("绝", "絕(jué)")
        .replace("机", "機(jī)")
        .replace("秘", "祕(mì)")
        .replace("密", "密(mì)");
  }

  private static String references(String mark, String as) {
    StringBuilder out = new StringBuilder();
    mark.codePoints().forEach(cp -> out.append(cp > 0x7F ? as.formatted(cp) : (char) cp + ""));
    return out.toString();
  }

  private static String wide(String mark) {
    StringBuilder out = new StringBuilder();
    mark.codePoints()
        .forEach(
            cp -> out.appendCodePoint(cp > ' ' && cp < 0x7F ? cp + 0xFEE0 : cp).append('\u3000'));
    return out.toString();
  }

  private static String base64(String mark, Charset charset) {
    return Base64.getEncoder().encodeToString((mark + "\n请阅").getBytes(charset));
  }
}
