package org.sanwei.config.load;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.StandingOrder;
import org.sanwei.config.policy.StandingOrder.Cap;
import org.sanwei.config.policy.StandingOrder.Literal;
import org.sanwei.config.policy.StandingOrder.Number;
import org.sanwei.config.policy.StandingOrder.OneOf;
import org.sanwei.config.policy.StandingOrder.Piece;
import org.sanwei.config.policy.StandingOrder.Sequence;
import org.sanwei.config.policy.StandingOrder.Step;
import org.sanwei.config.policy.Zone;

/** Reads standing release orders. What one may not be too wide in is refused here. */
final class OrderReader {
  private static final Pattern SLOT = Pattern.compile("\\{([a-z][a-z0-9-]{0,31})\\}");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,6}) *(?:-|\\.\\.) *([0-9]{1,6})");
  private static final int MOST_TIMES = 1_000;
  private static final Duration LONGEST_CAP = Duration.ofDays(31);
  private static final Duration LONGEST_FRESH = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Map<String, SourcePos> ids = new HashMap<>();
  private final Map<String, SourcePos> channelsAsked;
  private final Map<String, SourcePos> outletsAsked = new LinkedHashMap<>();

  OrderReader(Map<String, SourcePos> channelsAsked) {
    this.channelsAsked = channelsAsked;
  }

  /** The outlets that orders send by, each with the place of the first that does. */
  Map<String, SourcePos> outletsAsked() {
    return outletsAsked;
  }

  StandingOrder read(Fields order) {
    String id = order.parsed("id", "order-weather-red", "none", OrderReader::name);
    SourcePos before = ids.putIfAbsent(id, order.at("id"));
    if (before != null && order.has("id")) {
      order.problem(
          order.at("id"), "order '" + id + "' was already given at " + before, "rename one");
    }
    String why = order.text("why", "one sentence for the security officer", "");
    String channel = order.parsed("channel", "intranet-post", "none", OrderReader::name);
    channelsAsked.putIfAbsent(channel, order.at("channel"));
    String credential = order.parsed("credential", "weather-station", "none", OrderReader::name);
    List<Piece> template = template(order);
    Set<String> outlets = Set.copyOf(needed(order, "outlets", "sms"));
    outlets.forEach(outlet -> outletsAsked.putIfAbsent(outlet, order.at("outlets")));
    LocalDate from = order.parsed("from", "2026-12-01", LocalDate.MIN, OrderReader::date);
    LocalDate until = order.parsed("until", "2027-05-31", LocalDate.MIN, OrderReader::date);
    days(order, from, until);
    StandingOrder read =
        new StandingOrder(
            id,
            why,
            channel,
            credential,
            order.optional("subject", "暴雨红色预警信号"),
            template,
            outlets,
            needed(order, "recipients", "带班领导"),
            cap(order),
            from,
            until,
            order.has("freshFor")
                ? span(order, "freshFor", "30m", LONGEST_FRESH)
                : Duration.ofMinutes(30),
            order.maps("tests").stream()
                .map(fields -> sequence(fields, channel, credential))
                .toList());
    if (read.longest() > StandingOrder.LONGEST) {
      order.problem(
          order.at("template"),
          "the longest text of this template has " + read.longest() + " characters",
          "make it no longer than " + StandingOrder.LONGEST);
    }
    order.done();
    return read;
  }

  private static List<String> needed(Fields order, String key, String example) {
    List<String> words = order.words(key);
    if (words.isEmpty()) {
      order.problem(
          order.at(key),
          "'" + order.full(key) + "' names nobody",
          "write  " + key + ": [" + example + "]");
    }
    return words;
  }

  private static void days(Fields order, LocalDate from, LocalDate until) {
    if (!order.has("from") || !order.has("until") || from.equals(LocalDate.MIN)) {
      return;
    }
    long days = ChronoUnit.DAYS.between(from, until) + 1;
    if (days < 1 || days > StandingOrder.MOST_DAYS) {
      order.problem(
          order.at("until"),
          "the order would be in force for " + Math.max(0, days) + " days",
          "let it end at most a year after it begins, and sign it again then");
    }
  }

  private static Cap cap(Fields order) {
    Fields cap = order.map("cap", true);
    if (cap == null) {
      return new Cap(1, SHORTEST);
    }
    int times =
        cap.parsed(
            "times",
            "6",
            1,
            text -> {
              Integer value = text.matches("[1-9][0-9]{0,3}") ? Integer.valueOf(text) : null;
              return value == null || value > MOST_TIMES ? null : value;
            });
    Duration within = span(cap, "within", "24h", LONGEST_CAP);
    cap.done();
    return new Cap(times, within);
  }

  private static Duration span(Fields fields, String key, String example, Duration longest) {
    Duration span = GatewayReader.duration(fields, key, example);
    if (fields.has(key) && (span.compareTo(SHORTEST) < 0 || span.compareTo(longest) > 0)) {
      fields.problem(
          fields.at(key),
          "'" + fields.full(key) + "' is shorter than a minute or longer than " + hours(longest),
          "write  " + key + ": " + example);
    }
    return span;
  }

  private static String hours(Duration span) {
    return span.toHours() + "h";
  }

  private static List<Piece> template(Fields order) {
    String text = order.text("template", "'{place}气象台发布{kind}红色预警信号。'", "");
    Fields slots = order.map("slots", false);
    List<Piece> pieces = new ArrayList<>();
    Matcher slot = SLOT.matcher(text);
    int at = 0;
    while (slot.find()) {
      literal(order, text.substring(at, slot.start()), pieces);
      pieces.add(piece(order, slots, slot.group(1)));
      at = slot.end();
    }
    literal(order, text.substring(at), pieces);
    for (int i = 1; i < pieces.size(); i++) {
      if (!(pieces.get(i) instanceof Literal) && !(pieces.get(i - 1) instanceof Literal)) {
        order.problem(
            order.at("template"),
            "two slots stand side by side, so nobody could tell them apart",
            "put a word between them");
      }
    }
    if (slots != null) {
      slots.done();
    }
    return pieces;
  }

  private static void literal(Fields order, String text, List<Piece> pieces) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      order.problem(
          order.at("template"),
          "a brace in the template is no slot",
          "write a slot as {name}, of a-z, 0-9 and hyphens; other braces cannot be used");
    }
    if (!text.isEmpty()) {
      pieces.add(new Literal(text));
    }
  }

  private static Piece piece(Fields order, @Nullable Fields slots, String name) {
    if (slots == null || !slots.has(name)) {
      order.problem(
          order.at("template"),
          "slot '" + name + "' is not described: what may stand there must be closed",
          "add  slots: { " + name + ": [word, word] }  or a range of numbers, as  1..31");
      return new Literal("");
    }
    if (slots.isList(name)) {
      List<String> words = slots.words(name);
      if (words.isEmpty()) {
        slots.problem(slots.at(name), "slot '" + name + "' has no words", "name at least one");
      }
      return new OneOf(name, words);
    }
    return slots.parsed(
        name,
        "1..31",
        new Number(name, 0, 0),
        text -> {
          Matcher range = RANGE.matcher(text);
          if (!range.matches()) {
            return null;
          }
          int from = Integer.parseInt(range.group(1));
          int to = Integer.parseInt(range.group(2));
          return from > to ? null : new Number(name, from, to);
        });
  }

  private Sequence sequence(Fields fields, String channel, String credential) {
    String at = at(fields);
    List<Step> steps =
        fields.maps("sequence").stream().map(step -> step(step, channel, credential)).toList();
    if (steps.isEmpty()) {
      fields.problem(
          fields.start(),
          "a test of an order is a sequence of messages",
          "add  sequence: [ { received: …, text: …, fires: true } ]");
    }
    fields.done();
    return new Sequence(at, steps);
  }

  private Step step(Fields step, String channel, String credential) {
    Map<Zone, String> texts = RuleReader.texts(step);
    if (texts.isEmpty()) {
      step.problem(step.start(), "the message has no text", "add  text: what it says");
    }
    String by = step.optional("channel", channel);
    if (by != null) {
      channelsAsked.putIfAbsent(by, step.at("channel"));
    }
    String proved = step.optional("credential", credential);
    Boolean fires = step.choice("fires", Words.YES_NO, true);
    Step read =
        new Step(
            at(step),
            step.parsed("received", "\"2026-12-05T02:30\"", LocalDateTime.MIN, RuleReader::time),
            by == null ? channel : by,
            proved == null ? credential : proved.equals("none") ? "" : proved,
            texts,
            fires,
            step.optionalChoice("because", Words.ORDER_REASONS, "cap"));
    step.done();
    return read;
  }

  private static String at(Fields fields) {
    return fields.start().file() + ":" + fields.start().line();
  }

  private static @Nullable String name(String text) {
    return Words.NAME.matcher(text).matches() ? text : null;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
