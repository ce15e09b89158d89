package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A header's text: RFC 2047 words decoded, raw 8-bit bytes too. Neighbouring words of one charset
 * are joined before decoding, for Chinese mail programs cut characters in two. {@code readings} has
 * the likeliest first and every other valid one after it; it is never empty.
 */
record HeaderText(List<String> readings, boolean damaged) {

  /** {@code raw} holds one byte a character, as the mail parser leaves headers; or real text. */
  static HeaderText decode(String raw) {
    String line = raw.replace("\r", "").replace("\n", "");
    List<TextDecoding> runs = new ArrayList<>();
    boolean broken = false;
    int at = 0;
    while (at < line.length()) {
      EncodedWord word = EncodedWord.at(line, at);
      if (word == null) {
        int next = EncodedWord.next(line, at + 1);
        runs.add(plain(line.substring(at, next)));
        at = next;
        continue;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String charset = word.charset();
      while (word != null && word.charset().equalsIgnoreCase(charset)) {
        bytes.writeBytes(word.bytes());
        broken |= word.broken();
        at = word.end();
        int gap = EncodedWord.skipSpace(line, at);
        word = EncodedWord.at(line, gap);
        at = word == null ? at : gap;
      }
      runs.add(TextDecoding.of(bytes.toByteArray(), List.of(charset)));
    }
    return joined(runs, broken);
  }

  String first() {
    return readings.get(0);
  }

  private static TextDecoding plain(String text) {
    if (ISO_8859_1.newEncoder().canEncode(text)) {
      return TextDecoding.of(text.getBytes(ISO_8859_1), List.of());
    }
    return new TextDecoding(List.of(new TextDecoding.Reading("", text)), false);
  }

  /** The n-th reading of the whole takes each run's n-th, or its last when it has fewer. */
  private static HeaderText joined(List<TextDecoding> runs, boolean broken) {
    int most = runs.stream().mapToInt(run -> run.readings().size()).max().orElse(1);
    Set<String> whole = new LinkedHashSet<>();
    for (int n = 0; n < most; n++) {
      StringBuilder text = new StringBuilder();
      for (TextDecoding run : runs) {
        text.append(run.readings().get(Math.min(n, run.readings().size() - 1)).text());
      }
      whole.add(text.toString().strip());
    }
    boolean damaged = broken || runs.stream().anyMatch(TextDecoding::damaged);
    return new HeaderText(List.copyOf(whole), damaged);
  }
}
