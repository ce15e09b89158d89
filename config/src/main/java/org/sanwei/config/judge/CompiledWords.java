package org.sanwei.config.judge;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;

/** One word matcher, ready to be asked of a word that was found. */
final class CompiledWords implements WordAtom {
  private static final int PHRASE_GAP = 32;

  private final int atom;
  private final String rule;
  private final Matcher.Words words;
  private final List<Phrase> unless = new ArrayList<>();
  private final boolean starred;
  private final @Nullable Guard before;
  private final @Nullable Guard notBefore;
  private final @Nullable Guard after;
  private final @Nullable Guard notAfter;

  /** A longer phrase that excuses a word; {@code space} where the policy writes one before. */
  private record Phrase(int[] cps, boolean[] space, int spaces) {
    static Phrase of(String phrase) {
      String[] pieces = phrase.strip().split("\\s+", -1);
      int[] cps = NormalText.word(phrase);
      boolean[] space = new boolean[cps.length];
      int at = 0;
      for (int i = 0; i < pieces.length - 1; i++) {
        at += NormalText.word(pieces[i]).length;
        space[at] = true;
      }
      return new Phrase(cps, space, pieces.length - 1);
    }
  }

  /** An expression, and the texts without any of which it cannot match. */
  private record Guard(Pattern pattern, Set<String> needed) {
    boolean finds(String window) {
      if (!needed.isEmpty()) {
        boolean any = false;
        for (String text : needed) {
          any |= window.contains(text);
        }
        if (!any) {
          return false;
        }
      }
      return pattern.matcher(window).find();
    }
  }

  CompiledWords(int atom, String rule, Matcher.Words words) {
    this.atom = atom;
    this.rule = rule;
    this.words = words;
    starred = Set.of(Form.STARRED, Form.BARE_STAR).containsAll(words.forms());
    words.unless().forEach(phrase -> unless.add(Phrase.of(phrase)));
    before = compile(words.surroundings().before());
    notBefore = compile(words.surroundings().notBefore());
    after = compile(words.surroundings().after());
    notAfter = compile(words.surroundings().notAfter());
  }

  @Override
  public void found(int group, Standing standing, Finds in) {
    Frame frame = standing.frame();
    int start = standing.found().start();
    if (starred && !standing.nearStar()) {
      return;
    }
    if (!in.enough(atom, words.atLeast()) && frame.in(words.zones(), start) && in.look(atom)) {
      int end = end(standing);
      if (end >= 0 && frame.counts(start, end)) {
        in.found(atom, frame.evidence(rule, start, end));
      }
    }
  }

  /** Where the match ends, or -1. */
  private int end(Standing standing) {
    int end = -1;
    for (Form form : words.forms()) {
      end = Math.max(end, standing.end(form));
    }
    return end >= 0
            && surroundingsFit(standing)
            && !excused(standing.frame().text(), standing.found())
        ? end
        : -1;
  }

  /** What excuses a word stands on its line; see excused. */
  private boolean surroundingsFit(Standing standing) {
    return (before == null || before.finds(standing.before()))
        && (notBefore == null || !notBefore.finds(standing.before()))
        && (after == null || after.finds(standing.after()))
        && (notAfter == null || !notAfter.finds(standing.onLine()));
  }

  /**
   * True when the word is a piece of one of the longer phrases. Such a phrase stands on one line
   * and is spaced evenly: what ends one line or column has nothing to do with a mark that starts
   * the next.
   */
  private boolean excused(NormalText text, Found found) {
    if (found.broken()) {
      return false;
    }
    for (Phrase phrase : unless) {
      for (int at = 0; at < phrase.cps().length; at++) {
        if (phrase.cps()[at] == text.at(found.start()) && covers(text, found, phrase, at)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean covers(NormalText text, Found found, Phrase spaced, int at) {
    int[] phrase = spaced.cps();
    int start = found.start();
    int gaps = 0;
    for (int k = at - 1; k >= 0; k--) {
      int next = Gaps.back(text, start, PHRASE_GAP);
      gaps += next < start && !spaced.space()[k + 1] ? 1 : 0;
      start = next - 1;
      if (start < 0 || text.at(start) != phrase[k]) {
        return false;
      }
    }
    int end = found.start();
    for (int k = at; k < phrase.length; k++) {
      int next = k == at ? end : Gaps.spaces(text, end);
      gaps += next > end && !spaced.space()[k] ? 1 : 0;
      if (next >= text.length() || text.at(next) != phrase[k]) {
        return false;
      }
      end = next + 1;
    }
    boolean even = gaps == 0 || gaps == phrase.length - 1 - spaced.spaces();
    return end >= found.end() && even && oneLine(text, start, end);
  }

  private static boolean oneLine(NormalText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.lineEnd(i)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Guard compile(@Nullable String re2) {
    return re2 == null
        ? null
        : new Guard(Pattern.compile(re2), RequiredText.of(re2).orElse(Set.of()));
  }
}
