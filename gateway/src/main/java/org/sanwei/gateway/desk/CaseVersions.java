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
   * One arrival of a case. {@code place} counts from 1 in the order of numbers; {@code said} is
   * null unless the arrival is open: of the others the number is all there is.
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
            "select * from (select e.arrival_id, e.year, e.number, e.outcome, e.case_id,"
                + " e.case_version, e.case_status, row_number() over (order by e.year, e.number) as"
                + " place, e.arrival_id = i.arrival_id as itself from item i join item e on e.unit"
                + " = i.unit and e.case_key = i.case_key where i.arrival_id = ?) every order by"
                + " itself desc, place desc limit ?")
        .params(id.hex(), MOST)
        .query((row, n) -> version(row))
        .stream()
        .sorted(Comparator.comparingInt(Version::place))
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
