package org.sanwei.config.judge;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * The rules of a policy taken apart into atoms, each of which looks for one thing, and the
 * conditions that put them together again. Immutable once made.
 */
final class Compiled {
  private final Policy policy;
  private final WordIndex index = new WordIndex();
  private final List<List<Use>> uses = new ArrayList<>();
  private final List<WordAtom> wordAtoms = new ArrayList<>();
  private final List<ArrivalAtom> arrivalAtoms = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final Set<String> marks = new HashSet<>();
  private final List<Search> expressions = new ArrayList<>();
  private final Searches searches;
  private int atoms;

  /** A word's use by an atom, as one of the atom's lists. */
  private record Use(WordAtom atom, int group) {}

  /** What an atom asks for, so often. */
  record Need(int atom, int times) {}

  /** One expression of one rule. */
  record Search(int atom, String rule, Pattern pattern, Matcher.Expression expression) {}

  /** A rule: met when all needs of any of its alternatives are. */
  record Condition(Rule rule, List<List<Need>> alternatives) {
    /** That of every alternative that is met. */
    List<Evidence> evidence(Finds finds) {
      List<Evidence> all = new ArrayList<>();
      for (List<Need> needs : alternatives) {
        boolean met = true;
        for (Need need : needs) {
          met &= finds.times(need.atom()) >= need.times();
        }
        if (met) {
          needs.forEach(need -> all.addAll(finds.evidence(need.atom())));
        }
      }
      return all;
    }
  }

  Compiled(Policy policy) {
    this.policy = policy;
    for (Rule rule : policy.rules()) {
      List<List<Need>> alternatives = new ArrayList<>();
      for (Matcher matcher : rule.matchers()) {
        List<Need> needs = new ArrayList<>();
        add(rule.id(), matcher, needs);
        alternatives.add(List.copyOf(needs));
      }
      conditions.add(new Condition(rule, List.copyOf(alternatives)));
    }
    searches = new Searches(expressions);
  }

  int atoms() {
    return atoms;
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** The words that are asked for in another form than running text. */
  Set<String> marks() {
    return marks;
  }

  /** Goes through one part. */
  void look(Frame frame, Shapes shapes, Finds finds) {
    index.find(
        frame.text(),
        found -> {
          Standing standing = new Standing(frame, found, shapes);
          for (Use use : uses.get(found.word())) {
            use.atom().found(use.group(), standing, finds);
          }
        });
    for (WordAtom atom : wordAtoms) {
      atom.partEnds(frame, finds);
    }
    searches.through(frame, finds);
  }

  /** Looks at what is known of the whole message. */
  void look(Content content, Arrival arrival, Finds finds) {
    for (ArrivalAtom atom : arrivalAtoms) {
      atom.look(content, arrival, finds);
    }
  }

  private void add(String rule, Matcher matcher, List<Need> needs) {
    if (matcher instanceof Matcher.All all) {
      all.of().forEach(one -> add(rule, one, needs));
      return;
    }
    int atom = atoms++;
    int times = 1;
    if (matcher instanceof Matcher.Words words) {
      times = words.atLeast();
      if (!words.forms().equals(Set.of(Form.TEXT))) {
        marks.addAll(words.words());
      }
      words(new CompiledWords(atom, rule, words), List.of(words.words()));
    } else if (matcher instanceof Matcher.Near near) {
      words(new CompiledNear(atom, rule, near), List.of(near.one(), near.other()));
    } else if (matcher instanceof Matcher.Amount amount) {
      words(new CompiledAmount(atom, rule, amount), List.of(amount.words()));
    } else if (matcher instanceof Matcher.Expression expression) {
      expressions.add(new Search(atom, rule, Pattern.compile(expression.re2()), expression));
    } else {
      arrivalAtoms.add(ArrivalAtom.of(atom, rule, matcher, policy));
    }
    needs.add(new Need(atom, times));
  }

  private void words(WordAtom atom, List<List<String>> groups) {
    wordAtoms.add(atom);
    for (int group = 0; group < groups.size(); group++) {
      for (String word : groups.get(group)) {
        int number = index.add(word);
        while (uses.size() < index.size()) {
          uses.add(new ArrayList<>());
        }
        if (number >= 0) {
          uses.get(number).add(new Use(atom, group));
        }
      }
    }
  }
}
