package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * A policy made ready to judge with. Making one costs some milliseconds; judging is linear in the
 * text, pure and total: no content makes it throw. The verdict is the join of all rules that match,
 * so neither the order of rules nor that of parts matters, and no rule lowers what another raised.
 * Immutable, safe from many threads.
 */
public final class Judge {
  /** The most evidence that one rule gives for one message. */
  public static final int EVIDENCE_PER_RULE = 8;

  /**
   * The most words that one matcher looks at in one part. A part with more was not read to its end,
   * and so is held: what a message costs is bounded.
   */
  public static final int WORDS_PER_RULE = 2000;

  /** The most code points of an excerpt. */
  public static final int EXCERPT = 40;

  /**
   * How often text is decoded out of decoded text. What is wrapped deeper, or grows beyond so many
   * times the part's length, is held.
   */
  private static final int DECODED_DEEPEST = 3;

  private static final int DECODED_TIMES = 8;
  private static final int DECODED_LEAST = 4096;

  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::rule)
          .thenComparing(Evidence::part)
          .thenComparingInt(Evidence::start)
          .thenComparingInt(Evidence::end)
          .thenComparing(Evidence::excerpt);

  private final Policy policy;
  private final Shapes shapes;
  private final Compiled compiled;
  private final Seams seams;

  public Judge(Policy policy) {
    this.policy = policy;
    this.compiled = new Compiled(policy);
    this.shapes = new Shapes(policy.marks(), compiled.marks(), compiled::plain);
    this.seams = new Seams(compiled.standing());
  }

  /** Makes the policy ready and judges once; for more than one message keep a {@link Judge}. */
  public static Verdict judge(Content content, Arrival arrival, Policy policy) {
    return new Judge(policy).judge(content, arrival);
  }

  /** What the policy says of this message. */
  public Verdict judge(Content content, Arrival arrival) {
    return judge(content, arrival, Set.of(), Label.BOTTOM);
  }

  /**
   * What the policy says of this message when cipher officers have acted on it (DESIGN §2): the
   * verdict is the join of {@code floor} with every finding that {@code overridden} does not name.
   * For signed acts alone: nothing else may leave a rule out. An id that no rule has is of no
   * effect.
   */
  public Verdict judge(Content content, Arrival arrival, Set<String> overridden, Label floor) {
    Finds finds = new Finds(compiled.atoms());
    boolean unread = !content.unread().isEmpty();
    boolean anyText = false;
    Seams.Edges edges = seams.edges();
    for (Part part : content.parts()) {
      Legible legible = Legible.of(part);
      unread |= legible == Legible.NO;
      anyText |= legible == Legible.YES;
      Frame frame = Frame.of(part, policy.marks());
      edges.add(frame);
      unread |= !look(frame, finds);
    }
    // So many halves of marks that not every pair was looked at: that looks classified.
    boolean halves = !edges.join(joined -> lookAcross(joined, finds));
    compiled.look(content, arrival, finds);
    return verdict(floor, finds, overridden, unread || !anyText, halves);
  }

  /** Looks at a part and at what is encoded in it; false when it was not looked at to its end. */
  private boolean look(Frame frame, Finds finds) {
    Finds here = new Finds(compiled.atoms());
    compiled.look(frame, shapes, here);
    Part part = frame.part();
    long[] budget = {(long) part.text().length() * DECODED_TIMES + DECODED_LEAST};
    boolean all = decoded(part, part.text(), null, budget, DECODED_DEEPEST, here);
    finds.add(here);
    return all && here.lookedAtAll();
  }

  /**
   * Looks at what is encoded in a text.
   *
   * @param budget how many characters may still be decoded
   * @return false when that was too little, or the text was wrapped too deep
   */
  private boolean decoded(
      Part part, String text, Frame.@Nullable Block outer, long[] budget, int depth, Finds here) {
    return Encoded.each(
        text,
        found -> {
          budget[0] -= found.text().length();
          if (budget[0] < 0 || depth == 0) {
            return false;
          }
          Frame.Block block = outer == null ? new Frame.Block(found.start(), found.end()) : outer;
          compiled.look(Frame.decoded(part, found.text(), block, policy.marks()), shapes, here);
          return decoded(part, found.text(), block, budget, depth - 1, here);
        });
  }

  private void lookAcross(Frame joined, Finds finds) {
    Finds here = new Finds(compiled.atoms());
    compiled.lookAcross(joined, shapes, here);
    finds.add(here);
  }

  /** The ids of the rules that classify what they find, beside those that only hold it. */
  public Set<String> classifying() {
    return policy.rules().stream()
        .filter(rule -> rule.raises().label().sensitivity().classified())
        .map(Rule::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Verdict verdict(
      Label floor, Finds finds, Set<String> overridden, boolean unread, boolean halves) {
    Label label = floor;
    Event event = Event.NONE;
    boolean suspect = halves;
    List<Evidence> evidence = new ArrayList<>();
    for (Compiled.Condition condition : compiled.conditions()) {
      Rule rule = condition.rule();
      if (overridden.contains(rule.id())) {
        continue;
      }
      List<Evidence> here = condition.evidence(finds);
      if (!here.isEmpty()) {
        label = label.join(rule.raises().label());
        event = event.join(rule.raises().event());
        suspect |= rule.raises().suspect();
        here.stream().sorted(ORDER).limit(EVIDENCE_PER_RULE).forEach(evidence::add);
      }
    }
    evidence.sort(ORDER);
    Outcome outcome = outcome(label, suspect || unread);
    return new Verdict(outcome, reason(outcome, suspect), label, event, policy.digest(), evidence);
  }

  private Outcome outcome(Label label, boolean doubt) {
    Sensitivity ceiling = policy.ceiling();
    if (ceiling != null && label.sensitivity().compareTo(ceiling) > 0) {
      return Outcome.SPILL;
    }
    if (label.sensitivity().classified()) {
      return Outcome.CLASSIFIED;
    }
    return doubt ? Outcome.HELD : Outcome.OPEN;
  }

  private static String reason(Outcome outcome, boolean suspect) {
    return switch (outcome) {
      case SPILL -> "ceiling";
      case CLASSIFIED -> "mark";
      case HELD -> suspect ? "suspect" : "unread";
      case OPEN -> "none";
    };
  }
}
