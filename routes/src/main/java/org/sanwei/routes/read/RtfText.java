package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * The text of an RTF body. {@code shown} is what programs show, hidden text in its place; {@code
 * asides} everything else that is text: names of fonts and styles, fields, what stands in for a
 * letter, what a program passes over that does not know it. Each has a reading a charset, the
 * likeliest first. {@code objects} says that it carries something inside that is no picture.
 */
record RtfText(
    List<String> shown,
    List<String> asides,
    List<RtfPicture> pictures,
    boolean objects,
    boolean damaged) {

  /** Groups that are no running text. */
  private static final Set<String> ASIDE =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "fldinst",
          "filetbl",
          "listtable",
          "listoverridetable",
          "revtbl",
          "latentstyles",
          "rsidtbl",
          "generator",
          "xmlnstbl",
          "bkmkstart",
          "bkmkend",
          "template",
          "objclass",
          "objname",
          "annotation",
          "atnid",
          "atnauthor");

  /** Groups of hexadecimal digits, which nobody is shown when a star says that they are aside. */
  private static final Set<String> DUMPS =
      Set.of("themedata", "colorschememapping", "datastore", "blipuid");

  private static final Set<String> BREAKS =
      Set.of("par", "line", "row", "sect", "page", "column", "softline");
  private static final int MOST_DEEP = 2_000;

  /** Each costs some hundred bytes for two of the sender's. */
  private static final int MOST_RUNS = 10_000;

  private static final int BYTES_A_CHECK = 4_096;

  /** The state that ends with its group. */
  private record Group(boolean aside, @Nullable RtfPicture picture, boolean dump, int fallback) {
    /** A group within it: within a dump, one has words, such as a picture's description. */
    Group inner() {
      return new Group(aside, null, false, fallback);
    }

    Group apart() {
      return new Group(true, picture, dump, fallback);
    }

    Group figures(@Nullable RtfPicture of) {
      return new Group(true, of, true, fallback);
    }

    Group standingIn(int letters) {
      return new Group(aside, picture, dump, letters);
    }
  }

  static RtfText of(byte[] rtf, Gathering gathering) {
    return new Walk(rtf, gathering).walk();
  }

  /** Text of which some comes as bytes of an unsaid charset and some as letters. */
  private static final class Run {
    private final List<TextDecoding> runs = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final StringBuilder units = new StringBuilder();

    void letter(int b) {
      if (units.length() > 0 && b < 0x80) {
        // The same in every charset that RTF is written in: no change of kind for a full stop.
        units.append((char) b);
        return;
      }
      if (units.length() > 0) {
        runs.add(new TextDecoding(List.of(new TextDecoding.Reading("", units.toString())), false));
        units.setLength(0);
      }
      bytes.write(b);
    }

    void unit(char c, List<String> charsets) {
      if (bytes.size() > 0) {
        runs.add(TextDecoding.of(bytes.toByteArray(), charsets));
        bytes = new ByteArrayOutputStream();
      }
      units.append(c);
    }

    void end(List<String> charsets) {
      if (bytes.size() > 0) {
        runs.add(TextDecoding.of(bytes.toByteArray(), charsets));
      }
      runs.add(new TextDecoding(List.of(new TextDecoding.Reading("", units.toString())), false));
    }

    boolean tooMany() {
      return runs.size() > MOST_RUNS;
    }

    boolean damaged() {
      return runs.stream().anyMatch(TextDecoding::damaged);
    }

    List<String> readings() {
      int most = runs.stream().mapToInt(run -> run.readings().size()).max().orElse(1);
      Set<String> whole = new LinkedHashSet<>();
      for (int n = 0; n < most; n++) {
        StringBuilder text = new StringBuilder();
        for (TextDecoding run : runs) {
          text.append(run.readings().get(Math.min(n, run.readings().size() - 1)).text());
        }
        whole.add(text.toString());
      }
      return List.copyOf(whole);
    }
  }

  private static final class Walk {
    private final byte[] rtf;
    private final Gathering gathering;
    private final Run shown = new Run();
    private final Run asides = new Run();
    private final Deque<Group> outer = new ArrayDeque<>();
    private Group group = new Group(false, null, false, 1);
    private List<String> charsets = List.of();
    private final List<RtfPicture> pictures = new ArrayList<>();
    private boolean objects;
    private boolean broken;
    private boolean notHex;
    private int skip;
    private int at;
    private int nextCheck;

    Walk(byte[] rtf, Gathering gathering) {
      this.rtf = rtf;
      this.gathering = gathering;
    }

    RtfText walk() {
      while (at < rtf.length && !broken) {
        if (at >= nextCheck) {
          gathering.checkpoint();
          nextCheck = at + BYTES_A_CHECK;
        }
        broken = shown.tooMany() || asides.tooMany();
        int b = rtf[at++] & 0xFF;
        if (b == '{') {
          open();
        } else if (b == '}') {
          close();
        } else if (b == '\\') {
          control();
        } else if (b != '\r' && b != '\n') {
          text(b);
        }
      }
      broken |= !outer.isEmpty();
      shown.end(charsets);
      asides.end(charsets);
      boolean damaged = broken || notHex || shown.damaged();
      return new RtfText(shown.readings(), asides.readings(), pictures, objects, damaged);
    }

    private void open() {
      gathering.checkpoint();
      outer.push(group);
      group = group.inner();
      skip = 0;
      broken |= outer.size() > MOST_DEEP;
    }

    private void close() {
      broken |= outer.isEmpty();
      group = outer.isEmpty() ? group : outer.pop();
      skip = 0;
    }

    /** A letter that only stands in for the one before it is nobody's text, and judged besides. */
    private void text(int b) {
      if (group.dump()) {
        figure(b);
        return;
      }
      if (skip > 0) {
        skip--;
        asides.letter(b);
      } else {
        (group.aside() ? asides : shown).letter(b);
      }
    }

    private void figure(int b) {
      int digit = Character.digit(b, 16);
      notHex |= b != ' ' && b != '\n' && b != '\t' && b != ';' && digit < 0;
      if (group.picture() != null && digit >= 0) {
        group.picture().digit(digit);
      }
    }

    private void control() {
      if (at >= rtf.length) {
        broken = true;
        return;
      }
      int b = rtf[at] & 0xFF;
      if (isLetter(b)) {
        word();
        return;
      }
      at++;
      switch (b) {
        case '\'' -> hex();
        case '*' -> group = group.apart();
        case '~' -> text(' ');
        case '\r', '\n' -> text('\n');
        case '\\', '{', '}' -> text(b);
        default -> skip = Math.max(0, skip - 1);
      }
    }

    private void hex() {
      int high = at < rtf.length ? Character.digit(rtf[at], 16) : -1;
      int low = at + 1 < rtf.length ? Character.digit(rtf[at + 1], 16) : -1;
      if (high < 0 || low < 0) {
        broken = true;
        return;
      }
      at += 2;
      text(high << 4 | low);
    }

    private void word() {
      int from = at;
      while (at < rtf.length && isLetter(rtf[at] & 0xFF)) {
        at++;
      }
      String word = new String(rtf, from, at - from, US_ASCII);
      @Nullable Integer number = number();
      if (at < rtf.length && rtf[at] == ' ') {
        at++;
      }
      act(word, number);
    }

    private @Nullable Integer number() {
      int from = at;
      if (at < rtf.length && rtf[at] == '-') {
        at++;
      }
      while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9' && at - from < 10) {
        at++;
      }
      try {
        return at == from ? null : Integer.valueOf(new String(rtf, from, at - from, US_ASCII));
      } catch (NumberFormatException e) {
        broken = true;
        return null;
      }
    }

    private void act(String word, @Nullable Integer number) {
      if (word.equals("u") && number != null) {
        unicode((char) number.intValue());
      } else if (word.equals("uc") && number != null) {
        group = group.standingIn(Math.max(0, number));
      } else if (word.equals("bin")) {
        bytes(number == null ? 0 : Math.max(0, number));
      } else if (word.equals("ansicpg") && number != null) {
        charsets = List.of(number == 936 ? "gb18030" : "windows-" + number);
      } else if (word.equals("pict")) {
        group = group.figures(picture());
      } else if (word.equals("objdata")) {
        objects = true;
        group = group.figures(null);
      } else if (DUMPS.contains(word) && group.aside()) {
        group = group.figures(null);
      } else if (ASIDE.contains(word)) {
        group = group.apart();
      } else if (BREAKS.contains(word)) {
        text('\n');
      } else if (word.equals("tab") || word.equals("cell")) {
        text('\t');
      } else {
        symbol(word);
      }
    }

    /** Each costs a hundred bytes for five of the sender's. */
    private @Nullable RtfPicture picture() {
      if (pictures.size() >= gathering.mostParts()) {
        gathering.unread(Gathering.WHOLE, UnreadReason.TOO_LARGE);
        return null;
      }
      RtfPicture picture = new RtfPicture();
      pictures.add(picture);
      return picture;
    }

    /** Bytes as they are: a picture's, or nobody knows whose. */
    private void bytes(int count) {
      int end = (int) Math.min(rtf.length, at + (long) count);
      if (group.picture() == null) {
        objects = true;
      } else {
        group.picture().raw(rtf, at, end);
      }
      at = end;
    }

    private void unicode(char unit) {
      if (group.dump()) {
        notHex = true;
      } else {
        (group.aside() ? asides : shown).unit(unit, charsets);
      }
      skip = group.fallback();
    }

    /** Letters that have words for names, and words that say what a picture is. */
    private void symbol(String word) {
      if (group.picture() != null) {
        group.picture().word(word);
      }
      int unit =
          switch (word) {
            case "emdash" -> 0x2014;
            case "endash" -> 0x2013;
            case "lquote" -> 0x2018;
            case "rquote" -> 0x2019;
            case "ldblquote" -> 0x201C;
            case "rdblquote" -> 0x201D;
            case "bullet" -> 0x2022;
            default -> -1;
          };
      notHex |= unit >= 0 && group.dump();
      if (unit >= 0 && !group.dump()) {
        (group.aside() ? asides : shown).unit((char) unit, charsets);
      }
    }

    private static boolean isLetter(int b) {
      return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
  }
}
