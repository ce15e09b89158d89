package org.sanwei.routes.message;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;

/**
 * A judged arrival as far as it may be spoken of in the clear (DESIGN: one number for every
 * arrival). {@code pages} is 0 when nobody could count them; {@code rules} is the public evidence;
 * {@code policy} the digest of the policy that judged; {@code defects} what is missing of it;
 * {@code probe} names the probe of ours (自检) that the message was recognised as after it was
 * judged, which changes nothing of how it is judged and where it goes; {@code nature} is null
 * unless a program wrote it. {@code repeatKey} is equal for equal messages of one sender by one
 * channel, and null where the source names its messages: a MAC, which tells nobody what they say.
 */
public record Standing(
    Reception reception,
    Outcome outcome,
    String reason,
    Label label,
    List<String> rules,
    String policy,
    int pages,
    List<Defect> defects,
    @Nullable UUID probe,
    @Nullable MailNature nature,
    @Nullable String repeatKey) {
  public Standing {
    rules = List.copyOf(rules);
    defects = List.copyOf(defects);
  }

  /**
   * Of what is whole, is no probe of ours and was recognised when it came: an item that officers or
   * the desk have moved.
   */
  public Standing(
      Reception reception,
      Outcome outcome,
      String reason,
      Label label,
      List<String> rules,
      String policy,
      int pages,
      @Nullable MailNature nature) {
    this(reception, outcome, reason, label, rules, policy, pages, List.of(), null, nature, null);
  }
}
