package org.sanwei.gateway.desk;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.MailNature;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows of the register. Knows the SQL; who may read is asked in {@link Inbox}. */
final class Rows {
  private static final String FROM =
      " from item i left join person p on p.id = i.owner left join lateral (select c.officer,"
          + " c.received_at, c.envelope from cipher_receipt c where c.arrival_id = i.arrival_id"
          + " order by (c.envelope = i.envelope) desc nulls last, c.received_at limit 1) r on true"
          + " left join lateral (select e.arrival_id as first_id, e.year as first_year, e.number as"
          + " first_number from item e where e.unit = i.unit and e.repeat_group = i.repeat_group"
          + " order by e.year, e.number limit 1) f on i.repeat_group is not null"
          + " where i.unit = :unit ";
  private static final String REPEATS =
      " from item e where e.unit = i.unit and e.repeat_group = i.repeat_group"
          + " and e.arrival_id <> i.arrival_id";
  private static final String SELECT =
      "select i.*, p.name as owner_name, r.officer as receipt_officer, r.received_at as receipt_at,"
          + " r.envelope as receipt_envelope, "
          + "case when i.case_key is null then 0 else (select count(*) from (select 1 from item e"
          + " where e.unit = i.unit and e.case_key = i.case_key and (e.year, e.number) <= (i.year,"
          + " i.number) limit "
          + CaseVersions.MOST_COUNTED
          + ") earlier) end as case_place, f.first_id, f.first_year, f.first_number,"
          + " case when f.first_id = i.arrival_id then (select count(*) from (select 1"
          + REPEATS
          + " limit "
          + RepeatGroups.MOST_COUNTED
          + ") later) else 0 end as repeats, case when f.first_id = i.arrival_id then"
          + " array(select e.year || '-' || e.number"
          + REPEATS
          + " order by e.year, e.number limit "
          + RepeatGroups.MOST_NAMED
          + ") else '{}' end as repeat_places, ";

  private final JdbcClient jdbc;
  private final DeskSettings desk;

  Rows(JdbcClient jdbc, DeskSettings desk) {
    this.jdbc = jdbc;
    this.desk = desk;
  }

  /** What a list asks for. {@code search} is empty for everything. */
  record Query(Filter filter, UUID me, String search, @Nullable RowCursor before, int limit) {}

  List<Row> list(Query query) {
    RowCursor before = query.before();
    String older = before == null ? "" : " and (i.year, i.number) < (:year, :number)";
    return jdbc.sql(
            SELECT
                + "true as matches"
                + FROM
                + "and "
                + matches(query)
                + older
                + " order by i.year desc, i.number desc limit :limit")
        .param("unit", desk.unit())
        .param("me", query.me())
        .param("search", query.search())
        .param("like", like(query.search()))
        .param("year", before == null ? 0 : before.year())
        .param("number", before == null ? 0 : before.number())
        .param("limit", query.limit())
        .query((row, n) -> row(row))
        .list();
  }

  /** These arrivals, whether or not the query matches them; each says whether it does. */
  List<Row> these(Collection<ArrivalId> ids, Query query) {
    return jdbc.sql(
            SELECT
                + matches(query)
                + " as matches"
                + FROM
                + "and i.arrival_id = any(:ids) order by i.year desc, i.number desc")
        .param("unit", desk.unit())
        .param("me", query.me())
        .param("search", query.search())
        .param("like", like(query.search()))
        .param("ids", ids.stream().map(ArrivalId::hex).toArray(String[]::new))
        .query((row, n) -> row(row))
        .list();
  }

  Optional<Row> find(ItemRef ref, int yearNow) {
    ArrivalId id = ref.id();
    String which = id != null ? "and i.arrival_id = :id" : "and i.year = :year and i.number = :n";
    return jdbc.sql(SELECT + "true as matches" + FROM + which)
        .param("unit", desk.unit())
        .param("id", id == null ? "" : id.hex())
        .param("year", ref.year() == 0 ? yearNow : ref.year())
        .param("n", ref.number())
        .query((row, n) -> row(row))
        .optional();
  }

  /** How many arrivals each filter shows; all of one moment, each answered from its own index. */
  Map<Filter, Long> counts(List<Filter> filters, UUID me) {
    String columns =
        filters.stream()
            .map(
                filter ->
                    "(select count(*) from item i where i.unit = :unit and "
                        + filter.condition()
                        + ") as "
                        + filter.word())
            .collect(Collectors.joining(", "));
    return jdbc.sql("select " + columns)
        .param("unit", desk.unit())
        .param("me", me)
        .query(
            (row, n) -> {
              Map<Filter, Long> counts = new EnumMap<>(Filter.class);
              for (Filter filter : filters) {
                counts.put(filter, row.getLong(filter.word()));
              }
              return counts;
            })
        .single();
  }

  private static String matches(Query query) {
    if (query.search().isEmpty()) {
      return query.filter().condition();
    }
    return "("
        + query.filter().condition()
        + " and (i.number::text = ltrim(:search, '0') or (i.hidden_at is null and (i.subject ilike :like"
        + " or i.sender ilike :like or exists (select 1 from item_part t where t.arrival_id ="
        + " i.arrival_id and t.text ilike :like)))))";
  }

  private static String like(String search) {
    return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static Row row(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    boolean hidden = row.getTimestamp("hidden_at") != null;
    String receiptOfficer = row.getString("receipt_officer");
    return new Row(
        new ArrivalId(row.getString("arrival_id")),
        row.getInt("year"),
        row.getInt("number"),
        row.getString("channel"),
        ChannelKind.valueOf(row.getString("kind")),
        row.getTimestamp("received_at").toInstant(),
        outcome == null ? null : Outcome.valueOf(outcome),
        hidden,
        outcome == null ? waiting(row) : row.getString("reason"),
        outcome == null
            ? Sensitivity.TOP_SECRET
            : Sensitivity.valueOf(row.getString("sensitivity")),
        urgency(row.getString("urgency")),
        row.getString("line"),
        strings(row.getArray("rules")),
        row.getString("policy"),
        row.getInt("pages"),
        SizeClass.valueOf(row.getString("size_class")),
        Outcome.OPEN.name().equals(outcome) && !hidden ? words(row) : null,
        work(row),
        receiptOfficer == null ? null : receipt(row, receiptOfficer),
        row.getInt("case_place"),
        repeat(row),
        nature(row.getString("nature")),
        row.getBoolean("drill"),
        row.getBoolean("matches"));
  }

  /** Known before the verdict where a first page's head was read. */
  private static Urgency urgency(@Nullable String word) {
    return word == null ? Urgency.NONE : Urgency.valueOf(word);
  }

  private static String waiting(ResultSet row) throws SQLException {
    return row.getString("urgency") == null ? "waiting" : "reading";
  }

  /** Null for null. */
  static @Nullable MailNature nature(@Nullable String word) {
    return word == null ? null : MailNature.valueOf(word);
  }

  private static Row.Words words(ResultSet row) throws SQLException {
    return new Row.Words(
        row.getString("subject"), row.getString("sender"), row.getString("opening"));
  }

  private static Row.Work work(ResultSet row) throws SQLException {
    return new Row.Work(
        State.valueOf(row.getString("state")),
        row.getObject("owner", UUID.class),
        row.getString("owner_name"),
        instant(row.getTimestamp("claimed_at")),
        instant(row.getTimestamp("closed_at")),
        row.getInt("version"));
  }

  private static Row.Repeat repeat(ResultSet row) throws SQLException {
    String first = row.getString("first_id");
    if (first == null) {
      return Row.Repeat.NONE;
    }
    if (!first.equals(row.getString("arrival_id"))) {
      RowCursor place = new RowCursor(row.getInt("first_year"), row.getInt("first_number"));
      return new Row.Repeat(new Row.First(new ArrivalId(first), place), 0, List.of());
    }
    List<RowCursor> later =
        strings(row.getArray("repeat_places")).stream()
            .flatMap(place -> RowCursor.parse(place).stream())
            .toList();
    return new Row.Repeat(null, row.getInt("repeats"), later);
  }

  private static Row.Receipt receipt(ResultSet row, String officer) throws SQLException {
    String signedFor = row.getString("receipt_envelope");
    boolean fits =
        signedFor.equals(row.getString("envelope"))
            || strings(row.getArray("twins")).contains(signedFor);
    return new Row.Receipt(officer, row.getTimestamp("receipt_at").toInstant(), fits);
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
