package org.sanwei.config.load;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.Zone;

/** Reads one rule with its matchers and tests. */
final class RuleReader {
  private final Map<String, SourcePos> ids = new HashMap<>();
  private final Map<Line, SourcePos> linesAsked = new LinkedHashMap<>();
  private final Map<String, SourcePos> channelsAsked = new LinkedHashMap<>();

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
    String why = rule.text("why", "one sentence for the security officer", "");
    List<Matcher> matchers = new ArrayList<>();
    for (Fields matcher : rule.maps("match")) {
      matchers.add(matcher(matcher));
      matcher.done();
    }
    if (matchers.isEmpty()) {
      rule.problem(
          rule.at("match"),
          "rule '" + id + "' matches nothing",
          "add  match: [ { words: [ … ] } ]");
    }
    Raise raise = raise(id, rule, rule.map("raises", true));
    List<RuleTest> tests = rule.maps("tests").stream().map(this::test).toList();
    rule.done();
    return new Rule(id, why, matchers, raise, tests);
  }

  private Matcher matcher(Fields fields) {
    boolean words = fields.has("words");
    boolean pattern = fields.has("pattern");
    boolean source = fields.has("channels") || fields.has("kinds");
    if ((words ? 1 : 0) + (pattern ? 1 : 0) + (source ? 1 : 0) != 1) {
      fields.problem(
          fields.start(),
          "a matcher has exactly one of words, pattern, channels with kinds",
          "split it into one entry each");
    }
    if (pattern) {
      String expression = expression(fields, "pattern");
      return new Matcher.Expression(
          expression == null ? "" : expression, fields.choices("in", Words.ZONES));
    }
    if (source) {
      Set<ChannelKind> kinds = fields.choices("kinds", Words.KINDS);
      List<String> channels = fields.words("channels");
      channels.forEach(name -> channelsAsked.putIfAbsent(name, fields.at("channels")));
      return new Matcher.Source(Set.copyOf(channels), kinds);
    }
    Set<Form> forms = fields.choices("form", Words.FORMS);
    List<String> listed = fields.words("words");
    for (String word : listed) {
      if (!word.isBlank() && word.codePoints().allMatch(RuleReader::invisible)) {
        fields.problem(
            fields.at("words"),
            "'" + fields.full("words") + "' holds a word of which nothing is left",
            "write at least one visible character");
      }
    }
    return new Matcher.Words(
        listed,
        forms.isEmpty() ? Set.of(Form.TEXT) : forms,
        fields.choices("in", Words.ZONES),
        fields.words("unless"),
        new Surroundings(
            expression(fields, "before"),
            expression(fields, "notBefore"),
            expression(fields, "after"),
            expression(fields, "notAfter")));
  }

  private static @Nullable String expression(Fields fields, String key) {
    String text = fields.optional(key, "'RE2 expression'");
    if (text == null) {
      return null;
    }
    try {
      if (Pattern.compile(text).matches("")) {
        fields.problem(
            fields.at(key),
            "'" + fields.full(key) + "' matches the empty text, so it would always match",
            "ask for at least one character");
      }
      return text;
    } catch (PatternSyntaxException e) {
      fields.problem(
          fields.at(key),
          "'" + fields.full(key) + "' is no RE2 expression: " + e.getDescription(),
          "correct it; look-around and back references do not exist in RE2");
      return null;
    }
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
    if (sensitivity == null && urgency == null && hold == null && path == null) {
      rule.problem(
          fields.start(),
          "rule '" + id + "' raises nothing",
          "add sensitivity, urgency, hold: suspect, or line");
    }
    fields.done();
    return new Raise(sensitivity, urgency, line, hold != null);
  }

  private RuleTest test(Fields fields) {
    Map<Zone, String> texts = new EnumMap<>(Zone.class);
    for (Zone zone : Zone.values()) {
      String key = zone == Zone.BODY ? "text" : zone == Zone.FILE_NAME ? "fileName" : zone.word();
      if (zone != Zone.HEAD && fields.has(key)) {
        String text = fields.optional(key, "a message");
        texts.put(zone, text == null ? "" : text);
      }
    }
    if (texts.isEmpty()) {
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
            channel,
            fires == null || fires,
            fields.optionalChoice("outcome", Words.OUTCOMES, "HELD"),
            fields.optionalChoice("sensitivity", Words.SENSITIVITY, Sensitivity.TOP_SECRET),
            fields.optionalChoice("urgency", Words.URGENCY, Urgency.NONE));
    fields.done();
    return test;
  }

  /** What the judge drops from every text, and so from every word. */
  private static boolean invisible(int cp) {
    return switch (Character.getType(cp)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> Character.isWhitespace(cp) || Character.isSpaceChar(cp);
    };
  }

  static @Nullable Line line(String path) {
    try {
      return new Line(path);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
