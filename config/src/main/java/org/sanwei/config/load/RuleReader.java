package org.sanwei.config.load;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.EventCategory;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Reads one rule with its matchers and tests. */
final class RuleReader {
  private final Map<String, SourcePos> ids = new HashMap<>();
  private final Map<Line, SourcePos> linesAsked = new LinkedHashMap<>();
  private final Map<String, SourcePos> channelsAsked = new LinkedHashMap<>();
  private final Sources sources = new Sources();
  private final MatcherReader matcherReader = new MatcherReader(channelsAsked, sources);

  /** Where the rules that were read stand. */
  Sources sources() {
    return sources;
  }

  /** The lines that rules send to, each with the place of the first that does. */
  Map<Line, SourcePos> linesAsked() {
    return linesAsked;
  }

  /** The channels that matchers and tests name, each with the place of the first that does. */
  Map<String, SourcePos> channelsAsked() {
    return channelsAsked;
  }

  Rule read(Fields rule) {
    String id =
        rule.parsed("id", "mark-secret", "none", t -> Words.NAME.matcher(t).matches() ? t : null);
    SourcePos before = ids.putIfAbsent(id, rule.at("id"));
    if (before != null && rule.has("id")) {
      rule.problem(rule.at("id"), "rule '" + id + "' was already given at " + before, "rename one");
    }
    sources.rule(id, rule);
    String why = rule.text("why", "one sentence for the security officer", "");
    String source = rule.optional("source", "the law, standard or practice it comes from");
    List<Matcher> matchers = new ArrayList<>();
    for (Fields matcher : rule.maps("match")) {
      matchers.add(matcherReader.read(matcher));
    }
    if (matchers.isEmpty()) {
      rule.problem(
          rule.at("match"),
          "rule '" + id + "' matches nothing",
          "add  match: [ { words: [ … ] } ]");
    }
    Raise raise = raise(id, rule, rule.map("raises", true));
    if (raise.sensitivity() != null && matchers.stream().anyMatch(RuleReader::misread)) {
      rule.problem(
          rule.at("raises"),
          "rule '" + id + "' gives a level to what is only misread",
          "let it  hold: suspect  and leave the level to a rule without  misread: true");
    }
    List<RuleTest> tests = rule.maps("tests").stream().map(this::test).toList();
    rule.done();
    return new Rule(id, why, source, matchers, raise, tests);
  }

  private static boolean misread(Matcher matcher) {
    return matcher instanceof Matcher.Words words
        ? words.misread()
        : matcher instanceof Matcher.All all && all.of().stream().anyMatch(RuleReader::misread);
  }

  private Raise raise(String id, Fields rule, @Nullable Fields fields) {
    if (fields == null) {
      return new Raise(null, null, null, false);
    }
    Sensitivity sensitivity =
        fields.optionalChoice("sensitivity", Words.SENSITIVITY, Sensitivity.TOP_SECRET);
    Urgency urgency = fields.optionalChoice("urgency", Words.URGENCY, Urgency.NONE);
    String hold = fields.optionalChoice("hold", Map.of("suspect", "suspect"), "suspect");
    String path = fields.optional("line", "default");
    Line line = path == null ? null : line(path);
    if (path != null && line == null) {
      fields.problem(fields.at("line"), "'" + path + "' is no line", "write it as under lines:");
    }
    if (line != null) {
      linesAsked.putIfAbsent(line, fields.at("line"));
    }
    Event event = event(fields.map("event", false));
    if (sensitivity == null
        && urgency == null
        && hold == null
        && path == null
        && event.equals(Event.NONE)) {
      rule.problem(
          fields.start(),
          "rule '" + id + "' raises nothing",
          "add sensitivity, urgency, hold: suspect, line, or event");
    }
    fields.done();
    return new Raise(sensitivity, urgency, line, hold != null, event);
  }

  private static Event event(@Nullable Fields fields) {
    if (fields == null) {
      return Event.NONE;
    }
    Set<EventCategory> categories = fields.choices("category", Words.CATEGORIES);
    EventLevel level = fields.optionalChoice("level", Words.LEVELS, EventLevel.EXTRAORDINARY);
    if (categories.isEmpty() && level == null) {
      fields.problem(
          fields.start(),
          "an event has neither category nor level",
          "write  event: { category: [ACCIDENT], level: LARGER }");
    }
    fields.done();
    return new Event(categories, level);
  }

  /** The texts of a test, by zone. */
  static Map<Zone, String> texts(Fields fields) {
    Map<Zone, String> texts = new EnumMap<>(Zone.class);
    for (Zone zone : Zone.values()) {
      String key = key(zone);
      if (zone != Zone.HEAD && zone != Zone.TAIL && fields.has(key)) {
        String text = fields.optional(key, "a message");
        texts.put(zone, text == null ? "" : text);
      }
    }
    return texts;
  }

  private RuleTest test(Fields fields) {
    Map<Zone, String> texts = texts(fields);
    Set<UnreadReason> unread = fields.choices("unread", Words.UNREAD);
    List<PartFacts> facts = facts(fields);
    if (texts.isEmpty() && unread.isEmpty() && facts.isEmpty()) {
      fields.problem(fields.start(), "the test has no text", "add  text: an example message");
    }
    String channel = fields.optional("channel", "fax-mail");
    if (channel != null) {
      channelsAsked.putIfAbsent(channel, fields.at("channel"));
    }
    Boolean fires = fields.optionalChoice("fires", Words.YES_NO, true);
    RuleTest test =
        new RuleTest(
            fields.start().file() + ":" + fields.start().line(),
            texts,
            unread,
            facts,
            channel,
            fields.has("received")
                ? fields.parsed(
                    "received", "\"2026-11-23T02:30\"", LocalDateTime.MIN, RuleReader::time)
                : null,
            fires == null || fires,
            fields.optionalChoice("outcome", Words.OUTCOMES, "HELD"),
            fields.optionalChoice("sensitivity", Words.SENSITIVITY, Sensitivity.TOP_SECRET),
            fields.optionalChoice("urgency", Words.URGENCY, Urgency.NONE),
            fields.choices("category", Words.CATEGORIES),
            fields.optionalChoice("level", Words.LEVELS, EventLevel.EXTRAORDINARY));
    fields.done();
    return test;
  }

  private static List<PartFacts> facts(Fields fields) {
    Integer confidence = count(fields, "confidence", "45", PartFacts.SURE);
    Integer pages = count(fields, "pages", "3", Matcher.Pages.MOST);
    PartFacts.Seal seal = fields.optionalChoice("seal", Words.SEALS, PartFacts.Seal.PRESENT);
    return confidence == null && pages == null && seal == null
        ? List.of()
        : List.of(new PartFacts("1", confidence, pages, seal));
  }

  private static @Nullable Integer count(Fields fields, String key, String example, int most) {
    if (!fields.has(key)) {
      return null;
    }
    return fields.parsed(
        key,
        example,
        0,
        text -> {
          Integer value = text.matches("0|[1-9][0-9]{0,6}") ? Integer.valueOf(text) : null;
          return value == null || value > most ? null : value;
        });
  }

  private static String key(Zone zone) {
    return switch (zone) {
      case BODY -> "text";
      case FILE_NAME -> "fileName";
      case ATTACHMENT_NAME -> "attachmentName";
      default -> zone.word();
    };
  }

  static @Nullable LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable Line line(String path) {
    try {
      return new Line(path);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
