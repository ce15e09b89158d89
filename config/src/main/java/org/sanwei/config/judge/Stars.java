package org.sanwei.config.judge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.MarkGrammar;

/** The star of a mark, what follows it, and what is misread for it. Immutable. */
final class Stars {
  private static final int NO = -1;
  private static final int PERIOD_WINDOW = 24;

  /** Tags between a level and its star; words may stand within tags, so that there is a bound. */
  private static final int MOST_GROUPS = 8;

  /** A digit, or what stands for one: O, l, |, S, Z, B. */
  private static final String DIGIT = "[0-9OIL|!SZB]";

  private static final String DURATION =
      "^[约至到]?(?:"
          + "(?:"
          + DIGIT
          + "{1,3}|[一二两三四五六七八九十百廿卅半壹贰叁肆伍陆柒捌玖拾]{1,4})个?(?:年|月|日|天|周|小时)"
          + "|[0-9OIL]{4}[年./-]|[〇零一二三四五六七八九]{4}年|(?:19|20)[0-9]{6}|长期|永久|[0-9]{1,2}Y";

  private static final Pattern TIME = Pattern.compile(DURATION + ")");

  /** What stands after a star: a period, a date, a condition. Upper case, width folded. */
  private static final Pattern PERIOD =
      Pattern.compile(DURATION + "|[^。!?;,，;、()《》\"“”★]{1,20}?(?:前|后|止|结束|公开|公布|解密))");

  private final Set<Integer> misread;

  Stars(MarkGrammar grammar) {
    this.misread = misread(grammar);
  }

  static boolean star(int cp) {
    return cp == '★' || cp == '*' || cp == '·';
  }

  /** Just after the period of a full mark, or -1. */
  int starred(NormalText text, Found found) {
    int star = afterWord(text, found.end());
    int end = star;
    while (star(text.at(end)) || (end > star && text.space(end) && end < text.length())) {
      end++;
    }
    if (end == star) {
      return NO;
    }
    String after = Window.after(text, end, PERIOD_WINDOW);
    Matcher period = PERIOD.matcher(after);
    if (period.find()) {
      return Window.end(text, end, after.codePointCount(0, period.end()));
    }
    int reach = Math.min(text.length(), end + PERIOD_WINDOW);
    Matcher pure = PERIOD.matcher(Window.letters(text, end, reach));
    return pure.find() ? reach : NO;
  }

  /** Whether anything that is a star, or is misread for one, stands beside the word. */
  boolean near(NormalText text, Found found) {
    int next = text.at(afterWord(text, found.end()));
    int previous = text.at(Gaps.back(text, found.start(), LineOf.REACH) - 1);
    return star(next) || misread.contains(next) || previous == '★';
  }

  /** Just after a word whose star is all there is, or is misread, or -1. */
  int bare(NormalText text, Found found) {
    if (starred(text, found) != NO) {
      return NO;
    }
    int next = afterWord(text, found.end());
    if (text.at(next) == '★') {
      return next + 1;
    }
    if (misread.contains(text.at(next))) {
      String after = Window.after(text, next + 1, PERIOD_WINDOW);
      Matcher period = TIME.matcher(after);
      if (period.find()) {
        return Window.end(text, next + 1, after.codePointCount(0, period.end()));
      }
    }
    int before = Gaps.back(text, found.start(), LineOf.REACH);
    return text.at(before - 1) == '★' ? found.end() : NO;
  }

  /** Skips what may stand between a level and its star: spaces, 级, closing brackets, pinyin. */
  private static int afterWord(NormalText text, int i) {
    int groups = MOST_GROUPS;
    while (i < text.length()) {
      boolean light = Gaps.light(text.at(i)) && !star(text.at(i));
      if (text.space(i) || light || "级】])〕>”\"』」’\uFFFD".indexOf(text.at(i)) >= 0) {
        i++;
        continue;
      }
      int next = Gaps.group(text, i);
      if (next == i || groups-- == 0) {
        return i;
      }
      i = next;
    }
    return i;
  }

  private static Set<Integer> misread(MarkGrammar grammar) {
    Set<Integer> stars = new HashSet<>();
    for (String shape : grammar.misread().getOrDefault("★", List.of())) {
      int[] cps = NormalText.word(shape);
      if (cps.length == 1) {
        stars.add(cps[0]);
      }
    }
    return stars;
  }
}
