package org.sanwei.gateway.bulletin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a bulletin's label is: the join of its own words', as judged, and of all its sources'. */
final class Labels {
  private final JdbcClient jdbc;
  private final WordsJudge judge;
  private final Clock clock;
  private final String unit;

  Labels(JdbcClient jdbc, WordsJudge judge, Clock clock, String unit) {
    this.jdbc = jdbc;
    this.judge = judge;
    this.clock = clock;
    this.unit = unit;
  }

  /** Judges words that nobody has stored yet. */
  Verdict judge(Words words) {
    return judge(parts(words));
  }

  /** Judges words that were signed once, and the text that was made of them for an outlet. */
  Verdict again(Words words, String edition) {
    List<Part> parts = parts(words);
    add(parts, "edition", Place.BODY, edition);
    return judge(parts);
  }

  private static List<Part> parts(Words words) {
    List<Part> parts = new ArrayList<>();
    add(parts, "title", Place.SUBJECT, words.title());
    add(parts, "body", Place.BODY, words.body());
    add(parts, "sms", Place.BODY, words.sms());
    return parts;
  }

  private Verdict judge(List<Part> parts) {
    Verdict verdict =
        judge.judge(new Content(parts, List.of()), new Arrival("bulletin", "", clock.instant()));
    // No words yet is an empty form, not something that could not be read.
    return parts.isEmpty()
        ? new Verdict(Outcome.OPEN, "none", Label.BOTTOM, verdict.policy(), List.of())
        : verdict;
  }

  private static void add(List<Part> parts, String name, Place place, String text) {
    if (!text.isBlank()) {
      parts.add(new Part(name, place, text));
    }
  }

  /**
   * Those of the ids that this unit's register knows, in the register's order. Locked until the
   * caller's transaction ends: a source is not raised between this look and what rests on it.
   */
  List<Source> sources(List<ArrivalId> ids) {
    return jdbc.sql(
            "select arrival_id, year, number, outcome is not distinct from 'OPEN'"
                + " and hidden_at is null as open,"
                + " sensitivity, urgency from item where unit = ? and arrival_id = any(?)"
                + " order by year, number for share")
        .param(unit)
        .param(ids.stream().map(ArrivalId::hex).toArray(String[]::new))
        .query(
            (row, n) ->
                new Source(
                    new ArrivalId(row.getString("arrival_id")),
                    row.getInt("year"),
                    row.getInt("number"),
                    row.getBoolean("open"),
                    label(row.getString("sensitivity"), row.getString("urgency"))))
        .list();
  }

  /** What is not judged yet counts as the highest. */
  private static Label label(String sensitivity, String urgency) {
    return new Label(
        sensitivity == null ? Sensitivity.TOP_SECRET : Sensitivity.valueOf(sensitivity),
        urgency == null ? Urgency.NONE : Urgency.valueOf(urgency),
        null);
  }

  /**
   * The label of the whole. A contentless notice takes no words from its sources, so it takes no
   * label from them either.
   */
  static Label whole(Label own, List<Source> sources, boolean contentless) {
    return contentless ? own : sources.stream().map(Source::label).reduce(own, Label::join);
  }
}
