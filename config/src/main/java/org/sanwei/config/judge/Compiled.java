package org.sanwei.config.judge;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private final Map<Integer, String> misreadOf = new HashMap<>();
  private final Set<Integer> standing = new HashSet<>();
  private final Misread misread;
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
    this.misread = new Misread(policy.marks());
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

  /** The letters of a word; of a misread one, those of the word that it should be. */
  String plain(int word) {
    String right = misreadOf.get(word);
    if (right != null) {
      return right;
    }
    int[] cps = index.word(word);
    return Shapes.letters(new String(cps, 0, cps.length));
  }

  /** What stands in a form, misread or not, as it is looked for. */
  List<int[]> standing() {
    return standing.stream().sorted().map(index::word).toList();
  }

  /** Goes through the seam of two texts: what their words are, and nothing else. */
  void lookAcross(Frame frame, Shapes shapes, Finds finds) {
    index.find(
        frame.text(),
        found -> {
          if (frame.mayCount(found.start())) {
            Standing standing = new Standing(frame, found, shapes);
            for (Use use : uses.get(found.word())) {
              if (use.atom() instanceof CompiledWords words) {
                words.found(use.group(), standing, finds);
              }
            }
          }
        });
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
    finds.textEnds();
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
      words(new CompiledWords(atom, rule, words), words);
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

  private void words(WordAtom atom, Matcher.Words words) {
    wordAtoms.add(atom);
    boolean formed = !words.forms().equals(Set.of(Form.TEXT));
    for (String word : words.words()) {
      int right = number(word);
      List<String> spellings = words.misread() ? misread.of(word) : List.of(word);
      for (String spelling : spellings) {
        int number = use(spelling, atom, 0);
        if (number >= 0 && formed) {
          standing.add(number);
        }
        if (number >= 0 && number != right && words.misread()) {
          misreadOf.putIfAbsent(number, plain(right));
        }
      }
    }
    if (formed) {
      marks.addAll(words.words());
    }
  }

  private void words(WordAtom atom, List<List<String>> groups) {
    wordAtoms.add(atom);
    for (int group = 0; group < groups.size(); group++) {
      for (String word : groups.get(group)) {
        use(word, atom, group);
      }
    }
  }

  private int use(String word, WordAtom atom, int group) {
    int number = number(word);
    if (number >= 0) {
      uses.get(number).add(new Use(atom, group));
    }
    return number;
  }

  private int number(String word) {
    int number = index.add(word);
    while (uses.size() < index.size()) {
      uses.add(new ArrayList<>());
    }
    return number;
  }
}
