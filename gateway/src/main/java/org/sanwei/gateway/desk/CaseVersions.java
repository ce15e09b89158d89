package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The arrivals that are versions of one case. Who may read is asked in {@link Inbox}. */
public final class CaseVersions {
  /** A source that repeats a case without end fills no page. */
  static final int MOST = 99;

  /** How far the rows of a list count; a row has no room for more digits. */
  static final int MOST_COUNTED = 999;

  private final JdbcClient jdbc;

  CaseVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One arrival of a case. {@code place} counts from 1 in the order of numbers, to {@value
   * #MOST_COUNTED} at most; {@code said} is null unless the arrival is open: of the others the
   * number is all there is.
   */
  public record Version(
      ArrivalId id,
      int year,
      int number,
      int place,
      @Nullable Outcome outcome,
      @Nullable Said said) {

    /** The number as people say it. */
    public String spoken() {
      return String.format(Locale.ROOT, "%04d", number);
    }

    /** Where its page is. */
    public RowCursor cursor() {
      return new RowCursor(year, number);
    }
  }

  /** What the source says of a version; empty where it says nothing. */
  public record Said(String caseId, String version, String status) {
    @Override
    public String toString() {
      return "Said[" + caseId.length() + " characters]";
    }
  }

  /**
   * The newest versions of this arrival's case and itself, oldest first, at most {@value #MOST}.
   */
  List<Version> of(ArrivalId id) {
    return jdbc
        .sql(
            "select e.arrival_id, e.year, e.number, e.outcome, case when"
                + " e.hidden_at is null then e.case_id end as case_id, e.case_version, e.case_status, (select count(*) from (select 1 from item o where o.unit ="
                + " i.unit and o.case_key = i.case_key and (o.year, o.number) <= (e.year, e.number)"
                + " limit "
                + MOST_COUNTED
                + ") before) as place from item i cross join lateral ((select v.* from item v where"
                + " v.unit = i.unit and v.case_key = i.case_key and v.arrival_id <> i.arrival_id"
                + " order by v.year desc, v.number desc limit ?) union all select self.* from item"
                + " self where self.arrival_id = i.arrival_id and self.case_key is not null) e"
                + " where i.arrival_id = ?")
        .params(MOST - 1, id.hex())
        .query((row, n) -> version(row))
        .stream()
        .sorted(Comparator.comparingInt(Version::year).thenComparingInt(Version::number))
        .toList();
  }

  private static Version version(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String caseId = row.getString("case_id");
    return new Version(
        new ArrivalId(row.getString("arrival_id")),
        row.getInt("year"),
        row.getInt("number"),
        row.getInt("place"),
        outcome == null ? null : Outcome.valueOf(outcome),
        caseId == null
            ? null
            : new Said(caseId, row.getString("case_version"), row.getString("case_status")));
  }
}
