package org.sanwei.config.corpus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.corpus.CorpusMessage.Kind;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.ChannelKind;

/** What came of the corpus, as people file it. Names ids and rules, never text. */
final class CorpusReport {
  private final List<Scored> all = new ArrayList<>();

  /** One message and what the judge said of it. */
  record Scored(CorpusMessage message, Verdict verdict) {
    boolean wrong() {
      return !message.expected().met(verdict);
    }

    @Override
    public String toString() {
      return "%s: %s/%s, wanted %s, by %s"
          .formatted(
              message.id(),
              verdict.outcome(),
              verdict.label().sensitivity(),
              message.expected(),
              verdict.rules());
    }
  }

  void add(CorpusMessage message, Verdict verdict) {
    all.add(new Scored(message, verdict));
  }

  List<Scored> scored() {
    return List.copyOf(all);
  }

  String markdown() {
    StringBuilder out =
        new StringBuilder(
            """
            # 语料成绩 · the labelled corpus

            出厂策略对一套自编的、标好答案的来文的成绩，由测试算出：

                mvn -pl config -am test -Dtest=CorpusTest -Dsurefire.failIfNoSpecifiedTests=false -Dcorpus.write=true

            不带 `-Dcorpus.write=true` 时，测试核对本文与实际成绩一字不差，并要求：涉密的、伪装的没有一件放行；写明密级的一件不错；
            普通和提及的，封存不到百分之二。来文在 `config/src/test/resources/corpus`，一行一件，全是编的。
            前六百多件逐件手写；`c-` 开头的由片段拼成，是日常来文的底色；`d-` 开头的是同一个标志的各种伪装。

            - **普通** 日常来文，与保密无关；**提及** 说到秘密而不是秘密；**标密** 按规矩标了密级，或自称涉密；**伪装** 标志被人或机器改了样子。
            - **判错** 与标好的答案不同：该放行的没放行，该封存的没封存，密级不对。

            | 渠道 | 类别 | 件数 | 放行 | 封存 | 涉密 | 判错 |
            |---|---|---|---|---|---|---|
            """);
    for (ChannelKind channel : ChannelKind.values()) {
      for (Kind kind : Kind.values()) {
        row(out, chinese(channel), kind.chinese(), of(channel, kind));
      }
    }
    for (Kind kind : Kind.values()) {
      row(out, "合计", kind.chinese(), of(null, kind));
    }
    row(out, "合计", "全部", all);
    out.append("\n## 判错的\n\n");
    List<Scored> wrong = all.stream().filter(Scored::wrong).toList();
    if (wrong.isEmpty()) {
      out.append("没有。\n");
    }
    for (Scored one : wrong) {
      out.append(
          "- `%s` 应为 %s，判为 %s %s，规则：%s\n"
              .formatted(
                  one.message().id(),
                  one.message().expected(),
                  one.verdict().outcome(),
                  one.verdict().label().sensitivity(),
                  one.verdict().rules().isEmpty() ? "无" : String.join("、", one.verdict().rules())));
    }
    return out.toString();
  }

  private List<Scored> of(@Nullable ChannelKind channel, Kind kind) {
    return all.stream()
        .filter(one -> one.message().kind() == kind)
        .filter(one -> channel == null || one.message().channel() == channel)
        .toList();
  }

  private static void row(StringBuilder out, String channel, String kind, List<Scored> of) {
    if (of.isEmpty()) {
      return;
    }
    out.append(
        "| %s | %s | %d | %d | %d | %d | %d |\n"
            .formatted(
                channel,
                kind,
                of.size(),
                count(of, Outcome.OPEN),
                count(of, Outcome.HELD),
                count(of, Outcome.CLASSIFIED),
                of.stream().filter(Scored::wrong).count()));
  }

  private static long count(List<Scored> of, Outcome outcome) {
    return of.stream().filter(one -> one.verdict().outcome() == outcome).count();
  }

  private static String chinese(ChannelKind channel) {
    return switch (channel) {
      case FAX -> "传真";
      case SMS -> "短信";
      case HOTLINE -> "热线";
      case INTRANET -> "内网";
      case HAND -> "手录";
    };
  }
}
