package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Marks that stand half at the end of one part and half at the beginning of another. Looks at ends
 * and beginnings only, and joins only those that may be halves; parts come in no order, so each end
 * goes with each beginning.
 */
final class Seams {
  /** More pairs than these are not looked at; the message is held then. */
  private static final int MOST_PAIRS = 64;

  private static final int REACH = 160;
  private static final int LONGEST = 16;

  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> rests = new HashSet<>();
  private final Set<String> whole = new HashSet<>();

  /** The end of a part's text that may be the first half of a mark, cut to what is looked at. */
  private record End(int part, Frame frame, boolean whole) {}

  /** The beginning of a part's text that may be the second half. */
  private record Beginning(int part, Frame frame, boolean star) {}

  Seams(Collection<int[]> words) {
    for (int[] cps : words) {
      String word = new String(cps, 0, cps.length);
      whole.add(word);
      for (int i = word.offsetByCodePoints(0, 1); i < word.length(); i++) {
        beginnings.add(word.substring(0, i));
        rests.add(word.substring(i));
      }
    }
  }

  Edges edges() {
    return new Edges();
  }

  /** The ends and beginnings of one message's parts. Keeps those that may be halves, no more. */
  final class Edges {
    private final List<End> ends = new ArrayList<>();
    private final List<Beginning> beginnings = new ArrayList<>();
    private int parts;

    void add(Frame frame) {
      end(parts, frame, ends);
      beginning(parts, frame, beginnings);
      parts++;
    }

    /**
     * Gives every joined text that may hold a mark; false when there were too many to look at.
     * Which are looked at then depends on what they say, and not on the order of the parts.
     */
    boolean join(Consumer<Frame> each) {
      int pairs = 0;
      ends.sort(Comparator.comparing(End::whole).thenComparing(end -> end.frame().said()));
      beginnings.sort(
          Comparator.comparing(Beginning::star)
              .reversed()
              .thenComparing(other -> other.frame().said()));
      for (End end : ends) {
        for (Beginning other : beginnings) {
          if (end.part() != other.part() && (!end.whole() || other.star())) {
            if (++pairs > MOST_PAIRS) {
              return false;
            }
            each.accept(Frame.joined(end.frame(), other.frame()));
          }
        }
      }
      return true;
    }
  }

  /** The visible letters at the end, one more at a time, until they are the beginning of a mark. */
  private void end(int part, Frame frame, List<End> ends) {
    boolean wholeWord = false;
    NormalText text = frame.text();
    int to = text.length();
    while (to > 0 && !Character.isLetterOrDigit(text.at(to - 1))) {
      to--;
    }
    String letters = "";
    for (int i = to; i > Math.max(0, to - REACH) && letters.length() < LONGEST; ) {
      int back = pinyinBack(text, i);
      if (back < i) {
        i = back;
        continue;
      }
      i--;
      if (!Character.isLetterOrDigit(text.at(i))) {
        continue;
      }
      letters = Character.toString(text.at(i)) + letters;
      boolean insideAWord = Gaps.latin(text.at(i)) && Gaps.latin(text.at(i - 1));
      if (!insideAWord && beginnings.contains(letters)) {
        ends.add(new End(part, before(frame, to), false));
        return;
      }
      if (!insideAWord && whole.contains(letters)) {
        // A longer end may still be half of another word, and then more is joined to it.
        wholeWord = true;
      }
    }
    if (wholeWord) {
      ends.add(new End(part, before(frame, to), true));
    }
  }

  private void beginning(int part, Frame frame, List<Beginning> others) {
    NormalText text = frame.text();
    int from = 0;
    while (from < text.length() && !Stars.star(text.at(from)) && gap(text, from)) {
      from++;
    }
    if (Stars.star(text.at(from))) {
      others.add(new Beginning(part, after(frame, from), true));
    }
    while (from < text.length() && !Character.isLetterOrDigit(text.at(from))) {
      from++;
    }
    StringBuilder letters = new StringBuilder();
    int most = Math.min(text.length(), from + REACH);
    for (int i = from; i < most && letters.length() < LONGEST; ) {
      int next = i > from ? Gaps.group(text, i) : i;
      if (next > i) {
        i = next;
        continue;
      }
      if (Character.isLetterOrDigit(text.at(i))) {
        letters.appendCodePoint(text.at(i));
        boolean insideAWord = Gaps.latin(text.at(i)) && Gaps.latin(text.at(i + 1));
        if (!insideAWord && rests.contains(letters.toString())) {
          others.add(new Beginning(part, after(frame, from), false));
          return;
        }
      }
      i++;
    }
  }

  private static Frame before(Frame frame, int to) {
    return frame.slice(Math.max(0, to - REACH), to);
  }

  private static Frame after(Frame frame, int from) {
    return frame.slice(from, Math.min(frame.text().length(), from + REACH));
  }

  private static boolean gap(NormalText text, int i) {
    return text.space(i) || Gaps.light(text.at(i));
  }

  /** Just before pinyin in brackets that ends at {@code end}. */
  private static int pinyinBack(NormalText text, int end) {
    for (int i = end - 2; i >= Math.max(0, end - LONGEST); i--) {
      if (Gaps.group(text, i) == end) {
        return i;
      }
    }
    return end;
  }
}
