package org.sanwei.config.load;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.PartFacts;

/** Reads one matcher: which it is, its first key says. */
final class MatcherReader {
  private static final int DEEPEST = 3;
  private static final int LONGEST_EXPRESSION = 2_000;

  /** RE2 writes counted repeats out, one within another times each other. */
  private static final long MOST_REPEATS = 100_000;

  private static final long LARGEST = 1_000_000_000_000L;

  private final Map<String, SourcePos> channelsAsked;
  private final Sources sources;
  private final List<Kind> kinds;
  private int depth;

  /** What a key makes of the matcher that has it. */
  private record Kind(String key, Function<Fields, Matcher> read) {}

  /**
   * @param channelsAsked gets the channels that matchers name, each with the place of the first
   *     that does
   * @param sources gets the place of each matcher
   */
  MatcherReader(Map<String, SourcePos> channelsAsked, Sources sources) {
    this.channelsAsked = channelsAsked;
    this.sources = sources;
    this.kinds =
        List.of(
            new Kind("words", this::words),
            new Kind("pattern", MatcherReader::pattern),
            new Kind("near", MatcherReader::near),
            new Kind("amount", MatcherReader::amount),
            new Kind("channels", this::source),
            new Kind("kinds", this::source),
            new Kind("senders", MatcherReader::senders),
            new Kind("hours", MatcherReader::hours),
            new Kind("unread", MatcherReader::unread),
            new Kind("confidence", MatcherReader::confidence),
            new Kind("pages", MatcherReader::pages),
            new Kind("seal", MatcherReader::seal),
            new Kind("all", this::all));
  }

  Matcher read(Fields fields) {
    List<Kind> named = kinds.stream().filter(kind -> fields.has(kind.key())).toList();
    boolean source = fields.has("channels") && fields.has("kinds") && named.size() == 2;
    if (named.size() != 1 && !source) {
      fields.problem(
          fields.start(),
          "a matcher has exactly one of "
              + kinds.stream().map(Kind::key).collect(Collectors.joining(", "))
              + " (channels and kinds may stand together)",
          named.isEmpty()
              ? "write what it looks for, as  words: [ … ]"
              : "split it into one entry each, or into  all: [ … ]  if all must be there");
    }
    Matcher matcher = named.isEmpty() ? none() : named.get(0).read().apply(fields);
    sources.matcher(matcher, fields);
    fields.done();
    return matcher;
  }

  private Matcher words(Fields fields) {
    Set<Form> forms = fields.choices("form", Words.FORMS);
    return new Matcher.Words(
        terms(fields, "words"),
        forms.isEmpty() ? Set.of(Form.TEXT) : forms,
        fields.choices("in", Words.ZONES),
        fields.words("unless"),
        new Surroundings(
            expression(fields, "before"),
            expression(fields, "notBefore"),
            expression(fields, "after"),
            expression(fields, "notAfter")),
        fields.has("atLeast") ? number(fields, "atLeast", "3", Matcher.Words.MOST_TIMES) : 1,
        misread(fields));
  }

  private static boolean misread(Fields fields) {
    Boolean misread = fields.optionalChoice("misread", Words.YES_NO, false);
    if (misread == null || !misread) {
      return false;
    }
    for (String word : fields.words("words")) {
      if (word.codePointCount(0, word.length()) > Matcher.Words.LONGEST_MISREAD) {
        fields.problem(
            fields.at("words"),
            "'"
                + fields.full("words")
                + "' holds a word of more than "
                + Matcher.Words.LONGEST_MISREAD
                + " characters, too long for  misread: true",
            "take it into a matcher of its own");
      }
    }
    return true;
  }

  private static Matcher pattern(Fields fields) {
    String expression = expression(fields, "pattern");
    return new Matcher.Expression(
        expression == null ? "" : expression, fields.choices("in", Words.ZONES));
  }

  private static Matcher near(Fields fields) {
    List<String> one = terms(fields, "near");
    List<String> other = terms(fields, "to");
    if (other.isEmpty()) {
      fields.problem(
          fields.start(),
          "'" + fields.full("near") + "' does not say to what",
          "add  to: [ … ]  with the other words");
    }
    int within = number(fields, "within", "20", Matcher.Near.FARTHEST);
    return new Matcher.Near(one, other, within, fields.choices("in", Words.ZONES));
  }

  private static Matcher amount(Fields fields) {
    List<String> words = terms(fields, "amount");
    List<String> units = fields.words("units");
    if (units.isEmpty()) {
      fields.problem(
          fields.start(), "'" + fields.full("amount") + "' has no units", "add  units: [人, 名]");
    }
    long atLeast =
        fields.parsed(
            "atLeast",
            "3",
            1L,
            text -> {
              Long value = text.matches("[1-9][0-9]{0,12}") ? Long.valueOf(text) : null;
              return value == null || value > LARGEST ? null : value;
            });
    return new Matcher.Amount(words, units, atLeast, fields.choices("in", Words.ZONES));
  }

  private Matcher source(Fields fields) {
    List<String> channels = fields.words("channels");
    channels.forEach(name -> channelsAsked.putIfAbsent(name, fields.at("channels")));
    return new Matcher.Source(Set.copyOf(channels), fields.choices("kinds", Words.KINDS));
  }

  private static Matcher senders(Fields fields) {
    List<String> shapes = fields.words("senders");
    for (String shape : shapes) {
      int star = shape.indexOf('*');
      if (shape.equals("@") || shape.equals("*") || (star >= 0 && star < shape.length() - 1)) {
        fields.problem(
            fields.at("senders"),
            "'" + fields.full("senders") + "' holds '" + shape + "'",
            "write a whole address or number, @domain, or a beginning with * at its end");
      }
    }
    return new Matcher.Senders(shapes);
  }

  private static Matcher hours(Fields fields) {
    Fields hours = fields.map("hours", true);
    if (hours == null) {
      return none();
    }
    LocalTime from = hours.parsed("from", "\"22:00\"", LocalTime.MIN, MatcherReader::time);
    LocalTime to = hours.parsed("to", "\"06:00\"", LocalTime.MIN, MatcherReader::time);
    Matcher matcher = new Matcher.Hours(hours.choices("days", Words.DAYS), from, to);
    hours.done();
    return matcher;
  }

  private static Matcher unread(Fields fields) {
    List<String> named = fields.words("unread");
    if (named.equals(List.of("any"))) {
      return new Matcher.Unreadable(Set.of());
    }
    return new Matcher.Unreadable(fields.choices("unread", Words.UNREAD));
  }

  private static Matcher confidence(Fields fields) {
    Fields bound = fields.map("confidence", true);
    if (bound == null) {
      return none();
    }
    Matcher matcher = new Matcher.Confidence(number(bound, "below", "60", PartFacts.SURE));
    bound.done();
    return matcher;
  }

  private static Matcher pages(Fields fields) {
    Fields bound = fields.map("pages", true);
    if (bound == null) {
      return none();
    }
    Matcher matcher = new Matcher.Pages(number(bound, "atLeast", "50", Matcher.Pages.MOST));
    bound.done();
    return matcher;
  }

  private static Matcher seal(Fields fields) {
    return new Matcher.Sealed(fields.choice("seal", Words.SEALS, PartFacts.Seal.ABSENT));
  }

  private Matcher all(Fields fields) {
    List<Fields> entries = fields.maps("all");
    if (entries.size() < 2 || depth == DEEPEST) {
      fields.problem(
          fields.at("all"),
          "'" + fields.full("all") + "' holds fewer than two matchers, or lies too deep",
          "write two or more, at most " + DEEPEST + " within one another");
      return none();
    }
    depth++;
    List<Matcher> of = entries.stream().map(this::read).toList();
    depth--;
    return new Matcher.All(of);
  }

  /** Stands in where a problem was found. */
  private static Matcher none() {
    return new Matcher.Senders(List.of());
  }

  private static List<String> terms(Fields fields, String key) {
    List<String> listed = fields.words(key);
    for (String word : listed) {
      if (word.codePoints().allMatch(MatcherReader::invisible)) {
        fields.problem(
            fields.at(key),
            "'" + fields.full(key) + "' holds a word of which nothing is left",
            "write at least one visible character");
      }
      if (word.codePointCount(0, word.length()) > Matcher.Words.LONGEST_WORD) {
        fields.problem(
            fields.at(key),
            "'"
                + fields.full(key)
                + "' holds a word of more than "
                + Matcher.Words.LONGEST_WORD
                + " characters",
            "look for a part of it, or write a pattern");
      }
    }
    return listed;
  }

  private static int number(Fields fields, String key, String example, int most) {
    return fields.parsed(
        key,
        example,
        1,
        text -> {
          Integer value = text.matches("[1-9][0-9]{0,6}") ? Integer.valueOf(text) : null;
          return value == null || value > most ? null : value;
        });
  }

  private static @Nullable LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String expression(Fields fields, String key) {
    String text = fields.optional(key, "'RE2 expression'");
    if (text == null) {
      return null;
    }
    if (text.length() > LONGEST_EXPRESSION || repeats(text) > MOST_REPEATS) {
      fields.problem(
          fields.at(key),
          "'"
              + fields.full(key)
              + "' is longer than "
              + LONGEST_EXPRESSION
              + " characters, or its counted repeats multiply to more than "
              + MOST_REPEATS,
          "split it, or ask for less exact a number of times");
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

  /** All counted repeats times each other, whether or not they lie within one another. */
  private static long repeats(String re2) {
    long product = 1;
    int number = 0;
    boolean counting = false;
    for (int i = 0; i < re2.length() && product <= MOST_REPEATS; i++) {
      char c = re2.charAt(i);
      if (c == '{') {
        counting = true;
        number = 0;
      } else if (counting && c >= '0' && c <= '9') {
        number = Math.min(number * 10 + c - '0', (int) MOST_REPEATS);
      } else if (counting && c == ',') {
        number = 0;
      } else if (counting) {
        product *= c == '}' ? Math.max(1, number) : 1;
        counting = false;
      }
    }
    return product;
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
}
