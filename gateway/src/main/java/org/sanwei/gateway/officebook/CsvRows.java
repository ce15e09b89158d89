package org.sanwei.gateway.officebook;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file in UTF-8, or in GB 18030 as spreadsheets here write it. */
final class CsvRows {
  private static final Charset GB = Charset.forName("GB18030");

  private CsvRows() {}

  static BookRows read(byte[] file) {
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text(file)), CSVFormat.DEFAULT)) {
      for (CSVRecord row : parser) {
        if (rows.size() > BookRows.MOST_ROWS) {
          return new BookRows.Unreadable("too-many-rows");
        }
        rows.add(row.stream().limit(BookRows.MOST_CELLS).map(BookRows::cut).toList());
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return new BookRows.Unreadable("not-a-table");
    }
    return new BookRows.Rows(rows);
  }

  private static String text(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      text = new String(file, GB);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
