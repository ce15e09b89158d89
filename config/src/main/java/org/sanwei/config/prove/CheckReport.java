package org.sanwei.config.prove;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * What a check found, as a page to be printed, signed and filed: Markdown, in Chinese. Names every
 * rule with its source and its examples, and holds no text of any real message.
 */
public final class CheckReport {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final StringBuilder out = new StringBuilder();

  private CheckReport() {}

  /**
   * The page.
   *
   * @param policy null when it could not be read
   * @param proof what the proof says, line by line; empty when none was made
   * @param at when it was checked
   */
  public static String of(
      String directory,
      PolicyCheck.Report report,
      @Nullable Policy policy,
      boolean clean,
      List<String> proof,
      ZonedDateTime at) {
    CheckReport page = new CheckReport();
    page.head(directory, report, policy, clean, at);
    page.problems(report);
    if (policy != null) {
      page.rules(policy, report.failures());
      page.others(policy, report.failures());
    }
    page.proof(proof);
    page.line("## 签字").line("").line("| 编写 | 核准 | 日期 |").line("|---|---|---|").line("| | | |");
    return page.out.toString();
  }

  private void head(
      String directory,
      PolicyCheck.Report report,
      @Nullable Policy policy,
      boolean clean,
      ZonedDateTime at) {
    line("# 策略检查报告").line("");
    line("| 项 | |").line("|---|---|");
    row("目录", directory);
    row("策略指纹", report.policy().isEmpty() ? "读不出" : report.policy());
    if (policy != null) {
      row("版本", Integer.toString(policy.version()));
      row("承载上限", policy.ceiling() == null ? "未声明，只供演练" : policy.ceiling().chinese());
    }
    row("检查时刻", MINUTE.format(at) + " " + at.getZone());
    row("结论", clean ? "合格" : "不合格");
    line("");
  }

  private void problems(PolicyCheck.Report report) {
    line("## 查错：" + report.problems().size() + " 处").line("");
    if (!report.problems().isEmpty()) {
      line("| 位置 | 错在哪 | 怎么改 |").line("|---|---|---|");
      for (Problem problem : report.problems()) {
        row(problem.at().toString(), problem.what(), problem.fix());
      }
      line("");
    }
  }

  private void rules(Policy policy, List<PolicyTests.Failure> failures) {
    line("## 规则：" + policy.rules().size() + " 条，例子 " + tests(policy) + " 个").line("");
    line("| 规则 | 为什么 | 依据 | 例子 | 不符 |").line("|---|---|---|---|---|");
    for (Rule rule : policy.rules()) {
      row(
          rule.id(),
          rule.why(),
          rule.source() == null ? "" : rule.source(),
          Integer.toString(rule.tests().size()),
          failed(rule.id(), failures));
    }
    line("");
  }

  private void others(Policy policy, List<PolicyTests.Failure> failures) {
    line("## 常设放行令：" + policy.orders().size() + " 道；时限：" + policy.clocks().size() + " 项").line("");
    if (policy.orders().isEmpty() && policy.clocks().isEmpty()) {
      return;
    }
    line("| 编号 | 为什么 | 例子 | 不符 |").line("|---|---|---|---|");
    policy
        .orders()
        .forEach(
            order ->
                row(
                    order.id(),
                    order.why(),
                    Integer.toString(order.tests().size()),
                    failed(order.id(), failures)));
    policy
        .clocks()
        .forEach(
            clock ->
                row(
                    clock.id(),
                    clock.why(),
                    Integer.toString(clock.tests().size()),
                    failed(clock.id(), failures)));
    line("");
  }

  private void proof(List<String> proof) {
    line("## 证明").line("");
    if (proof.isEmpty()) {
      line("没有做。");
    }
    proof.forEach(said -> line("- " + cell(said)));
    line("");
  }

  private static int tests(Policy policy) {
    return policy.rules().stream().mapToInt(rule -> rule.tests().size()).sum();
  }

  private static String failed(String id, List<PolicyTests.Failure> failures) {
    return String.join(
        "；",
        failures.stream()
            .filter(failure -> failure.rule().equals(id))
            .map(failure -> failure.at() + " " + failure.what())
            .toList());
  }

  private void row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell(cell)).append(" |");
    }
    line(row.toString());
  }

  /** What would end a cell or begin markup is written so that it stands there as it is. */
  private static String cell(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            cp -> {
              if (Character.isISOControl(cp)) {
                out.append(' ');
              } else {
                if ("|\\`*_<>[]#".indexOf(cp) >= 0) {
                  out.append('\\');
                }
                out.appendCodePoint(cp);
              }
            });
    return out.toString();
  }

  private CheckReport line(String line) {
    out.append(line).append('\n');
    return this;
  }
}
