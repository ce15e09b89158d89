package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.MarkGrammar;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.StandingOrder;

/** What differs beside the rules: ceiling, outlets, lines, who gets spills, the marks' grammar. */
final class OfficeChanges {
  private final Policy old;
  private final Policy now;
  private final Examples examples;
  private final List<Change> changes = new ArrayList<>();

  OfficeChanges(Policy old, Policy now, Examples examples) {
    this.old = old;
    this.now = now;
    this.examples = examples;
  }

  List<Change> all() {
    ceiling();
    outlets();
    lines();
    add("spill", people(old.spill(), now.spill(), "泄密隐患封给", "spills go to"), false);
    channels();
    marks();
    if (!old.zone().equals(now.zone())) {
      String words = " " + old.zone() + " → " + now.zone();
      Edit edit = new Edit(Direction.BOTH, "规则的钟" + words, "the rules' clock" + words);
      add("zone", List.of(edit), true);
    }
    silence();
    orders();
    clocks();
    if (old.version() != now.version()) {
      String words = " " + old.version() + " → " + now.version();
      add("version", List.of(new Edit(Direction.WORDING, "版本" + words, "version" + words)), false);
    }
    return changes;
  }

  private void ceiling() {
    Sensitivity from = old.ceiling();
    Sensitivity to = now.ceiling();
    if (from != to) {
      boolean raised = from != null && (to == null || to.compareTo(from) > 0);
      String words = " " + (from == null ? "-" : from) + " → " + (to == null ? "-" : to);
      Edit edit =
          new Edit(
              raised ? Direction.LOOSENS : Direction.TIGHTENS,
              "本系统承载的最高密级" + words,
              "highest level carried" + words);
      add("ceiling", List.of(edit), true);
    }
  }

  private void outlets() {
    each(
        old.outlets(),
        now.outlets(),
        (name, from, to) -> {
          boolean loosens = from == null || (to != null && to.compareTo(from) > 0);
          String words = " " + name + " " + or(from) + " → " + or(to);
          Edit edit =
              new Edit(
                  loosens ? Direction.LOOSENS : Direction.TIGHTENS,
                  "出口许可" + words,
                  "clearance of outlet" + words);
          add("outlets." + name, List.of(edit), false);
        });
  }

  private void lines() {
    each(
        byPath(old.lines()),
        byPath(now.lines()),
        (path, from, to) -> {
          List<Edit> edits = new ArrayList<>();
          if (from == null || to == null) {
            String with = from == null ? "新增" : "撤销";
            String did = from == null ? "added" : "removed";
            edits.add(
                new Edit(
                    Direction.BOTH, with + "机要线，收件人随之改变", "line " + did + ", so others receive"));
          } else {
            edits.addAll(people(from.officers(), to.officers(), "机要员", "officers"));
            if (!from.recovery().equals(to.recovery())) {
              String words = " " + from.recovery() + " → " + to.recovery();
              edits.add(new Edit(Direction.BOTH, "恢复密钥" + words, "recovery key" + words));
            }
          }
          add("lines." + path, edits, false);
        });
  }

  private static Map<String, LineStaff> byPath(Map<Line, LineStaff> lines) {
    Map<String, LineStaff> all = new TreeMap<>();
    lines.forEach((line, staff) -> all.put(line.path(), staff));
    return all;
  }

  private static List<Edit> people(
      Collection<String> from, Collection<String> to, String chinese, String english) {
    List<Edit> edits = new ArrayList<>();
    Set<String> added = new TreeSet<>(to);
    from.forEach(added::remove);
    Set<String> gone = new TreeSet<>(from);
    to.forEach(gone::remove);
    if (!added.isEmpty()) {
      edits.add(new Edit(Direction.LOOSENS, chinese + " + " + added, english + " + " + added));
    }
    if (!gone.isEmpty()) {
      edits.add(new Edit(Direction.TIGHTENS, chinese + " - " + gone, english + " - " + gone));
    }
    return edits;
  }

  private void channels() {
    each(
        old.channels(),
        now.channels(),
        (name, from, to) -> {
          String words = " " + name + " " + or(from) + " → " + or(to);
          Edit edit = new Edit(Direction.BOTH, "收件渠道" + words, "channel" + words);
          add("channels." + name, List.of(edit), true);
        });
  }

  private void silence() {
    List<Edit> edits = new ArrayList<>();
    Set<String> names = new TreeSet<>(old.channels().keySet());
    names.retainAll(now.channels().keySet());
    for (String name : names) {
      int longer = now.silence().of(name).compareTo(old.silence().of(name));
      if (longer != 0) {
        String words = " " + name + " " + old.silence().of(name) + " → " + now.silence().of(name);
        edits.add(
            new Edit(
                longer > 0 ? Direction.LOOSENS : Direction.TIGHTENS,
                "静默告警的底线" + words,
                "silence before an alarm" + words));
      }
    }
    add("silence", edits, false);
  }

  /** What may go out without two people in front of it: any change of one may let more out. */
  private void orders() {
    each(
        byId(old.orders(), StandingOrder::id),
        byId(now.orders(), StandingOrder::id),
        (id, from, to) -> {
          boolean same = from != null && to != null && bound(from).equals(bound(to));
          Direction direction =
              same ? Direction.WORDING : to == null ? Direction.TIGHTENS : Direction.LOOSENS;
          String chinese = from == null ? "新增" : to == null ? "撤销" : same ? "只改了说明或例子" : "改动";
          String english =
              from == null ? "added" : to == null ? "removed" : same ? "only reworded" : "changed";
          Edit edit = new Edit(direction, "常设放行令" + chinese, "standing order " + english);
          add("orders." + id, List.of(edit), false);
        });
  }

  /** All that an order is bound by, without its words for people. */
  private static StandingOrder bound(StandingOrder order) {
    return new StandingOrder(
        order.id(),
        "",
        order.channel(),
        order.credential(),
        order.subject(),
        order.template(),
        order.outlets(),
        order.recipients(),
        order.cap(),
        order.from(),
        order.until(),
        order.freshFor(),
        List.of());
  }

  private void clocks() {
    each(
        byId(old.clocks(), DutyClock::id),
        byId(now.clocks(), DutyClock::id),
        (id, from, to) -> {
          String chinese = from == null ? "新增" : to == null ? "撤销" : "改动";
          String english = from == null ? "added" : to == null ? "removed" : "changed";
          Edit edit = new Edit(Direction.BOTH, "时限" + chinese, "clock " + english);
          add("clocks." + id, List.of(edit), false);
        });
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    Map<String, T> named = new TreeMap<>();
    all.forEach(one -> named.put(id.apply(one), one));
    return named;
  }

  private void marks() {
    MarkGrammar from = old.marks();
    MarkGrammar to = now.marks();
    List<Edit> edits = new ArrayList<>();
    if (from.headLines() != to.headLines()) {
      String words = " " + from.headLines() + " → " + to.headLines();
      edits.add(
          new Edit(
              to.headLines() < from.headLines() ? Direction.LOOSENS : Direction.TIGHTENS,
              "文首行数" + words,
              "lines of the head" + words));
    }
    if (from.tailLines() != to.tailLines()) {
      String words = " " + from.tailLines() + " → " + to.tailLines();
      edits.add(
          new Edit(
              to.tailLines() < from.tailLines() ? Direction.LOOSENS : Direction.TIGHTENS,
              "文末行数" + words,
              "lines of the tail" + words));
    }
    grown(edits, misread(from), misread(to), "错认的样子", "misread shapes");
    grown(edits, from.companions(), to.companions(), "可与标志同行的词", "companions");
    grown(edits, shapedWords(old), shapedWords(now), "标志用的词", "words of marks");
    either(edits, from.fields(), to.fields(), "栏目", "fields");
    either(edits, from.options(), to.options(), "选项", "options");
    add("marks", edits, true);
  }

  private static Set<String> misread(MarkGrammar grammar) {
    Set<String> all = new TreeSet<>();
    grammar
        .misread()
        .forEach((right, others) -> others.forEach(other -> all.add(right + "=" + other)));
    return all;
  }

  /** The judge lets such words stand beside a mark: more of them let more marks stand alone. */
  private static Set<String> shapedWords(Policy policy) {
    Set<String> words = new TreeSet<>();
    policy.rules().stream().map(Rule::matchers).forEach(all -> shapedWords(all, words));
    return words;
  }

  private static void shapedWords(List<Matcher> matchers, Set<String> words) {
    for (Matcher matcher : matchers) {
      if (matcher instanceof Matcher.All all) {
        shapedWords(all.of(), words);
      } else if (matcher instanceof Matcher.Words shaped
          && !shaped.forms().equals(Set.of(Form.TEXT))) {
        words.addAll(shaped.words());
      }
    }
  }

  private static void grown(
      List<Edit> edits,
      Collection<String> from,
      Collection<String> to,
      String chinese,
      String english) {
    Set<String> gone = new TreeSet<>(from);
    to.forEach(gone::remove);
    Set<String> added = new TreeSet<>(to);
    from.forEach(added::remove);
    if (!gone.isEmpty()) {
      String words = " - " + Wording.list(gone);
      edits.add(new Edit(Direction.LOOSENS, chinese + words, english + words));
    }
    if (!added.isEmpty()) {
      String words = " + " + Wording.list(added);
      edits.add(new Edit(Direction.TIGHTENS, chinese + words, english + words));
    }
  }

  /** A field or option more makes one thing of a line, and no longer another. */
  private static void either(
      List<Edit> edits, List<String> from, List<String> to, String chinese, String english) {
    if (!Set.copyOf(from).equals(Set.copyOf(to))) {
      String words = " " + Wording.list(from) + " → " + Wording.list(to);
      edits.add(new Edit(Direction.BOTH, chinese + words, english + words));
    }
  }

  private interface Entry<T> {
    void differs(String name, @Nullable T from, @Nullable T to);
  }

  private static <T> void each(Map<String, T> from, Map<String, T> to, Entry<T> entry) {
    Set<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    for (String name : names) {
      if (!Objects.equals(from.get(name), to.get(name))) {
        entry.differs(name, from.get(name), to.get(name));
      }
    }
  }

  private void add(String name, List<Edit> edits, boolean judges) {
    if (edits.isEmpty()) {
      return;
    }
    boolean loosens = edits.stream().anyMatch(edit -> edit.direction().loosens());
    Loosening loosening = new Loosening.None();
    if (loosens) {
      Function<Rule, Stream<Matcher>> matchers = rule -> rule.matchers().stream();
      loosening =
          judges
              ? examples.ofOffice(old.rules().stream().flatMap(matchers))
              : new Loosening.NotOfVerdicts();
    }
    changes.add(new Change(Change.Subject.OFFICE, name, Change.Kind.CHANGED, edits, loosening));
  }

  private static String or(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
