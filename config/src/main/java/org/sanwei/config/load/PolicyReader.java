package org.sanwei.config.load;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.MarkGrammar;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.config.policy.StandingOrder;

/** Gathers the sections of all policy files; {@link #finish} looks at what they make together. */
final class PolicyReader {
  private static final int MAX_HEAD_LINES = 100;
  private static final Duration SHORTEST_FLOOR = Duration.ofMinutes(1);
  private static final Duration LONGEST_FLOOR = Duration.ofDays(28);

  private final List<Problem> problems;
  private final Map<String, SourcePos> once = new LinkedHashMap<>();
  private final Map<String, ChannelKind> channels = new LinkedHashMap<>();
  private final Map<String, Sensitivity> outlets = new LinkedHashMap<>();
  private final Map<Line, LineStaff> lines = new LinkedHashMap<>();
  private final List<String> spill = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final RuleReader ruleReader = new RuleReader();
  private final List<StandingOrder> orders = new ArrayList<>();
  private final OrderReader orderReader = new OrderReader(ruleReader.channelsAsked());
  private final List<DutyClock> clocks = new ArrayList<>();
  private final ClockReader clockReader = new ClockReader();
  private final Map<String, Duration> floors = new LinkedHashMap<>();
  private Duration floor = SilenceFloors.USUAL.standard();
  private ZoneId zone = Policy.BEIJING;
  private @Nullable Integer version;
  private @Nullable Sensitivity ceiling;
  private @Nullable MarkGrammar marks;
  private SourcePos last = new SourcePos("policy", 1, 1);

  PolicyReader(List<Problem> problems) {
    this.problems = problems;
  }

  void read(Fields top) {
    last = top.start();
    if (first(top, "version")) {
      version = top.parsed("version", "1", 0, PolicyReader::positive);
    }
    if (first(top, "ceiling")) {
      ceiling = top.optionalChoice("ceiling", Words.SENSITIVITY, Sensitivity.PUBLIC);
    }
    if (first(top, "marks")) {
      marks = marks(top.map("marks", false));
    }
    if (first(top, "silence")) {
      floor = floor(top, "silence");
    }
    if (first(top, "zone")) {
      zone = top.parsed("zone", "Asia/Shanghai", Policy.BEIJING, PolicyReader::zone);
    }
    if (first(top, "spill")) {
      spill.addAll(names(top, "spill"));
    }
    section(
        top,
        "channels",
        (name, fields) -> {
          ChannelKind kind = fields.choice("kind", Words.KINDS, ChannelKind.HAND);
          put(fields, name, channels.put(name, kind));
          if (fields.has("silence")) {
            floors.put(name, floor(fields, "silence"));
          }
        });
    section(
        top,
        "outlets",
        (name, fields) -> {
          Sensitivity clearance = fields.choice("clearance", Words.SENSITIVITY, Sensitivity.PUBLIC);
          put(fields, name, outlets.put(name, clearance));
        });
    lines(top);
    for (Fields rule : top.maps("rules")) {
      rules.add(ruleReader.read(rule));
    }
    for (Fields order : top.maps("orders")) {
      orders.add(orderReader.read(order));
    }
    for (Fields clock : top.maps("clocks")) {
      clocks.add(clockReader.read(clock));
    }
    top.done();
  }

  /** Where the rules stand. */
  Sources sources() {
    return ruleReader.sources();
  }

  @Nullable Policy finish(String digest) {
    if (version == null) {
      add(last, "'version' is missing from every policy file", "add  version: 1  to one of them");
    }
    if (!lines.containsKey(Line.ROOT)) {
      add(
          last,
          "there is no line 'default', so a classified item would have nowhere to go",
          "add  lines: { default: { officers: [NAME], recovery: NAME } }");
    }
    ruleReader
        .linesAsked()
        .forEach(
            (line, at) -> {
              if (!lines.containsKey(line)) {
                add(at, "line '" + line + "' has no officers", "add it under lines:");
              }
            });
    ruleReader
        .channelsAsked()
        .forEach(
            (name, at) -> {
              if (!channels.containsKey(name)) {
                add(
                    at,
                    "a rule, an order or a test names channel '" + name + "', which is not there",
                    "add it under channels:, or " + Nearest.hint(name, channels.keySet()));
              }
            });
    orderReader
        .outletsAsked()
        .forEach(
            (name, at) -> {
              if (!outlets.containsKey(name)) {
                add(
                    at,
                    "an order sends by outlet '" + name + "', which is not there",
                    "add it under outlets:, or " + Nearest.hint(name, outlets.keySet()));
              }
            });
    if (spill.isEmpty()) {
      add(last, "'spill' names no security officer", "add  spill: [NAME]");
    }
    if (rules.isEmpty()) {
      add(last, "there are no rules", "add  rules:  with at least one rule");
    }
    if (marks == null) {
      add(
          last,
          "'marks' is missing",
          "add  marks: { headLines: 8, companions: [], fields: [密级], options: [机密] }");
    }
    if (version == null || marks == null) {
      return null;
    }
    return new Policy(
        digest,
        version,
        ceiling,
        channels,
        outlets,
        lines,
        spill,
        marks,
        rules,
        new SilenceFloors(floor, floors),
        zone,
        orders,
        clocks);
  }

  private static Duration floor(Fields fields, String key) {
    Duration floor = GatewayReader.duration(fields, key, "4h");
    if (floor.compareTo(SHORTEST_FLOOR) < 0 || floor.compareTo(LONGEST_FLOOR) > 0) {
      fields.problem(
          fields.at(key),
          "a channel may be silent for a minute to four weeks before it is an alarm",
          "write  " + key + ": 4h");
    }
    return floor;
  }

  private interface Entry {
    void read(String name, Fields fields);
  }

  private void section(Fields top, String key, Entry entry) {
    Fields map = top.map(key, false);
    if (map == null) {
      return;
    }
    for (String name : map.names()) {
      Fields fields = map.map(name, true);
      if (!Words.NAME.matcher(name).matches()) {
        map.problem(
            map.at(name),
            "'" + map.full(name) + "' is no name",
            "use a-z, 0-9 and hyphens, 1 to 32");
      } else if (fields != null) {
        entry.read(name, fields);
        fields.done();
      }
    }
  }

  private void lines(Fields top) {
    Fields map = top.map("lines", false);
    if (map == null) {
      return;
    }
    for (String path : map.names()) {
      Fields fields = map.map(path, true);
      Line line = RuleReader.line(path);
      if (line == null) {
        map.problem(
            map.at(path),
            "'" + path + "' is no line",
            "start with default and add names of a-z, 0-9 and hyphens, as in default/military");
      } else if (fields != null) {
        List<String> officers = names(fields, "officers");
        if (officers.isEmpty()) {
          fields.problem(
              fields.at("officers"),
              "line '" + path + "' has no officers",
              "add  officers: [NAME]  with at least one");
        }
        String recovery = fields.parsed("recovery", "recovery-default", "none", PolicyReader::name);
        put(fields, path, lines.put(line, new LineStaff(officers, recovery)));
        fields.done();
      }
    }
  }

  private @Nullable MarkGrammar marks(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    MarkGrammar grammar =
        new MarkGrammar(
            lines(fields, "headLines", 1),
            fields.has("tailLines")
                ? lines(fields, "tailLines", MarkGrammar.USUAL_TAIL)
                : MarkGrammar.USUAL_TAIL,
            fields.words("companions"),
            fields.words("fields"),
            fields.words("options"),
            misread(fields.map("misread", false)));
    fields.done();
    return grammar;
  }

  private static int lines(Fields fields, String key, int ifWrong) {
    return fields.parsed(
        key,
        "8",
        ifWrong,
        text -> {
          Integer lines = positive(text);
          return lines == null || lines > MAX_HEAD_LINES ? null : lines;
        });
  }

  private static Map<String, List<String>> misread(@Nullable Fields fields) {
    Map<String, List<String>> shapes = new LinkedHashMap<>();
    if (fields == null) {
      return shapes;
    }
    for (String character : fields.names()) {
      List<String> others = fields.words(character);
      if (character.codePointCount(0, character.length()) != 1 || character.isBlank()) {
        fields.problem(
            fields.at(character),
            "'" + fields.full(character) + "' is more than one character",
            "write one character and what it is misread as, as  机: [木几, 杌]");
      } else if (others.size() > MarkGrammar.MOST_SHAPES) {
        fields.problem(
            fields.at(character),
            "'" + fields.full(character) + "' has more than " + MarkGrammar.MOST_SHAPES + " shapes",
            "keep those that really come");
      } else {
        shapes.put(character, others);
      }
    }
    fields.done();
    return shapes;
  }

  private List<String> names(Fields fields, String key) {
    List<String> names = fields.words(key);
    for (String name : names) {
      if (name(name) == null) {
        fields.problem(
            fields.at(key),
            "'" + fields.full(key) + "' holds '" + name + "', which is no name",
            "use a-z, 0-9 and hyphens, 1 to 32");
      }
    }
    return names;
  }

  private boolean first(Fields top, String key) {
    if (!top.has(key)) {
      return false;
    }
    SourcePos before = once.putIfAbsent(key, top.at(key));
    if (before != null) {
      add(top.at(key), "'" + key + "' was already given at " + before, "keep one of the two");
      return false;
    }
    return true;
  }

  private void put(Fields fields, String name, @Nullable Object before) {
    if (before != null) {
      fields.problem(
          fields.start(),
          "'" + name + "' was already given in another file",
          "keep one of the two");
    }
  }

  private void add(SourcePos at, String what, String fix) {
    problems.add(new Problem(at, what, fix));
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String name(String text) {
    return Words.NAME.matcher(text).matches() ? text : null;
  }

  private static @Nullable Integer positive(String text) {
    return text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null;
  }
}
