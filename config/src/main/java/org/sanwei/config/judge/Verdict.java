package org.sanwei.config.judge;

import java.util.List;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.Label;

/**
 * What the policy says of a message. {@code reason} is a stable word: {@code none} for OPEN, {@code
 * unread}, {@code suspect}, {@code mark}, {@code ceiling}. {@code event} is what the text seems to
 * say of an emergency, for people to check. {@code policy} is the digest of the policy that judged,
 * in lower-case hex.
 */
public record Verdict(
    Outcome outcome,
    String reason,
    Label label,
    Event event,
    String policy,
    List<Evidence> evidence) {
  public Verdict {
    // What an older version wrote says nothing of an emergency.
    event = event == null ? Event.NONE : event;
    evidence = List.copyOf(evidence);
  }

  /** Of a message that tells of no emergency. */
  public Verdict(
      Outcome outcome, String reason, Label label, String policy, List<Evidence> evidence) {
    this(outcome, reason, label, Event.NONE, policy, evidence);
  }

  /** The ids of the rules that matched, sorted and without repeats: public evidence. */
  public List<String> rules() {
    return evidence.stream().map(Evidence::rule).distinct().sorted().toList();
  }

  @Override
  public String toString() {
    return "Verdict[" + outcome + ", " + reason + ", " + label + ", " + rules() + "]";
  }
}
