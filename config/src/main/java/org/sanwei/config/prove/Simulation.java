package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * Judges messages under two policies with the engine that judges arrivals, and counts. Of a message
 * it keeps nothing but the name that the caller gives, of the first few of each kind. For one
 * thread.
 */
public final class Simulation {
  private final Judge before;
  private final Judge after;
  private final int mostNamed;
  private final Set<String> otherwise;
  private final Map<Outcome, Map<Outcome, Integer>> moves = new EnumMap<>(Outcome.class);
  private final Map<Shift, Integer> shifts = new EnumMap<>(Shift.class);
  private final Map<String, Tally> rules = new TreeMap<>();
  private final List<Changed> changed = new ArrayList<>();
  private int messages;
  private int found;

  /**
   * @param mostNamed how many messages that changed are named in all, and for each rule; 0 for none
   */
  public Simulation(Policy before, Policy after, int mostNamed) {
    this.before = new Judge(before);
    this.after = new Judge(after);
    this.mostNamed = mostNamed;
    this.otherwise = otherwise(before, after);
  }

  /**
   * The rules of {@code after} that need not find what a rule of the same id finds under {@code
   * before}. Words are looked for by the marks, sources by the channels and hours by the clock:
   * where one of these differs, every rule may be another.
   */
  private static Set<String> otherwise(Policy before, Policy after) {
    boolean readAlike =
        before.marks().equals(after.marks())
            && before.channels().equals(after.channels())
            && before.zone().equals(after.zone());
    Map<String, List<Matcher>> old = new HashMap<>();
    before.rules().forEach(rule -> old.put(rule.id(), rule.matchers()));
    Set<String> ids = new HashSet<>();
    for (Rule rule : after.rules()) {
      if (!readAlike || !rule.matchers().equals(old.get(rule.id()))) {
        ids.add(rule.id());
      }
    }
    return Set.copyOf(ids);
  }

  /** A message that came out differently. */
  public record Changed(String name, Shift shift, Outcome from, Outcome to) {}

  /** So many messages went from one outcome to another, or stayed. */
  public record Move(Outcome from, Outcome to, int messages) {}

  /**
   * How often a rule matched under either policy; {@code lost} are messages that it matched and
   * does no more, {@code gained} the reverse.
   */
  public record RuleEffect(
      String rule, int before, int after, int lost, int gained, List<String> named) {
    public RuleEffect {
      named = List.copyOf(named);
    }
  }

  /**
   * What came of all of it. Rules that matched nothing under either policy are not there. {@code
   * otherwise} are the rules of the new policy that are new, or look for something else; {@code
   * found} is how many messages any of them matched, each message once.
   */
  public record Report(
      int messages,
      Map<Shift, Integer> shifts,
      List<Move> moves,
      List<RuleEffect> rules,
      List<Changed> changed,
      Set<String> otherwise,
      int found) {
    public Report {
      shifts = Map.copyOf(shifts);
      moves = List.copyOf(moves);
      rules = List.copyOf(rules);
      changed = List.copyOf(changed);
      otherwise = Set.copyOf(otherwise);
    }

    /** How many shifted so. */
    public int of(Shift shift) {
      return shifts.getOrDefault(shift, 0);
    }
  }

  private static final class Tally {
    private int before;
    private int after;
    private int lost;
    private int gained;
    private final List<String> named = new ArrayList<>();
  }

  /** Judges one more under both. */
  public Shift add(String name, Content content, Arrival arrival) {
    Verdict was = before.judge(content, arrival);
    Verdict is = after.judge(content, arrival);
    Shift shift = Shift.between(was, is);
    messages++;
    shifts.merge(shift, 1, Integer::sum);
    moves
        .computeIfAbsent(was.outcome(), from -> new EnumMap<>(Outcome.class))
        .merge(is.outcome(), 1, Integer::sum);
    if (shift != Shift.SAME && changed.size() < mostNamed) {
      changed.add(new Changed(name, shift, was.outcome(), is.outcome()));
    }
    found += is.rules().stream().anyMatch(otherwise::contains) ? 1 : 0;
    count(name, Set.copyOf(was.rules()), Set.copyOf(is.rules()));
    return shift;
  }

  private void count(String name, Set<String> was, Set<String> is) {
    Set<String> all = new TreeSet<>(was);
    all.addAll(is);
    for (String rule : all) {
      Tally tally = rules.computeIfAbsent(rule, id -> new Tally());
      boolean matched = was.contains(rule);
      boolean matches = is.contains(rule);
      tally.before += matched ? 1 : 0;
      tally.after += matches ? 1 : 0;
      tally.lost += matched && !matches ? 1 : 0;
      tally.gained += matches && !matched ? 1 : 0;
      if (matched != matches && tally.named.size() < mostNamed) {
        tally.named.add(name);
      }
    }
  }

  /** As it stands. */
  public Report report() {
    List<Move> all = new ArrayList<>();
    moves.forEach((from, to) -> to.forEach((o, n) -> all.add(new Move(from, o, n))));
    List<RuleEffect> effects = new ArrayList<>();
    rules.forEach(
        (id, tally) ->
            effects.add(
                new RuleEffect(
                    id, tally.before, tally.after, tally.lost, tally.gained, tally.named)));
    return new Report(messages, shifts, all, effects, changed, otherwise, found);
  }
}
