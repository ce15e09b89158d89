package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Folder.Columns;

/**
 * JSON rows: an object a line, or the objects of one array, read as a stream. JSON is UTF-8 (RFC
 * 8259 §8.1) unless it is not valid as such and is as GB18030; what is valid as both is judged as
 * both.
 */
final class JsonRows {
  private static final int MAX_NESTING = 30;

  private final Map<String, String> known = new HashMap<>();
  private final Encoding encoding;
  private final int maxRowBytes;
  private final ObjectMapper json;
  private final ObjectMapper stream;

  JsonRows(Columns columns, Encoding encoding, int maxRowBytes) {
    columns.fields().forEach((field, name) -> known.put(name, field));
    this.encoding = encoding;
    this.maxRowBytes = maxRowBytes;
    this.json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(maxRowBytes)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    this.stream = json.copy().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** An object a line. */
  void readLines(InputStream file, Consumer<Row> rows) throws IOException {
    file.skipNBytes(encoding.markBytes());
    RawRows raw = RawRows.ofLines(file, maxRowBytes);
    for (RawRows.RawRow row = raw.next(); row != null; row = raw.next()) {
      rows.accept(line(row));
    }
  }

  /**
   * The objects of an array. Answers the line from which nothing could be read any more, when there
   * is one; rows before it were given.
   */
  long readArray(InputStream file, Consumer<Row> rows) throws IOException {
    file.skipNBytes(encoding.markBytes());
    Charset charset = encoding.charset() == null ? UTF_8 : encoding.charset();
    Allowance letters = new Allowance(new InputStreamReader(file, charset.newDecoder()));
    long line = 1;
    try (JsonParser parser = stream.getFactory().createParser(letters)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        line = parser.currentTokenLocation().getLineNr();
        if (next == JsonToken.START_ARRAY || next == JsonToken.END_ARRAY) {
          continue;
        }
        letters.renew();
        JsonNode row = stream.readTree(parser);
        byte[] raw = row.toString().getBytes(UTF_8);
        rows.accept(row(line, row, raw, encoding.otherReading(raw)));
      }
      return 0;
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      // Its text quotes the row.
      return line;
    }
  }

  private Row line(RawRows.RawRow row) {
    if (!row.whole()) {
      return new Row.Bad(row.line(), Row.Why.LENGTH, row.bytes());
    }
    List<List<String>> readings = encoding.readings(List.of(row.bytes()));
    if (readings.isEmpty()) {
      return new Row.Bad(row.line(), Row.Why.ENCODING, row.bytes());
    }
    try {
      List<String> others = readings.stream().skip(1).map(other -> other.get(0)).toList();
      return row(row.line(), json.readTree(readings.get(0).get(0)), row.bytes(), others);
    } catch (JsonProcessingException e) {
      return new Row.Bad(row.line(), Row.Why.SHAPE, row.bytes());
    }
  }

  private Row row(long line, JsonNode row, byte[] raw, List<String> otherReadings) {
    if (!(row instanceof ObjectNode object)) {
      return new Row.Bad(line, Row.Why.SHAPE, raw);
    }
    PostFields post = new PostFields();
    object
        .fields()
        .forEachRemaining(
            field -> {
              @Nullable String name = known.get(field.getKey());
              JsonNode value = field.getValue();
              if (name != null && value.isValueNode() && !value.isNull()) {
                post.known(name, value.asText());
              } else if (!value.isNull()) {
                post.other(field.getKey(), value);
              }
            });
    otherReadings.forEach(post::otherReading);
    return post.hasText()
        ? new Row.Good(line, post.toJson())
        : new Row.Bad(line, Row.Why.TEXT, raw);
  }

  /** Ends a row that is longer than a row may be, before it fills the memory. */
  private final class Allowance extends Reader {
    private final Reader letters;
    private long left;

    Allowance(Reader letters) {
      this.letters = letters;
      renew();
    }

    /** A new row; the parser reads ahead by less than its buffer. */
    void renew() {
      left = maxRowBytes + 16_384L;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
      if (left <= 0) {
        throw new RowTooLong();
      }
      int read = letters.read(into, from, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      letters.close();
    }
  }

  private static final class RowTooLong extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    RowTooLong() {
      super("a row is longer than it may be");
    }
  }
}
