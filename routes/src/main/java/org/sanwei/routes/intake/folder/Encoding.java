package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file's bytes are letters. A byte order mark or the configuration says it; or the whole file
 * is valid in one encoding only; else it is unsure, and each row is tried in both: what is valid in
 * both and differs is given in both readings, so that neither escapes the judge.
 *
 * @param markBytes the length of the byte order mark
 * @param charset null while unsure
 */
record Encoding(int markBytes, @Nullable Charset charset) {
  private static final int CHUNK = 8192;

  /** Opens the file from its beginning. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** Empty charset and negative mark: a file of UTF-16 or UTF-32, which is not read. */
  boolean isForeign() {
    return markBytes < 0;
  }

  /** Looks through the whole file; in memory is never more than a piece of it. */
  static Encoding of(Opening file, @Nullable String configured) throws IOException {
    byte[] head;
    try (InputStream in = file.open()) {
      head = in.readNBytes(4);
    }
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return new Encoding(3, UTF_8);
    }
    if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF) || starts(head, 0, 0, 0xFE, 0xFF)) {
      return new Encoding(-1, null);
    }
    if (configured != null) {
      return new Encoding(0, Charset.forName(configured));
    }
    boolean utf8 = valid(file, UTF_8);
    boolean chinese = valid(file, Letters.GB18030);
    if (utf8 == chinese) {
      return new Encoding(0, null);
    }
    return new Encoding(0, utf8 ? UTF_8 : Letters.GB18030);
  }

  /** The readings of a row's values, the likeliest first; none when it has no valid one. */
  List<List<String>> readings(List<byte[]> values) {
    List<List<String>> readings = new ArrayList<>();
    for (Charset each : charset == null ? List.of(UTF_8, Letters.GB18030) : List.of(charset)) {
      @Nullable List<String> reading = strict(values, each);
      if (reading != null && !readings.contains(reading)) {
        readings.add(reading);
      }
    }
    return readings;
  }

  /** Of text that was read as UTF-8: what it is as GB18030, while that is as likely. */
  List<String> otherReading(byte[] utf8) {
    return readings(List.of(utf8)).stream().skip(1).map(reading -> reading.get(0)).toList();
  }

  private static @Nullable List<String> strict(List<byte[]> values, Charset charset) {
    List<String> texts = new ArrayList<>(values.size());
    for (byte[] value : values) {
      @Nullable String text = Letters.strict(value, charset);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }

  private static boolean valid(Opening file, Charset charset) throws IOException {
    char[] chunk = new char[CHUNK];
    try (Reader letters = new InputStreamReader(file.open(), charset.newDecoder())) {
      while (letters.read(chunk) >= 0) {
        // Only whether it can be read counts.
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
