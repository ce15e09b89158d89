package org.sanwei.config.judge;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Zone;

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
   * The most words that one rule looks at in one part. A part with more was not read to its end,
   * and so is held: what a message costs is bounded.
   */
  public static final int WORDS_PER_RULE = 2000;

  /** The most code points of an excerpt. */
  public static final int EXCERPT = 40;

  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::rule)
          .thenComparing(Evidence::part)
          .thenComparingInt(Evidence::start)
          .thenComparingInt(Evidence::end);

  private final Policy policy;
  private final Shapes shapes;
  private final WordIndex index = new WordIndex();
  private final List<List<CompiledWords>> users = new ArrayList<>();
  private final List<Search> searches = new ArrayList<>();
  private final List<Sourced> sources = new ArrayList<>();

  private record Search(int rule, Pattern pattern, Set<Zone> zones) {}

  private record Sourced(int rule, Matcher.Source source) {}

  public Judge(Policy policy) {
    this.policy = policy;
    Set<String> marks = new HashSet<>();
    for (int rule = 0; rule < policy.rules().size(); rule++) {
      for (Matcher matcher : policy.rules().get(rule).matchers()) {
        add(rule, matcher, marks);
      }
    }
    this.shapes = new Shapes(policy.marks(), marks);
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
    List<List<Evidence>> byRule = perRule();
    boolean unread = !content.unread().isEmpty();
    boolean anyText = false;
    for (Part part : content.parts()) {
      Legible legible = Legible.of(part);
      unread |= legible == Legible.NO;
      anyText |= legible == Legible.YES;
      Frame frame = new Frame(part, policy.marks().headLines());
      // Each part fills its own lists: what one holds never hides what another does.
      List<List<Evidence>> ofPart = perRule();
      unread |= !words(frame, ofPart);
      searches(frame, ofPart);
      for (int rule = 0; rule < byRule.size(); rule++) {
        byRule.get(rule).addAll(ofPart.get(rule));
      }
    }
    for (Sourced sourced : sources) {
      if (matches(sourced.source(), arrival)) {
        byRule.get(sourced.rule()).add(new Evidence(id(sourced.rule()), "channel", 0, 0, ""));
      }
    }
    for (int rule = 0; rule < byRule.size(); rule++) {
      if (overridden.contains(id(rule))) {
        byRule.get(rule).clear();
      }
    }
    return verdict(floor, byRule, unread || !anyText);
  }

  private void add(int rule, Matcher matcher, Set<String> marks) {
    if (matcher instanceof Matcher.Words words) {
      CompiledWords compiled = new CompiledWords(rule, words);
      for (String word : words.words()) {
        int number = index.add(word);
        while (users.size() < index.size()) {
          users.add(new ArrayList<>());
        }
        if (number >= 0) {
          users.get(number).add(compiled);
        }
      }
      if (!words.forms().equals(Set.of(Form.TEXT))) {
        marks.addAll(words.words());
      }
    } else if (matcher instanceof Matcher.Expression expression) {
      searches.add(new Search(rule, Pattern.compile(expression.re2()), expression.zones()));
    } else if (matcher instanceof Matcher.Source source) {
      sources.add(new Sourced(rule, source));
    }
  }

  /** True when every rule looked at every word that it asks for, or had evidence enough. */
  private boolean words(Frame frame, List<List<Evidence>> byRule) {
    int[] looked = new int[byRule.size()];
    index.find(
        frame.text(),
        found -> {
          Standing standing = new Standing(frame, found, shapes);
          for (CompiledWords words : users.get(found.word())) {
            List<Evidence> out = byRule.get(words.rule());
            if (out.size() < EVIDENCE_PER_RULE
                && words.asksFor(frame, found)
                && looked[words.rule()]++ < WORDS_PER_RULE) {
              int end = words.end(standing);
              if (end >= 0) {
                out.add(frame.evidence(id(words.rule()), found.start(), end));
              }
            }
          }
        });
    return Arrays.stream(looked).allMatch(count -> count <= WORDS_PER_RULE);
  }

  private void searches(Frame frame, List<List<Evidence>> byRule) {
    NormalText text = frame.text();
    int from = 0;
    for (int i = 0; i <= text.length() && !searches.isEmpty(); i++) {
      if (text.lineEnd(i)) {
        if (i > from) {
          line(frame, from, text.string(from, i), byRule);
        }
        from = i + 1;
      }
    }
  }

  private void line(Frame frame, int from, String line, List<List<Evidence>> byRule) {
    for (Search search : searches) {
      List<Evidence> out = byRule.get(search.rule());
      if (out.size() >= EVIDENCE_PER_RULE || !frame.in(search.zones(), from)) {
        continue;
      }
      com.google.re2j.Matcher matcher = search.pattern().matcher(line);
      if (matcher.find() && matcher.end() > matcher.start()) {
        int start = from + line.codePointCount(0, matcher.start());
        int length = line.codePointCount(matcher.start(), matcher.end());
        out.add(frame.evidence(id(search.rule()), start, start + length));
      }
    }
  }

  private boolean matches(Matcher.Source source, Arrival arrival) {
    return source.channels().contains(arrival.channel())
        || (policy.channels().containsKey(arrival.channel())
            && source.kinds().contains(policy.channels().get(arrival.channel())));
  }

  private Verdict verdict(Label floor, List<List<Evidence>> byRule, boolean unread) {
    Label label = floor;
    boolean suspect = false;
    List<Evidence> evidence = new ArrayList<>();
    for (int rule = 0; rule < byRule.size(); rule++) {
      if (!byRule.get(rule).isEmpty()) {
        label = label.join(policy.rules().get(rule).raises().label());
        suspect |= policy.rules().get(rule).raises().suspect();
        byRule.get(rule).stream().sorted(ORDER).limit(EVIDENCE_PER_RULE).forEach(evidence::add);
      }
    }
    evidence.sort(ORDER);
    Sensitivity ceiling = policy.ceiling();
    if (ceiling != null && label.sensitivity().compareTo(ceiling) > 0) {
      return new Verdict(Outcome.SPILL, "ceiling", label, policy.digest(), evidence);
    }
    if (label.sensitivity().classified()) {
      return new Verdict(Outcome.CLASSIFIED, "mark", label, policy.digest(), evidence);
    }
    if (suspect || unread) {
      String reason = suspect ? "suspect" : "unread";
      return new Verdict(Outcome.HELD, reason, label, policy.digest(), evidence);
    }
    return new Verdict(Outcome.OPEN, "none", label, policy.digest(), evidence);
  }

  private List<List<Evidence>> perRule() {
    List<List<Evidence>> lists = new ArrayList<>();
    policy.rules().forEach(rule -> lists.add(new ArrayList<>()));
    return lists;
  }

  private String id(int rule) {
    return policy.rules().get(rule).id();
  }
}
