package org.sanwei.config.judge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.sanwei.config.judge.WordIndex.Found;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.MarkGrammar;

/**
 * Tells in which {@link Form} a found word stands. Looks at short windows around it only, so that
 * its cost does not grow with the text. Immutable, safe from many threads.
 */
final class Shapes {
  private static final int NO = -1;
  private static final int LINE_LETTERS = 60;
  private static final int BRACKET_REACH = 32;
  private static final String OPEN = "【\\[〔(<「『{〖";
  private static final String CLOSE = "】\\]〕)>」』}〗";
  private static final String DASHES = "-_‐–—―|/";
  private static final String APART = DASHES + "、.,。;";

  /** What calls the reader before it comes to the point: 注意：机密，…. */
  private static final String CALLS =
      "(?:请|特别)?注意(?:保密)?|保密提示|(?:温馨)?提醒|提示|重要|紧急|通知|警告|说明|备注|内容|性质";

  private static final String NUMBER = "[0-9OIL]{1,8}";

  private static final Pattern OPTION_GOES_ON = Pattern.compile("^级?(?:及?以上|及?以下|的)");

  private final IntFunction<String> plain;
  private final Stars stars;
  private final Pattern tokens;
  private final Pattern prefix;
  private final List<String> fields;
  private final Pattern fieldBefore;
  private final Pattern optionAfter;

  /**
   * @param marks the words that are looked for in another form than running text
   * @param plain the letters of the word of a number, as the policy writes it
   */
  Shapes(MarkGrammar grammar, Collection<String> marks, IntFunction<String> plain) {
    this.plain = plain;
    this.stars = new Stars(grammar);
    List<String> words = new ArrayList<>(marks);
    words.addAll(grammar.companions());
    String token =
        "(?:"
            + anyOf(words)
            + "|"
            + NUMBER
            + "|年|个月|月|日|号|份|第|共|页|PAGE|OF|NO|级|件|级别|长期|永久|启用前|半年|[一二三四五六七八九十]{1,3}年)";
    tokens = Pattern.compile("^" + token + "+$");
    prefix =
        Pattern.compile(
            "^(?:[^\\p{L}\\p{N}《“‘\"']|(?:RE|FW|FWD|回复|转发|答复|主题|标题|件名|"
                + CALLS
                + ") *[:]|["
                + OPEN
                + "][^"
                + CLOSE
                + "]{1,24}["
                + CLOSE
                + "]|"
                + token
                + ")*$");
    fields = grammar.fields().stream().map(Shapes::letters).filter(f -> !f.isEmpty()).toList();
    String box = "[|│_\\[\\]【】()〔〕<>□■☐☑√✓✔○●★*·“”\"-]*";
    String option = "(?:" + anyOf(grammar.options()) + ")级?";
    fieldBefore =
        Pattern.compile(
            "(?:"
                + anyOf(grammar.fields())
                + ")("
                + box
                + "[:=]?"
                + box
                + ")((?:"
                + option
                + "[^\\p{L}\\p{N}。;]*)*)$");
    optionAfter = Pattern.compile("^级?[^\\p{L}\\p{N}。;]*(?:或者?|和|及|与)?" + option);
  }

  /** Just after the last code point of the form, or -1 when the word does not stand in it. */
  int end(Form form, Frame frame, Found found) {
    NormalText text = frame.text();
    boolean fileName = frame.fileName();
    return switch (form) {
      case TEXT -> found.broken() ? NO : found.end();
      case STARRED -> stars.starred(text, found);
      case BARE_STAR -> stars.bare(text, found);
      case LINE -> line(text, found, fileName) ? found.end() : NO;
      case FIELD -> field(text, found) == Field.VALUE ? found.end() : NO;
      case CHOICE -> field(text, found) == Field.ONE_OF_MANY ? found.end() : NO;
      case BRACKET -> bracket(text, found, fileName) == Bracket.AT_EDGE ? found.end() : NO;
      case INSET -> bracket(text, found, fileName) != Bracket.NONE ? found.end() : NO;
      case LEAD -> lead(frame, found) ? found.end() : NO;
    };
  }

  private boolean line(NormalText text, Found found, boolean fileName) {
    LineOf line = LineOf.of(text, found.start(), found.end());
    int end = fileName ? withoutExtension(text, line.end()) : line.end();
    if (!line.whole() || end < found.end()) {
      return false;
    }
    String letters = around(text, line.start(), found, end);
    if (letters.length() > LINE_LETTERS || !tokens.matches(letters)) {
      return false;
    }
    int last = Gaps.back(text, end, LineOf.REACH);
    return "。;,，、".indexOf(text.at(last - 1)) < 0 || !line.goesOn(text);
  }

  /** The letters of a stretch with the word as the policy writes it, whatever its gaps hold. */
  private String around(NormalText text, int from, Found found, int to) {
    return Window.letters(text, from, found.start())
        + plain.apply(found.word())
        + Window.letters(text, Gaps.group(text, found.end()), to);
  }

  /** Whether anything that is a star, or is misread for one, stands beside the word. */
  boolean nearStar(NormalText text, Found found) {
    return stars.near(text, found);
  }

  private enum Field {
    NONE,
    VALUE,
    ONE_OF_MANY
  }

  private Field field(NormalText text, Found found) {
    String window = Window.before(text, found.start(), 40);
    if (fields.stream().noneMatch(window::contains)) {
      return Field.NONE;
    }
    Matcher before = fieldBefore.matcher(window);
    if (!before.find()) {
      return Field.NONE;
    }
    boolean colon = before.group(1).contains(":") || before.group(1).contains("=");
    String after = Window.onLine(text, found.end(), 12);
    boolean many =
        !before.group(2).isEmpty()
            || optionAfter.matcher(after).find()
            || OPTION_GOES_ON.matcher(after).find();
    if (colon) {
      return many ? Field.ONE_OF_MANY : Field.VALUE;
    }
    return many || Character.isLetterOrDigit(text.at(found.end())) ? Field.NONE : Field.VALUE;
  }

  private enum Bracket {
    NONE,
    WITHIN,
    AT_EDGE
  }

  private Bracket bracket(NormalText text, Found found, boolean fileName) {
    int open = found.start() - 1;
    while (open >= found.start() - BRACKET_REACH && OPEN.indexOf(text.at(open)) < 0) {
      if (text.lineEnd(open) || CLOSE.indexOf(text.at(open)) >= 0) {
        return Bracket.NONE;
      }
      open--;
    }
    int close = Gaps.group(text, found.end());
    while (close <= found.end() + BRACKET_REACH && CLOSE.indexOf(text.at(close)) < 0) {
      int next = Gaps.group(text, close);
      if (next == close && (text.lineEnd(close) || OPEN.indexOf(text.at(close)) >= 0)) {
        return Bracket.NONE;
      }
      close = Math.max(next, close + 1);
    }
    if (open < 0 || OPEN.indexOf(text.at(open)) < 0 || CLOSE.indexOf(text.at(close)) < 0) {
      return Bracket.NONE;
    }
    if (!tokens.matches(around(text, open + 1, found, close))) {
      return Bracket.NONE;
    }
    LineOf line = LineOf.of(text, open, close + 1);
    int end = fileName ? withoutExtension(text, line.end()) : line.end();
    boolean closes = line.endKnown() && Window.letters(text, close + 1, end).isEmpty();
    return closes || atStart(text, line, open) ? Bracket.AT_EDGE : Bracket.WITHIN;
  }

  private boolean lead(Frame frame, Found found) {
    NormalText text = frame.text();
    LineOf line = LineOf.of(text, found.start(), found.end());
    int next = Gaps.group(text, found.end());
    while (text.at(next) == '级' || text.at(next) == '件') {
      next++;
    }
    int visible = Gaps.spaces(text, next);
    int cp = text.at(visible);
    boolean called = cp == ':' || cp == '!';
    int previous = text.at(Gaps.back(text, found.start(), LineOf.REACH) - 1);
    if (called && "。！？!?;:】])〕>".indexOf(previous) >= 0) {
      return true;
    }
    int end = frame.fileName() ? withoutExtension(text, line.end()) : line.end();
    boolean behindSpace = text.space(found.start() - 1) && line.start() < found.start();
    boolean dashed = frame.title() && DASHES.indexOf(text.at(found.start() - 1)) >= 0;
    if ((behindSpace || dashed) && line.endKnown() && Window.letters(text, next, end).isEmpty()) {
      return true;
    }
    boolean apart = text.space(next) || APART.indexOf(text.at(next)) >= 0;
    return (called || (apart && !line.goesOn(text))) && atStart(text, line, found.start());
  }

  private boolean atStart(NormalText text, LineOf line, int i) {
    return line.startKnown() && prefix.matches(text.string(line.start(), i));
  }

  private static int withoutExtension(NormalText text, int end) {
    for (int i = end - 1; i >= Math.max(0, end - 6); i--) {
      if (text.at(i) == '.') {
        return i;
      }
    }
    return end;
  }

  private static String anyOf(Collection<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      String letters = letters(word);
      if (!letters.isEmpty()) {
        quoted.add(Pattern.quote(letters));
      }
    }
    // Never matches: no text holds a code point that is no character.
    return quoted.isEmpty() ? "\\x{10FFFF}" : String.join("|", quoted);
  }

  /** The letters and digits of a word of the policy. */
  static String letters(String word) {
    int[] cps = NormalText.word(word);
    return Window.letters(NormalText.of(new String(cps, 0, cps.length)), 0, cps.length);
  }
}
