package org.sanwei.routes.release;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The WeCom edition of a bulletin: heading, title, words; personal numbers masked, 演练 in a sandbox.
 * Too long is the drafter's to mend, never cut.
 */
public record WecomEdition(String text, int sizeBytes, int masked) {

  /** An edition, or every reason why the words do not make one. */
  public sealed interface Result {}

  /** Fits. */
  public record Fits(WecomEdition edition) implements Result {}

  /** Does not; for the drafter to mend. */
  public record Unfit(List<EditionProblem> problems) implements Result {
    public Unfit {
      problems = List.copyOf(problems);
    }
  }

  /** Makes the edition; {@code heading} is kind and 期号, such as 信息直呈〔2026〕第12期. */
  public static Result of(
      WecomRules rules, String heading, String title, String body, boolean sandbox) {
    String words = body.replace("\r\n", "\n").strip();
    PersonalNumbers.Masked masked = PersonalNumbers.mask(title.strip() + "\n" + words);
    String text = (sandbox ? "【" + SmsEdition.DRILL + "】" : "") + heading + "\n" + masked.text();
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    List<EditionProblem> problems = new ArrayList<>();
    if (words.isEmpty() || title.isBlank()) {
      problems.add(new EditionProblem(EditionProblem.Kind.EMPTY, 0, 1));
    }
    int controls = EditionProblem.controlCharacters(title + words);
    if (controls > 0) {
      problems.add(new EditionProblem(EditionProblem.Kind.CONTROL_CHARACTER, controls, 0));
    }
    if (size > rules.maxBytes()) {
      problems.add(new EditionProblem(EditionProblem.Kind.TOO_MANY_BYTES, size, rules.maxBytes()));
    }
    return problems.isEmpty()
        ? new Fits(new WecomEdition(text, size, masked.count()))
        : new Unfit(problems);
  }

  @Override
  public String toString() {
    return "WecomEdition[" + sizeBytes + " bytes]";
  }
}
