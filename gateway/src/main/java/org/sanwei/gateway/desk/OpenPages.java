package org.sanwei.gateway.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The pages of open items as pictures, what was recognised on them, and what people read instead.
 * Writes in the caller's transaction. Safe from many threads.
 */
public final class OpenPages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<PageLine>> LINES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  public OpenPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A page without its picture's bytes. {@code ordinal} counts from 1 over the item, {@code number}
   * within the file at position {@code part}; {@code text} is the name of the part with its lines.
   */
  public record Page(
      int ordinal,
      String part,
      int number,
      String text,
      int width,
      int height,
      List<PageLine> lines) {
    public Page {
      lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
      return "Page[" + ordinal + ", " + lines.size() + " lines]";
    }
  }

  /** The last take of a line; {@code page} and {@code line} count from 1. */
  public record Correction(int page, int line, int take, String text, UUID person, Instant at) {
    @Override
    public String toString() {
      return "Correction[" + page + ", " + line + ", take " + take + "]";
    }
  }

  void write(ArrivalId id, List<PagePicture> pictures) {
    for (int i = 0; i < pictures.size(); i++) {
      PagePicture picture = pictures.get(i);
      jdbc.sql(
              "insert into item_page (arrival_id, ordinal, part, page, text_part, width, height, png,"
                  + " lines) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)")
          .params(
              id.hex(),
              i + 1,
              Storable.text(picture.part()),
              picture.page(),
              Storable.text(picture.text()),
              picture.width(),
              picture.height(),
              picture.png(),
              json(picture.lines()))
          .update();
    }
  }

  /** In the order of the item's parts; none for what is no open item. */
  public List<Page> of(ArrivalId id) {
    return jdbc.sql(
            "select ordinal, part, page, text_part, width, height, lines::text as lines"
                + " from item_page where arrival_id = ? order by ordinal")
        .param(id.hex())
        .query((row, n) -> page(row))
        .list();
  }

  /** How many pages it has. */
  public int count(ArrivalId id) {
    return jdbc.sql("select count(*) from item_page where arrival_id = ?")
        .param(id.hex())
        .query(Integer.class)
        .single();
  }

  /** The picture of a page, as PNG. */
  public Optional<byte[]> png(ArrivalId id, int ordinal) {
    return jdbc.sql("select png from item_page where arrival_id = ? and ordinal = ?")
        .params(id.hex(), ordinal)
        .query((row, n) -> row.getBytes("png"))
        .optional();
  }

  /** The last take of each line that people read otherwise. */
  public List<Correction> corrections(ArrivalId id) {
    return jdbc.sql(
            "select distinct on (page, line) page, line, take, text, person, corrected_at"
                + " from item_correction where arrival_id = ? order by page, line, take desc")
        .param(id.hex())
        .query(
            (row, n) ->
                new Correction(
                    row.getInt("page"),
                    row.getInt("line"),
                    row.getInt("take"),
                    row.getString("text"),
                    row.getObject("person", UUID.class),
                    row.getTimestamp("corrected_at").toInstant()))
        .list();
  }

  /** Keeps one more take of a line; the item's row must be locked. */
  void add(ArrivalId id, Correction correction) {
    jdbc.sql(
            "insert into item_correction (arrival_id, page, line, take, text, person, corrected_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            id.hex(),
            correction.page(),
            correction.line(),
            correction.take(),
            correction.text(),
            correction.person(),
            Timestamp.from(correction.at()))
        .update();
  }

  private static Page page(ResultSet row) throws SQLException {
    return new Page(
        row.getInt("ordinal"),
        row.getString("part"),
        row.getInt("page"),
        row.getString("text_part"),
        row.getInt("width"),
        row.getInt("height"),
        lines(row.getString("lines")));
  }

  private static List<PageLine> lines(String json) {
    try {
      return JSON.readValue(json, LINES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lines of a page that this gateway did not write");
    }
  }

  private static String json(List<PageLine> lines) {
    try {
      return Storable.text(
          JSON.writeValueAsString(lines.stream().map(OpenPages::storable).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lines of a page cannot be written as JSON");
    }
  }

  /** jsonb takes no U+0000, escaped or not. */
  private static PageLine storable(PageLine line) {
    return new PageLine(
        Storable.text(line.text()),
        line.confidence(),
        line.left(),
        line.top(),
        line.right(),
        line.bottom(),
        line.zone());
  }
}
