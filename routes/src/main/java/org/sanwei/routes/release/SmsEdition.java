package org.sanwei.routes.release;

import java.util.ArrayList;
import java.util.List;

/**
 * The SMS edition of a bulletin as it will stand on the phone: signature first, once, personal
 * numbers masked, 演练 in a sandbox. {@code segments} are what the operator counts and charges; they
 * join to {@code text}.
 */
public record SmsEdition(String text, List<String> segments, int units, int masked) {

  /** Stands in every text of a sandbox. */
  public static final String DRILL = "演练";

  public SmsEdition {
    segments = List.copyOf(segments);
  }

  /** An edition, or every reason why the words do not make one. */
  public sealed interface Result {}

  /** Fits. */
  public record Fits(SmsEdition edition) implements Result {}

  /** Does not; for the drafter to mend. */
  public record Unfit(List<EditionProblem> problems) implements Result {
    public Unfit {
      problems = List.copyOf(problems);
    }
  }

  /** Makes the edition of {@code body}. */
  public static Result of(SmsRules rules, String body, boolean sandbox) {
    String words = body.replace("\r\n", "\n").strip();
    PersonalNumbers.Masked masked = PersonalNumbers.mask(words);
    String text =
        "【" + rules.signature() + "】" + (sandbox ? "（" + DRILL + "）" : "") + masked.text();
    List<String> segments = segments(rules, text);
    List<EditionProblem> problems = problems(rules, words, segments.size());
    return problems.isEmpty()
        ? new Fits(new SmsEdition(text, segments, text.length(), masked.count()))
        : new Unfit(problems);
  }

  private static List<EditionProblem> problems(SmsRules rules, String words, int segments) {
    List<EditionProblem> problems = new ArrayList<>();
    if (words.isEmpty()) {
      problems.add(new EditionProblem(EditionProblem.Kind.EMPTY, 0, 1));
    }
    int symbols = (int) words.chars().filter(c -> rules.forbidden().indexOf(c) >= 0).count();
    if (symbols > 0) {
      problems.add(new EditionProblem(EditionProblem.Kind.FORBIDDEN_SYMBOL, symbols, 0));
    }
    int controls = EditionProblem.controlCharacters(words);
    if (controls > 0) {
      problems.add(new EditionProblem(EditionProblem.Kind.CONTROL_CHARACTER, controls, 0));
    }
    if (segments > rules.maxSegments()) {
      problems.add(
          new EditionProblem(EditionProblem.Kind.TOO_MANY_SEGMENTS, segments, rules.maxSegments()));
    }
    return problems;
  }

  /**
   * One segment when it fits alone, else parts. A character of two units is never parted, so a text
   * full of them may need one part more than its length divided by the size of a part.
   */
  static List<String> segments(SmsRules rules, String text) {
    if (text.length() <= rules.singleUnits()) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + rules.partUnits());
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end--;
      }
      parts.add(text.substring(at, end));
      at = end;
    }
    return List.copyOf(parts);
  }

  @Override
  public String toString() {
    return "SmsEdition[" + units + " units, " + segments.size() + " segments]";
  }
}
