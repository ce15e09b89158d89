package org.sanwei.config.load;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Sm3;

/**
 * What two people sign of a policy (docs/POLICY.md §8): which files it is made of, what it follows,
 * who wrote it, who approves it and why. One text has one reading: what does not encode to the same
 * bytes again is no manifest.
 *
 * @param sequence 1 for an office's first policy, one more for each that follows
 * @param predecessor digest of the manifest that this one follows; null for the first
 * @param author name in the certificate of who wrote it
 * @param approver name in the certificate of who approves it; another person
 * @param madeAt when the author made it, by the author's clock, to the second
 * @param why one sentence, at most {@link #LONGEST_WHY} characters
 * @param files by name
 */
public record Manifest(
    long sequence,
    @Nullable String predecessor,
    String author,
    String approver,
    Instant madeAt,
    String why,
    List<Entry> files) {
  /** The file's name in {@code policy/}. */
  public static final String FILE = "MANIFEST";

  /** In characters. */
  public static final int LONGEST_WHY = 200;

  /** The most that a manifest may weigh. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final String FORM = "sanwei-policy/1";
  private static final String NONE = "none";
  private static final String HEX = "[0-9a-f]{64}";
  private static final Pattern DIGEST = Pattern.compile(HEX);
  private static final Pattern PREDECESSOR = Pattern.compile(NONE + "|" + HEX);
  private static final Pattern TIME = Pattern.compile("[0-9TZ:.-]{20}");
  private static final Pattern ANYTHING = Pattern.compile(".+");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");
  private static final Pattern ENTRY = Pattern.compile("(" + HEX + ") (0|[1-9][0-9]{0,8}) (.+)");

  /**
   * One file.
   *
   * @param sm3 of its bytes, in lower-case hex
   */
  public record Entry(String name, int sizeBytes, String sm3) {
    static Entry of(String name, byte[] bytes) {
      return new Entry(name, bytes.length, Sm3.hex(bytes));
    }
  }

  public Manifest {
    madeAt = madeAt.truncatedTo(ChronoUnit.SECONDS);
    files = files.stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  /** Whether a file of this name may stand in a manifest. */
  public static boolean nameable(String name) {
    return name.endsWith(".yaml") && NAME.matcher(name).matches();
  }

  /** Whether the sentence may stand in one: what is shown must be what is signed. */
  public static boolean sayable(String why) {
    return !why.isEmpty()
        && why.length() <= LONGEST_WHY
        && why.strip().equals(why)
        && why.codePoints().allMatch(Manifest::visible);
  }

  /** Neither controls nor what turns the direction of writing or hides in it. */
  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** The exact bytes that are signed. */
  public byte[] encode() {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    line(text, "sequence", Long.toString(sequence));
    line(text, "predecessor", predecessor == null ? NONE : predecessor);
    line(text, "author", author);
    line(text, "approver", approver);
    line(text, "made", madeAt.toString());
    line(text, "why", why);
    for (Entry file : files) {
      line(text, "file", file.sm3() + " " + file.sizeBytes() + " " + file.name());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** SM3 over {@link #encode}, in lower-case hex: what every verdict carries. */
  public String digest() {
    return Sm3.hex(encode());
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  /** Reads one; {@code where} is what problems call the file. Never throws for what it holds. */
  public static Loading<Manifest> parse(byte[] bytes, String where) {
    Lines lines = new Lines(where);
    if (bytes.length > MAX_BYTES) {
      return lines.refused("at most " + MAX_BYTES + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      lines.rest.addAll(List.of(text.split("\n", -1)));
    } catch (CharacterCodingException e) {
      return lines.refused("UTF-8");
    }
    if (!lines.rest.get(0).equals(FORM)) {
      return lines.refused("the first line '" + FORM + "'");
    }
    try {
      Manifest manifest = read(lines);
      if (!Arrays.equals(manifest.encode(), bytes)) {
        return lines.refused("exactly what 'keys sign-policy' writes, files by name");
      }
      return new Loading.Loaded<>(manifest);
    } catch (NotOfTheForm e) {
      return lines.refused(e.want);
    }
  }

  private static Manifest read(Lines lines) throws NotOfTheForm {
    long sequence = Long.parseLong(lines.next("sequence", COUNT));
    String before = lines.next("predecessor", PREDECESSOR);
    if (before.equals(NONE) != (sequence == 1)) {
      throw new NotOfTheForm("a predecessor for every sequence but 1");
    }
    String author = lines.next("author", PERSON);
    String approver = lines.next("approver", PERSON);
    Instant madeAt;
    try {
      madeAt = Instant.parse(lines.next("made", TIME));
    } catch (DateTimeException e) {
      throw new NotOfTheForm("made: 2026-01-02T03:04:05Z");
    }
    String why = lines.next("why", ANYTHING);
    if (!sayable(why)) {
      throw new NotOfTheForm("one visible sentence of at most " + LONGEST_WHY + " characters");
    }
    List<Entry> files = new ArrayList<>();
    do {
      Matcher entry = ENTRY.matcher(lines.next("file", ENTRY));
      if (!entry.matches()
          || !nameable(entry.group(3))
          || files.stream().anyMatch(file -> file.name().equals(entry.group(3)))) {
        throw new NotOfTheForm("the name of a .yaml file, each once");
      }
      files.add(new Entry(entry.group(3), Integer.parseInt(entry.group(2)), entry.group(1)));
    } while (lines.more());
    return new Manifest(
        sequence, before.equals(NONE) ? null : before, author, approver, madeAt, why, files);
  }

  /** Whether this is a digest as manifests write it. */
  public static boolean digest(String hex) {
    return DIGEST.matcher(hex).matches();
  }

  private static final class Lines {
    private final String where;
    private final List<String> rest = new ArrayList<>();
    private int at;

    Lines(String where) {
      this.where = where;
    }

    String next(String key, Pattern value) throws NotOfTheForm {
      at++;
      String line = at < rest.size() ? rest.get(at) : "";
      String start = key + ": ";
      if (!line.startsWith(start) || !value.matcher(line.substring(start.length())).matches()) {
        throw new NotOfTheForm("here a line '" + start + "…'");
      }
      return line.substring(start.length());
    }

    /** The last line ends with a line feed, and nothing stands after it. */
    boolean more() {
      return !(at == rest.size() - 2 && rest.get(at + 1).isEmpty());
    }

    Loading<Manifest> refused(String want) {
      return new Loading.Refused<>(
          List.of(
              new Problem(
                  new SourcePos(where, at + 1, 1),
                  "is no manifest: wanted " + want,
                  "do not edit it: let the author sign again with 'keys sign-policy'")));
    }
  }

  private static final class NotOfTheForm extends Exception {
    private static final long serialVersionUID = 1L;
    private final String want;

    NotOfTheForm(String want) {
      super(want);
      this.want = want;
    }
  }
}
