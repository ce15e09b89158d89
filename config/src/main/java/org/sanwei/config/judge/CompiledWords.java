package org.sanwei.config.judge;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;

/** One word matcher, ready to be asked of a word that was found. */
final class CompiledWords implements WordAtom {
  private static final int PHRASE_GAP = 32;

  private final int atom;
  private final String rule;
  private final Matcher.Words words;
  private final List<int[]> unless = new ArrayList<>();
  private final @Nullable Pattern before;
  private final @Nullable Pattern notBefore;
  private final @Nullable Pattern after;
  private final @Nullable Pattern notAfter;

  CompiledWords(int atom, String rule, Matcher.Words words) {
    this.atom = atom;
    this.rule = rule;
    this.words = words;
    words.unless().forEach(phrase -> unless.add(NormalText.word(phrase)));
    before = compile(words.surroundings().before());
    notBefore = compile(words.surroundings().notBefore());
    after = compile(words.surroundings().after());
    notAfter = compile(words.surroundings().notAfter());
  }

  @Override
  public void found(int group, Standing standing, Finds in) {
    Frame frame = standing.frame();
    int start = standing.found().start();
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
    NormalText text = standing.frame().text();
    Found found = standing.found();
    return end >= 0 && surroundingsFit(text, found) && !excused(text, found) ? end : -1;
  }

  private boolean surroundingsFit(NormalText text, Found found) {
    if (before != null || notBefore != null) {
      String window = Window.before(text, found.start(), Surroundings.WINDOW);
      if ((before != null && !before.matcher(window).find())
          || (notBefore != null && notBefore.matcher(window).find())) {
        return false;
      }
    }
    if (after != null || notAfter != null) {
      String window = Window.after(text, found.end(), Surroundings.WINDOW);
      // What excuses a word stands on its line; see excused.
      String rest = Window.onLine(text, found.end(), Surroundings.WINDOW);
      return (after == null || after.matcher(window).find())
          && (notAfter == null || !notAfter.matcher(rest).find());
    }
    return true;
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
    for (int[] phrase : unless) {
      for (int at = 0; at < phrase.length; at++) {
        if (phrase[at] == text.at(found.start()) && covers(text, found, phrase, at)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean covers(NormalText text, Found found, int[] phrase, int at) {
    int start = found.start();
    int gaps = 0;
    for (int k = at - 1; k >= 0; k--) {
      int next = Gaps.back(text, start, PHRASE_GAP);
      gaps += next < start ? 1 : 0;
      start = next - 1;
      if (start < 0 || text.at(start) != phrase[k]) {
        return false;
      }
    }
    int end = found.start();
    for (int k = at; k < phrase.length; k++) {
      int next = k == at ? end : Gaps.spaces(text, end);
      gaps += next > end ? 1 : 0;
      if (next >= text.length() || text.at(next) != phrase[k]) {
        return false;
      }
      end = next + 1;
    }
    boolean even = gaps == 0 || gaps == phrase.length - 1;
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

  private static @Nullable Pattern compile(@Nullable String re2) {
    return re2 == null ? null : Pattern.compile(re2);
  }
}
