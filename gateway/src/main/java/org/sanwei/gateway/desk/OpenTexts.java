package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.DeskEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What open items say: texts, evidence, attachments. Writes in the caller's transaction. */
final class OpenTexts {
  /**
   * Attachments are kept in pieces of this size, so that nothing reads one whole to hand it out.
   */
  static final int CHUNK_BYTES = 256 * 1024;

  private final JdbcClient jdbc;
  private final OpenPages pages;

  OpenTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.pages = new OpenPages(jdbc);
  }

  void write(DeskEntry.OpenItem item) {
    String id = item.standing().reception().id().hex();
    String opening =
        item.parts().stream()
            .filter(part -> part.place() == Place.BODY || part.place() == Place.ATTACHMENT)
            .map(part -> Storable.opening(part.text()))
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse("");
    jdbc.sql("update item set subject = ?, sender = ?, opening = ?, salt = ? where arrival_id = ?")
        .params(
            Storable.text(item.subject()), Storable.text(item.sender()), opening, item.salt(), id)
        .update();
    writeCase(id, item.caseVersion());
    writeParts(id, item.parts());
    writeEvidence(id, item.evidence());
    for (int i = 0; i < item.attachments().size(); i++) {
      writeAttachment(id, i + 1, item.attachments().get(i));
    }
    pages.write(item.standing().reception().id(), item.pictures());
  }

  private void writeCase(String id, @Nullable CaseVersion version) {
    if (version != null) {
      jdbc.sql(
              "update item set case_id = ?, case_version = ?, case_status = ? where arrival_id = ?")
          .params(
              Storable.text(version.caseId()),
              Storable.text(version.version()),
              Storable.text(version.status()),
              id)
          .update();
    }
  }

  private void writeParts(String id, List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      insertPart(id, i + 1, parts.get(i));
    }
  }

  private void insertPart(String id, int ordinal, Part part) {
    jdbc.sql(
            "insert into item_part (arrival_id, ordinal, name, place, text) values (?, ?, ?, ?, ?)")
        .params(
            id,
            ordinal,
            Storable.text(part.name()),
            part.place().name(),
            Storable.text(part.text()))
        .update();
  }

  private void writeEvidence(String id, List<Evidence> evidence) {
    for (int i = 0; i < evidence.size(); i++) {
      insertEvidence(id, i + 1, evidence.get(i));
    }
  }

  private void insertEvidence(String id, int ordinal, Evidence match) {
    jdbc.sql(
            "insert into item_evidence (arrival_id, ordinal, rule, part, start_point, end_point)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, ordinal, match.rule(), Storable.text(match.part()), match.start(), match.end())
        .update();
  }

  private void writeAttachment(String id, int ordinal, Attachment attachment) {
    byte[] bytes = attachment.bytes();
    jdbc.sql(
            "insert into item_attachment (arrival_id, ordinal, name, media_type, size_bytes)"
                + " values (?, ?, ?, ?, ?)")
        .params(
            id,
            ordinal,
            Storable.text(attachment.name()),
            Storable.text(attachment.mediaType()),
            bytes.length)
        .update();
    for (int from = 0, chunk = 0; from < bytes.length; from += CHUNK_BYTES, chunk++) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK_BYTES, bytes.length));
      jdbc.sql(
              "insert into item_attachment_chunk (arrival_id, ordinal, chunk, bytes)"
                  + " values (?, ?, ?, ?)")
          .params(id, ordinal, chunk, piece)
          .update();
    }
  }

  /** Puts a part and what was found in it in the place of the part of that name, or last. */
  void replace(ArrivalId id, Part part, List<Evidence> found) {
    String name = Storable.text(part.name());
    jdbc.sql("delete from item_evidence where arrival_id = ? and part = ?")
        .params(id.hex(), name)
        .update();
    jdbc.sql("delete from item_part where arrival_id = ? and name = ?")
        .params(id.hex(), name)
        .update();
    insertPart(id.hex(), next(id, "item_part"), part);
    int first = next(id, "item_evidence");
    for (int i = 0; i < found.size(); i++) {
      insertEvidence(id.hex(), first + i, found.get(i));
    }
  }

  private int next(ArrivalId id, String table) {
    return jdbc.sql("select coalesce(max(ordinal), 0) + 1 from " + table + " where arrival_id = ?")
        .param(id.hex())
        .query(Integer.class)
        .single();
  }

  /** What texts and attachments come to; pages are left behind when an item is sealed. */
  long sizeBytes(ArrivalId id) {
    return jdbc.sql(
            "select (select coalesce(sum(octet_length(text)), 0) from item_part where arrival_id = ?)"
                + " + (select coalesce(sum(size_bytes), 0) from item_attachment"
                + " where arrival_id = ?)")
        .params(id.hex(), id.hex())
        .query(Long.class)
        .single();
  }

  List<Part> parts(ArrivalId id) {
    return jdbc.sql("select name, place, text from item_part where arrival_id = ? order by ordinal")
        .param(id.hex())
        .query(
            (row, n) ->
                new Part(
                    row.getString("name"),
                    Place.valueOf(row.getString("place")),
                    row.getString("text")))
        .list();
  }

  /** The evidence without its words, which the part holds. */
  List<Evidence> evidence(ArrivalId id) {
    return jdbc.sql(
            "select rule, part, start_point, end_point from item_evidence"
                + " where arrival_id = ? order by ordinal")
        .param(id.hex())
        .query(
            (row, n) ->
                new Evidence(
                    row.getString("rule"),
                    row.getString("part"),
                    row.getInt("start_point"),
                    row.getInt("end_point"),
                    ""))
        .list();
  }

  List<Item.AttachmentFacts> attachments(ArrivalId id) {
    return jdbc.sql(
            "select ordinal, name, media_type, size_bytes from item_attachment"
                + " where arrival_id = ? order by ordinal")
        .param(id.hex())
        .query((row, n) -> facts(row))
        .list();
  }

  /** One piece of an attachment; empty beyond the last. */
  byte[] chunk(ArrivalId id, int ordinal, int chunk) {
    return jdbc.sql(
            "select bytes from item_attachment_chunk"
                + " where arrival_id = ? and ordinal = ? and chunk = ?")
        .params(id.hex(), ordinal, chunk)
        .query((row, n) -> row.getBytes("bytes"))
        .optional()
        .orElse(new byte[0]);
  }

  private static Item.AttachmentFacts facts(ResultSet row) throws SQLException {
    return new Item.AttachmentFacts(
        row.getInt("ordinal"),
        row.getString("name"),
        row.getString("media_type"),
        row.getInt("size_bytes"));
  }
}
