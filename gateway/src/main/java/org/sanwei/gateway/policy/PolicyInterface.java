package org.sanwei.gateway.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policy in force for programs. */
@RestController
@RequestMapping("/api/v1/policy")
public final class PolicyInterface {
  private final PolicyBoard board;
  private final TryBox box;

  public PolicyInterface(PolicyBoard board, TryBox box) {
    this.board = board;
    this.box = box;
  }

  /** All of it, in words. */
  record All(PolicyBoard.Rules rules, PolicyBoard.Office office) {}

  /** What to judge; what is absent is empty. */
  record Asked(
      @Nullable String channel,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String sender) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  /** A verdict. */
  record Told(
      Outcome outcome,
      String reason,
      Sensitivity sensitivity,
      Urgency urgency,
      String line,
      String policy,
      List<Map<String, Object>> evidence) {}

  /** The policy. */
  @GetMapping
  public Object policy(SignedIn who, Locale locale) {
    Permissions.require(who.person(), Act.READ_POLICY);
    return new All(board.rules(locale), board.office(locale));
  }

  /** Judges a made-up message, and forgets it. */
  @PostMapping("/try")
  public Object attempt(SignedIn who, @RequestBody Asked asked) {
    Permissions.require(who.person(), Act.READ_POLICY);
    TryBox.Draft draft =
        new TryBox.Draft(
            given(asked.channel()),
            given(asked.subject()),
            given(asked.text()),
            given(asked.sender()));
    if (draft.tooLong()) {
      return ResponseEntity.badRequest()
          .body(
              Problem.of(
                  HttpStatus.BAD_REQUEST, "not-text", "more than " + TryBox.MOST + " characters"));
    }
    Verdict verdict = box.attempt(draft).verdict();
    return new Told(
        verdict.outcome(),
        verdict.reason(),
        verdict.label().sensitivity(),
        verdict.label().urgency(),
        verdict.label().lineOrRoot().path(),
        verdict.policy(),
        verdict.evidence().stream().map(PolicyInterface::found).toList());
  }

  /** Without the words: whoever sent them has them. */
  private static Map<String, Object> found(Evidence found) {
    return Map.of(
        "rule", found.rule(), "part", found.part(), "start", found.start(), "end", found.end());
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }
}
