package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A structured header such as {@code text/plain; charset=gb2312; name*=...}, parsed as leniently as
 * mail programs do. {@code value} is lower case. Parameters keep their order, and repeats are kept.
 */
record HeaderValue(String value, List<Parameter> parameters) {

  /** A name in lower case, with its RFC 2231 asterisks, and the raw text. */
  record Parameter(String name, String raw) {}

  static HeaderValue parse(String header) {
    List<String> fields = split(header);
    List<Parameter> parameters = new ArrayList<>();
    for (String field : fields.subList(1, fields.size())) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        String name = field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parameters.add(new Parameter(name, unquoted(field.substring(equals + 1).strip())));
      }
    }
    return new HeaderValue(fields.get(0).strip().toLowerCase(Locale.ROOT), parameters);
  }

  /** Every plain value of a parameter, undecoded. */
  List<String> all(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::raw).toList();
  }

  /**
   * Every way to read a parameter that people see: plain, RFC 2047 inside it, RFC 2231, whole or in
   * numbered pieces. Empty if there is none.
   */
  List<HeaderText> texts(String name) {
    List<HeaderText> texts = new ArrayList<>();
    TreeMap<Integer, Parameter> pieces = new TreeMap<>();
    for (Parameter p : parameters) {
      if (p.name().equals(name)) {
        texts.add(HeaderText.decode(p.raw()));
        percentEncoded(p.raw()).ifPresent(texts::add);
      } else if (p.name().equals(name + "*")) {
        texts.add(extended(p.raw(), true));
      } else if (p.name().startsWith(name + "*")) {
        pieces.put(pieceNumber(p.name().substring(name.length() + 1)), p);
      }
    }
    if (!pieces.isEmpty()) {
      StringBuilder whole = new StringBuilder();
      boolean marked = false;
      for (Parameter piece : pieces.values()) {
        boolean encoded = piece.name().endsWith("*");
        marked |= encoded;
        whole.append(encoded ? piece.raw() : piece.raw().replace("%", "%25"));
      }
      texts.add(extended(whole.toString(), marked));
      if (!marked) {
        // Chinese systems cut an RFC 2047 word into numbered pieces.
        StringBuilder plain = new StringBuilder();
        pieces.values().forEach(piece -> plain.append(piece.raw()));
        texts.add(HeaderText.decode(plain.toString()));
      }
    }
    return texts;
  }

  /** As web systems write a name into a plain parameter; a lone percent sign is only one. */
  private static Optional<HeaderText> percentEncoded(String raw) {
    if (raw.indexOf('%') < 0) {
      return Optional.empty();
    }
    HeaderText text = extended(raw, false);
    return text.damaged() ? Optional.empty() : Optional.of(text);
  }

  /** {@code charset'language'percent-encoded}. */
  private static HeaderText extended(String raw, boolean marked) {
    int first = marked ? raw.indexOf('\'') : -1;
    int second = first < 0 ? -1 : raw.indexOf('\'', first + 1);
    String charset = second < 0 ? "" : raw.substring(0, first);
    byte[] packed =
        raw.substring(second + 1).replace("=", "=3D").replace('%', '=').getBytes(ISO_8859_1);
    TransferEncoding decoded = TransferEncoding.quotedPrintable(packed);
    TextDecoding text =
        TextDecoding.of(decoded.bytes(), charset.isEmpty() ? List.of() : List.of(charset));
    Set<String> readings = new LinkedHashSet<>();
    text.readings().forEach(reading -> readings.add(reading.text()));
    return new HeaderText(List.copyOf(readings), text.damaged() || decoded.broken());
  }

  private static int pieceNumber(String tail) {
    String digits = tail.endsWith("*") ? tail.substring(0, tail.length() - 1) : tail;
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private static List<String> split(String header) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      quoted ^= c == '"' && (i == 0 || header.charAt(i - 1) != '\\');
      if (c == ';' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c != '\r' && c != '\n') {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static String unquoted(String raw) {
    if (!raw.startsWith("\"")) {
      return raw;
    }
    // A quote that nobody closed is none of the name either.
    int end = raw.length() > 1 && raw.endsWith("\"") ? raw.length() - 1 : raw.length();
    return raw.substring(1, end).replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
