package org.sanwei.config.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sanwei.config.corpus.CorpusMessage.Expected;
import org.sanwei.config.corpus.CorpusMessage.Kind;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.ChannelKind;

/**
 * Ordinary reports, put together of the pieces in composed.txt, always the same ones. They stand
 * for the mass of everyday traffic; what is subtle is written by hand.
 */
final class ComposedMessages {
  private static final int PER_CHANNEL = 26;
  private static final long SEED = 20261123;

  private ComposedMessages() {}

  static List<CorpusMessage> all() {
    Map<String, List<String>> pieces = new HashMap<>();
    for (String line : Corpus.lines("composed.txt")) {
      int cut = line.indexOf(' ');
      String kind = cut < 0 ? line : line.substring(0, cut);
      String text = cut < 0 ? "" : Corpus.unescaped(line.substring(cut + 1));
      pieces.computeIfAbsent(kind, k -> new ArrayList<>()).add(text);
    }
    Random random = new Random(SEED);
    List<CorpusMessage> all = new ArrayList<>();
    for (ChannelKind channel :
        List.of(ChannelKind.FAX, ChannelKind.SMS, ChannelKind.HOTLINE, ChannelKind.INTRANET)) {
      String word = Corpus.word(channel);
      for (int i = 0; i < PER_CHANNEL; i++) {
        all.add(
            new CorpusMessage(
                "c-%s-%02d".formatted(word, i),
                channel,
                Kind.ORDINARY,
                new Expected(Outcome.OPEN, null),
                List.of(new Part("body", Place.BODY, text(word, pieces, random)))));
      }
    }
    return all;
  }

  private static String text(String channel, Map<String, List<String>> pieces, Random random) {
    StringBuilder text = new StringBuilder(any(pieces, channel + ".head", random));
    boolean longer = channel.equals("fax") || channel.equals("intranet");
    int events = longer ? 1 + random.nextInt(3) : 1;
    for (int i = 0; i < events; i++) {
      text.append(channel.equals("fax") ? "\n" : "").append(filled(pieces, random));
    }
    for (int i = random.nextInt(longer ? 4 : 2); i > 0; i--) {
      text.append(number(any(pieces, "then", random), random));
    }
    return text.toString();
  }

  private static String filled(Map<String, List<String>> pieces, Random random) {
    return number(
        any(pieces, "what", random).replace("{place}", any(pieces, "place", random)), random);
  }

  private static String number(String text, Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        int most = text.charAt(i + 1) == 'n' ? 96 : text.charAt(i + 1) == 'h' ? 24 : 9;
        out.append(1 + random.nextInt(most));
        i += 2;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static String any(Map<String, List<String>> pieces, String kind, Random random) {
    List<String> of = pieces.getOrDefault(kind, List.of(""));
    return of.get(random.nextInt(of.size()));
  }
}
