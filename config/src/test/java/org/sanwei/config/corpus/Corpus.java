package org.sanwei.config.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanwei.config.corpus.CorpusMessage.Expected;
import org.sanwei.config.corpus.CorpusMessage.Kind;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.ChannelKind;

/**
 * The labelled messages. A file a kind of channel, a line a message: its id, what it is, what must
 * come out, then its parts, each behind a bar and the letter of its place. {@code \n \f \\} and
 * {@code \}{@code uXXXX} as in Java. To these come messages that are put together of pieces, and
 * marked ones in disguises.
 */
final class Corpus {
  private static final Pattern ROW =
      Pattern.compile("([A-Z][0-9]{3}) (ordinary|mention|marked|adversarial) (\\S+)((?: \\| .*)+)");
  private static final Pattern PART = Pattern.compile(" \\| ([SBAQNMFHT]): ");
  private static final Map<String, Place> PLACES =
      Map.of(
          "S", Place.SUBJECT,
          "B", Place.BODY,
          "A", Place.ATTACHMENT,
          "Q", Place.QUOTED,
          "N", Place.FILE_NAME,
          "M", Place.ATTACHMENT_NAME,
          "H", Place.HEADER,
          "T", Place.FOOTER,
          "F", Place.SENDER);

  private Corpus() {}

  /** All of them, written by hand first. */
  static List<CorpusMessage> all() {
    List<CorpusMessage> all = new ArrayList<>(byHand());
    all.addAll(ComposedMessages.all());
    all.addAll(Disguises.all());
    return all;
  }

  static List<CorpusMessage> byHand() {
    List<CorpusMessage> all = new ArrayList<>();
    for (ChannelKind channel :
        List.of(ChannelKind.FAX, ChannelKind.SMS, ChannelKind.HOTLINE, ChannelKind.INTRANET)) {
      for (String line : lines(word(channel) + ".txt")) {
        all.add(message(channel, line));
      }
    }
    return all;
  }

  static String word(ChannelKind channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  /** The lines of a file of the corpus that are neither blank nor comments. */
  static List<String> lines(String file) {
    try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusMessage message(ChannelKind channel, String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new IllegalArgumentException(
          word(channel) + ".txt: no row: " + line.substring(0, Math.min(5, line.length())));
    }
    List<Part> parts = new ArrayList<>();
    Matcher part = PART.matcher(row.group(4));
    String place = "";
    int from = 0;
    while (part.find()) {
      add(parts, place, row.group(4).substring(from, part.start()));
      place = part.group(1);
      from = part.end();
    }
    add(parts, place, row.group(4).substring(from));
    return new CorpusMessage(
        row.group(1),
        channel,
        Kind.valueOf(row.group(2).toUpperCase(Locale.ROOT)),
        Expected.of(row.group(3)),
        parts);
  }

  private static void add(List<Part> parts, String place, String text) {
    if (!place.isEmpty()) {
      parts.add(
          new Part(place + parts.size(), PLACES.getOrDefault(place, Place.BODY), unescaped(text)));
    }
  }

  /** The text that an escaped one stands for. */
  static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      if (kind == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(kind == 'n' ? '\n' : kind == 'f' ? '\f' : kind);
      }
    }
    return out.toString();
  }
}
