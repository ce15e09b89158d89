package org.sanwei.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.prove.Change;
import org.sanwei.config.prove.Direction;
import org.sanwei.config.prove.Edit;
import org.sanwei.config.prove.Facts;
import org.sanwei.config.prove.Loosening;
import org.sanwei.config.prove.PolicyDifference;

/** A difference of two policies for people, Chinese first. What loosens stands first. */
final class DifferencePrint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;

  DifferencePrint(PrintWriter out) {
    this.out = out;
  }

  void print(PolicyDifference difference) throws JsonProcessingException {
    out.printf("旧 old  %s%n新 new  %s%n", difference.before(), difference.after());
    if (difference.changes().isEmpty()) {
      out.println("两份策略没有差别 / the two policies do not differ");
    }
    for (Change change : difference.changes()) {
      if (change.direction().loosens()) {
        change(change);
      }
    }
    for (Change change : difference.changes()) {
      if (!change.direction().loosens()) {
        change(change);
      }
    }
    long loosens = difference.changes().stream().filter(c -> c.direction().loosens()).count();
    long tightens = difference.changes().stream().filter(c -> c.direction().tightens()).count();
    out.printf(
        "%d 处不同：%d 处放宽，%d 处收紧 / %d changes: %d loosen, %d tighten%n",
        difference.changes().size(),
        loosens,
        tightens,
        difference.changes().size(),
        loosens,
        tightens);
  }

  private void change(Change change) throws JsonProcessingException {
    Direction direction = change.direction();
    out.printf(
        "%n[%s %s] %s  %s %s%n",
        direction.chinese(),
        direction.word(),
        change.name(),
        change.kind().chinese(),
        change.kind().word());
    for (Edit edit : change.edits()) {
      out.printf(
          "  %s %s / %s%n",
          sign(edit.direction()), Visible.of(edit.chinese()), Visible.of(edit.english()));
    }
    loosening(change.loosening());
  }

  private void loosening(Loosening loosening) throws JsonProcessingException {
    if (loosening instanceof Loosening.Shown shown) {
      out.printf("  例 example  %s%n", Visible.of(message(shown.message())));
      out.printf("    旧 old  %s%n", verdict(shown.before()));
      out.printf("    新 new  %s%n", verdict(shown.after()));
    } else if (loosening instanceof Loosening.Covered covered) {
      out.printf(
          "  试过的 %d 例另有规则管着：%s；仍按放宽看待 / in all %d tried other rules match; treat it as loosening"
              + " all the same%n",
          covered.tried(), String.join(" ", covered.rules()), covered.tried());
    } else if (loosening instanceof Loosening.NotFound) {
      out.println("  没有找到例子，按放宽看待 / no example found: treat it as loosening");
    } else if (loosening instanceof Loosening.NotOfVerdicts) {
      out.println("  不改判定，改的是谁能看、能发到哪里 / verdicts stay; who may see or what may go out changes");
    }
  }

  private static String sign(Direction direction) {
    return switch (direction) {
      case LOOSENS -> "松";
      case TIGHTENS -> "紧";
      case BOTH -> "松紧";
      case WORDING -> "文";
    };
  }

  private static String message(RuleTest message) throws JsonProcessingException {
    StringBuilder text = new StringBuilder("{");
    String between = " ";
    for (Map.Entry<String, Object> entry : Facts.message(message).entrySet()) {
      text.append(between)
          .append(entry.getKey())
          .append(": ")
          .append(JSON.writeValueAsString(entry.getValue()));
      between = ", ";
    }
    return text.append(" }").toString();
  }

  private static String verdict(Verdict verdict) {
    return verdict.outcome()
        + " ("
        + verdict.reason()
        + ") "
        + verdict.label().sensitivity().chinese()
        + " "
        + verdict.label().urgency().chinese()
        + verdict.rules().stream().collect(Collectors.joining(" ", " [", "]"));
  }
}
