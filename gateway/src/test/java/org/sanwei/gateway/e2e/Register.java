package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The register as it stands in the gateway's own PostgreSQL, read past the gateway. Finds the
 * server anew at each question, for its port changes at each start.
 */
record Register(Office office) {

  /** How one arrival stands; outcome is empty while it waits to be judged. */
  record Standing(int number, String channel, String outcome, boolean receipted) {}

  /** The account, counted here and not by the gateway. */
  record Account(
      long arrived, long waiting, long open, long held, long classified, long spilled, long again) {
    long placed() {
      return waiting + open + held + classified + spilled + again;
    }
  }

  Optional<Standing> standing(String id) {
    return jdbc()
        .sql(
            "select number, channel, coalesce(outcome, '') as outcome, receipted from item"
                + " where arrival_id = ?")
        .param(id)
        .query(
            (row, n) ->
                new Standing(
                    row.getInt("number"),
                    row.getString("channel"),
                    row.getString("outcome"),
                    row.getBoolean("receipted")))
        .optional();
  }

  boolean settled(String id) {
    return standing(id).filter(standing -> !standing.outcome().isEmpty()).isPresent();
  }

  /** The id of the last arrival of a channel; empty when there is none. */
  String lastOf(String channel) {
    return jdbc()
        .sql("select arrival_id from item where channel = ? order by number desc limit 1")
        .param(channel)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** The ids of open items in whose text these words stand. */
  List<String> openWith(String words) {
    return jdbc()
        .sql("select distinct arrival_id from item_part where position(? in text) > 0")
        .param(words)
        .query(String.class)
        .list();
  }

  /** The texts of every open item, by its id. */
  Map<String, List<String>> openTexts() {
    Map<String, List<String>> texts = new HashMap<>();
    jdbc()
        .sql("select arrival_id, text from item_part")
        .query(
            row -> {
              texts
                  .computeIfAbsent(row.getString("arrival_id"), id -> new ArrayList<>())
                  .add(row.getString("text"));
            });
    return texts;
  }

  /** What became of the notices to senders, as state and code; one that is on its way is not. */
  List<String> noticesAtRest() {
    return jdbc()
        .sql(
            "select state || ' ' || code from reply_notice where state not in ('WAITING', 'SENDING')"
                + " order by created_at")
        .query(String.class)
        .list();
  }

  /** Every row of every table as text: what the database packs is unpacked in it. */
  String everything() {
    StringBuilder all = new StringBuilder();
    for (String table :
        jdbc()
            .sql("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list()) {
      jdbc()
          .sql("select t::text as row from " + table + " t")
          .query(
              row -> {
                all.append(row.getString("row")).append('\n');
              });
    }
    return all.toString();
  }

  Account account() {
    return jdbc()
        .sql(
            "select (select count(*) from reception) as arrived,"
                + " count(*) filter (where outcome is null) as waiting,"
                + " count(*) filter (where outcome = 'OPEN') as open,"
                + " count(*) filter (where outcome = 'HELD') as held,"
                + " count(*) filter (where outcome = 'CLASSIFIED') as classified,"
                + " count(*) filter (where outcome = 'SPILL') as spilled,"
                + " (select count(*) from reception where duplicate) as again from item")
        .query(
            (row, n) ->
                new Account(
                    row.getLong("arrived"),
                    row.getLong("waiting"),
                    row.getLong("open"),
                    row.getLong("held"),
                    row.getLong("classified"),
                    row.getLong("spilled"),
                    row.getLong("again")))
        .single();
  }

  /** How one answer to a sender stands; {@code overdue}: it should have been tried long ago. */
  record Notified(
      String id,
      int year,
      int number,
      Instant receivedAt,
      String state,
      String code,
      boolean overdue) {}

  /** Every answer to a sender. */
  List<Notified> notices() {
    return jdbc()
        .sql(
            "select n.arrival_id, i.year, i.number, i.received_at, n.kind, n.state, n.code,"
                + " n.state = 'WAITING' and n.due_at < now() - interval '15 seconds' as overdue"
                + " from reply_notice n join item i on i.arrival_id = n.arrival_id")
        .query(
            (row, n) ->
                new Notified(
                    row.getString("arrival_id"),
                    row.getInt("year"),
                    row.getInt("number"),
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("state"),
                    row.getString("code"),
                    row.getBoolean("overdue")))
        .list();
  }

  /** Every number given, in order. */
  List<Integer> numbers() {
    return jdbc().sql("select number from item order by number").query(Integer.class).list();
  }

  /** How often this arrival was received. */
  long receptions(String id) {
    return count("select count(*) from reception where arrival_id = '" + id + "'");
  }

  /** How often the head of a page was read before all else. */
  long headsRead() {
    return count("select count(*) from ledger_event where step = 'HEAD_READ'");
  }

  /** How many refused acts upon this address of the broker the ledger has. */
  long refusals(String address) {
    return jdbc()
        .sql(
            "select count(*) from ledger_event where step = 'BROKER_REFUSED'"
                + " and facts ->> 'address' = ?")
        .param(address)
        .query(Long.class)
        .single();
  }

  /** Origins of ledger events whose sequence does not run 0, 1, 2 … or 1, 2, 3 … without a gap. */
  long originsWithGaps() {
    return count(
        "select count(*) from (select origin from ledger_event group by origin"
            + " having max(sequence) - min(sequence) + 1 <> count(*) or min(sequence) > 1) as o");
  }

  /**
   * Receptions whose steps are not all in the ledger: arrived, then judged and sent, or folded. A
   * repeat that came while the database was down was judged and sent too.
   */
  long receptionsWithoutSteps() {
    String steps = "from ledger_event e where e.origin = 'reception/' || r.reception";
    return count(
        "select count(*) from reception r where (select count(*) "
            + steps
            + ") <> case when r.duplicate and exists (select 1 "
            + steps
            + " and e.step = 'DUPLICATE') then 2 else 3 end");
  }

  String setting(String name) {
    return jdbc().sql("show " + name).query(String.class).single();
  }

  /**
   * Holds a lock until closed, so that whoever needs it stands still just there: {@code statement}
   * takes it.
   */
  Hold hold(String statement) throws SQLException {
    Connection connection = source().getConnection();
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute(statement);
    }
    return new Hold(connection);
  }

  /** A lock of the test's own. */
  record Hold(Connection connection) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      // Closing rolls back; the server may be gone by now, and its locks with it.
      connection.close();
    }
  }

  /** How many of the gateway's transactions stand before a lock now. */
  long standingStill() {
    return count("select count(*) from pg_locks where not granted");
  }

  /** Whether the database answers now. */
  boolean answers() {
    try {
      return count("select 1") == 1;
    } catch (DataAccessException | UncheckedIOException e) {
      return false;
    }
  }

  /** The process of the database server itself, not of the gateway. */
  ProcessHandle postmaster() {
    return ProcessHandle.of(Long.parseLong(postmasterFile().get(0).strip())).orElseThrow();
  }

  /** Where the database server listens, on loopback. */
  int port() {
    return Integer.parseInt(postmasterFile().get(3).strip());
  }

  private long count(String query) {
    return jdbc().sql(query).query(Long.class).single();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(source());
  }

  private PGSimpleDataSource source() {
    Path directory = office.data().resolve("postgres");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName("postgres");
    source.setUser("sanwei");
    source.setConnectTimeout(5);
    source.setSocketTimeout(30);
    try {
      source.setPassword(Files.readString(directory.resolve("password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return source;
  }

  private List<String> postmasterFile() {
    Path file = office.data().resolve("postgres").resolve("cluster").resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 4) {
        throw new UncheckedIOException(new IOException("the database is just starting"));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
