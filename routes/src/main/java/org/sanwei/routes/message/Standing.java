package org.sanwei.routes.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;

/**
 * A judged arrival as far as it may be spoken of in the clear (DESIGN: one number for every
 * arrival). {@code pages} is 0 when nobody could count them; {@code rules} is the public evidence;
 * {@code policy} the digest of the policy that judged; {@code nature} is null unless a program
 * wrote it.
 */
public record Standing(
    Reception reception,
    Outcome outcome,
    String reason,
    Label label,
    List<String> rules,
    String policy,
    int pages,
    @Nullable MailNature nature) {
  public Standing {
    rules = List.copyOf(rules);
  }

  /** Of what is no mail, or a mail that a person wrote. */
  public Standing(
      Reception reception,
      Outcome outcome,
      String reason,
      Label label,
      List<String> rules,
      String policy,
      int pages) {
    this(reception, outcome, reason, label, rules, policy, pages, null);
  }
}
