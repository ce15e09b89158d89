package org.sanwei.gateway.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/v1/words}: whether words may be typed into a place that is not sealed, for pages
 * to ask before they put them there. Stores nothing.
 */
@RestController
public final class WordsInterface {
  private static final int MAX_CHARACTERS = 20_000;

  private final TypedWords words;

  public WordsInterface(TypedWords words) {
    this.words = words;
  }

  /** What a page asks about. */
  record Asked(@Nullable String text) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  /** {@code rules} are public evidence. */
  record Told(boolean open, List<String> rules) {}

  /** Judges, and forgets. */
  @PostMapping("/api/v1/words")
  public Object judge(SignedIn who, @RequestBody Asked asked) {
    Permissions.require(who.person(), Act.READ_ITEMS);
    String text = asked.text() == null ? "" : asked.text();
    if (text.length() > MAX_CHARACTERS) {
      return ResponseEntity.badRequest()
          .body(
              Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "not-text",
                  "more than " + MAX_CHARACTERS + " characters"));
    }
    Verdict verdict = words.judge(text);
    return new Told(verdict.outcome() == Outcome.OPEN, verdict.rules());
  }
}
