package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Folder.Columns;

/** A CSV with a heading. Each row is parsed by itself, so that a bad one spoils no other. */
final class CsvRows {
  private final Columns columns;
  private final Encoding encoding;
  private final int maxRowBytes;
  private final CSVFormat format;

  CsvRows(Columns columns, Encoding encoding, int maxRowBytes) {
    this.columns = columns;
    this.encoding = encoding;
    this.maxRowBytes = maxRowBytes;
    this.format = CSVFormat.RFC4180.builder().setDelimiter(columns.delimiter()).get();
  }

  void read(InputStream file, Consumer<Row> rows) throws IOException {
    file.skipNBytes(encoding.markBytes());
    RawRows raw = RawRows.ofCsv(file, maxRowBytes, columns.delimiter());
    RawRows.RawRow first = raw.next();
    if (first == null) {
      return;
    }
    @Nullable Heading heading = heading(first);
    if (heading == null) {
      rows.accept(new Row.Bad(first.line(), Row.Why.HEADING, first.bytes()));
    }
    for (RawRows.RawRow row = raw.next(); row != null; row = raw.next()) {
      rows.accept(
          heading == null
              ? new Row.Bad(row.line(), Row.Why.HEADING, row.bytes())
              : row(row, heading));
    }
  }

  /** Where the known fields stand, and how the other columns are called. */
  private record Heading(Map<Integer, String> known, List<String> names) {}

  private @Nullable Heading heading(RawRows.RawRow first) {
    @Nullable List<byte[]> cells = first.whole() ? cells(first) : null;
    if (cells == null) {
      return null;
    }
    // The column of the text decides which reading of the heading is the right one.
    for (List<String> names : encoding.readings(cells)) {
      List<String> stripped = names.stream().map(String::strip).toList();
      Map<Integer, String> known = new HashMap<>();
      columns.fields().forEach((field, name) -> known.put(stripped.indexOf(name), field));
      if (known.containsValue("text") && stripped.contains(columns.fields().get("text"))) {
        known.remove(-1);
        return new Heading(known, stripped);
      }
    }
    return null;
  }

  private Row row(RawRows.RawRow row, Heading heading) {
    if (!row.whole()) {
      return new Row.Bad(row.line(), Row.Why.LENGTH, row.bytes());
    }
    @Nullable List<byte[]> cells = cells(row);
    if (cells == null) {
      return new Row.Bad(row.line(), Row.Why.SHAPE, row.bytes());
    }
    if (cells.size() != heading.names().size()) {
      return new Row.Bad(row.line(), Row.Why.COLUMNS, row.bytes());
    }
    List<List<String>> readings = encoding.readings(cells);
    if (readings.isEmpty()) {
      return new Row.Bad(row.line(), Row.Why.ENCODING, row.bytes());
    }
    PostFields post = new PostFields();
    List<String> values = readings.get(0);
    for (int i = 0; i < values.size(); i++) {
      @Nullable String field = heading.known().get(i);
      if (field == null) {
        post.other(heading.names().get(i), values.get(i));
      } else {
        post.known(field, values.get(i));
      }
    }
    readings.stream().skip(1).forEach(other -> post.otherReading(String.join("\n", other)));
    return post.hasText()
        ? new Row.Good(row.line(), post.toJson())
        : new Row.Bad(row.line(), Row.Why.TEXT, row.bytes());
  }

  /** The cells as bytes: every byte is one letter of Latin-1, there and back. */
  private @Nullable List<byte[]> cells(RawRows.RawRow row) {
    try (CSVParser parser = CSVParser.parse(new String(row.bytes(), ISO_8859_1), format)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        return null;
      }
      List<byte[]> cells = new ArrayList<>();
      records.get(0).forEach(cell -> cells.add(cell.getBytes(ISO_8859_1)));
      return cells;
    } catch (IOException | RuntimeException e) {
      // Its text quotes the row.
      return null;
    }
  }
}
