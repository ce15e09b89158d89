package org.sanwei.routes.read.office;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Expanded;
import org.sanwei.routes.read.archive.Name;
import org.sanwei.routes.read.archive.Zip;

/**
 * Reads a paper that is a zip of XML: docx, xlsx, pptx and OpenDocument. Every entry is looked at,
 * whether the paper refers to it or not: XML is swept, everything else handed on as a file.
 */
public final class OfficePaper {
  private static final int MOST_SETTINGS_BYTES = 64 * 1024;
  private static final String STRINGS = "xl/sharedstrings.xml";
  private static final String WORKBOOK = "xl/workbook.xml";

  private final Zip zip;
  private final Allowance allowance;
  private final Runnable checkpoint;
  private final PaperSink sink;
  private final Look look = new Look();
  private final Strings strings = new Strings();
  private final Set<String> asides = new LinkedHashSet<>();
  private Set<String> hiddenSheets = new HashSet<>();
  private int charactersLeft;

  private OfficePaper(
      Zip zip, Allowance allowance, int mostCharacters, Runnable checkpoint, PaperSink sink) {
    this.zip = zip;
    this.allowance = allowance;
    this.charactersLeft = mostCharacters;
    this.checkpoint = checkpoint;
    this.sink = sink;
  }

  /** Whether a zip is one. */
  public static boolean is(Zip zip) {
    return zip.has("[Content_Types].xml")
        || (zip.has("content.xml") && (zip.has("mimetype") || zip.has("META-INF/manifest.xml")));
  }

  /**
   * @param mostCharacters of all its texts together
   */
  public static void read(
      Zip zip, Allowance allowance, int mostCharacters, Runnable checkpoint, PaperSink sink) {
    new OfficePaper(zip, allowance, mostCharacters, checkpoint, sink).read();
  }

  private record Part(Zip.Entry entry, PartKind kind) {
    String lower() {
      return entry.path().toLowerCase(Locale.ROOT);
    }
  }

  private void read() {
    if (zip.odd()) {
      sink.unread(UnreadReason.BROKEN);
    }
    names(zip.comment());
    List<Part> parts = new ArrayList<>();
    for (Zip.Entry entry : zip.entries()) {
      names(entry.other());
      names(entry.comment());
      if (!entry.folder()) {
        parts.add(new Part(entry, PartKind.of(entry.path())));
      }
    }
    prepare(parts);
    parts.sort(
        Comparator.comparing(Part::kind)
            .thenComparing(part -> part.lower().length())
            .thenComparing(Part::lower));
    for (Part part : parts) {
      if (!allowance.entry()) {
        sink.unread(UnreadReason.TOO_LARGE);
        return;
      }
      part(part);
    }
    text("#strings", Place.ATTACHMENT, strings.unused());
    text("#asides", Place.ATTACHMENT, String.join("\n", asides));
  }

  private void names(@Nullable Name name) {
    if (name != null && !name.isEmpty()) {
      sink.unread(UnreadReason.BROKEN);
    }
  }

  /** Styles, strings and the list of sheets, by which the other parts are read. */
  private void prepare(List<Part> parts) {
    for (Part part : parts) {
      String path = part.lower();
      if (path.endsWith("styles.xml") || path.equals("content.xml")) {
        look.add(zip.expand(part.entry(), allowance).bytes(), checkpoint);
      } else if (path.equals(STRINGS)) {
        byte[] xml = zip.expand(part.entry(), allowance).bytes();
        Sweep.of(xml, look, new Sweep.Book(strings, false), charactersLeft, checkpoint);
      } else if (path.equals(WORKBOOK)) {
        byte[] rels =
            parts.stream()
                .filter(other -> other.lower().equals("xl/_rels/workbook.xml.rels"))
                .findFirst()
                .map(other -> zip.expand(other.entry(), allowance).bytes())
                .orElse(new byte[0]);
        hiddenSheets = HiddenSheets.of(zip.expand(part.entry(), allowance).bytes(), rels);
      }
    }
  }

  private void part(Part part) {
    Expanded expanded = zip.expand(part.entry(), allowance);
    if (expanded.why() != null) {
      sink.unread(expanded.why());
    }
    byte[] bytes = expanded.bytes();
    if (bytes.length == 0 || passedOver(part, bytes)) {
      return;
    }
    String path = part.lower();
    boolean page = path.endsWith(".htm") || path.endsWith(".html") || path.endsWith(".svg");
    if (path.endsWith("vbaproject.bin")
        || path.startsWith("basic/")
        || path.startsWith("scripts/")) {
      sink.unread(UnreadReason.UNKNOWN_FORMAT);
    } else if (page || !Xml.looksLike(bytes)) {
      sink.file(part.entry().path(), bytes);
      return;
    }
    if (Xml.looksLike(bytes)) {
      sweep(part, bytes);
    }
  }

  /** What a program keeps for itself: nothing that could be looked at. */
  private static boolean passedOver(Part part, byte[] bytes) {
    String path = part.lower();
    boolean settings = path.contains("printersettings") && path.endsWith(".bin");
    boolean type = path.equals("mimetype");
    return (settings && bytes.length <= MOST_SETTINGS_BYTES && !Heads.file(bytes))
        || (type && bytes.length <= 100)
        || nothing(bytes);
  }

  private static boolean nothing(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void sweep(Part part, byte[] xml) {
    if (part.lower().equals(STRINGS) && !strings.isEmpty()) {
      // Its strings stand in the cells; what is wrong with it is told of below.
      told(Sweep.of(xml, look, new Sweep.Book(new Strings(), false), charactersLeft, checkpoint));
      return;
    }
    boolean sheet = part.kind() == PartKind.SHEET;
    Sweep.@Nullable Book book = sheet ? new Sweep.Book(strings, true) : null;
    Swept swept = Sweep.of(xml, look, book, charactersLeft, checkpoint);
    told(swept);
    PartKind kind =
        sheet && hiddenSheets.contains(part.lower()) ? PartKind.HIDDEN_SHEET : part.kind();
    String name = name(kind, part.lower());
    passage(name, kind.place(), swept.text());
    passage("#header", Place.HEADER, swept.header());
    passage("#footer", Place.FOOTER, swept.footer());
    asides.addAll(swept.asides());
  }

  private void told(Swept swept) {
    if (swept.why() != null) {
      sink.unread(swept.why());
    }
    if (swept.drawn()) {
      sink.unread(UnreadReason.PICTURE);
    }
    if (swept.sealed()) {
      sink.unread(UnreadReason.ENCRYPTED);
    }
  }

  private void passage(String name, Place place, Passage passage) {
    text(name, place, passage.shown());
    if (!passage.all().equals(passage.shown())) {
      text(name + "#with-hidden", place, passage.all());
    }
    if (!passage.before().equals(passage.shown()) && !passage.before().equals(passage.all())) {
      text(name + "#before-changes", place, passage.before());
    }
  }

  private void text(String name, Place place, String text) {
    if (!text.isBlank()) {
      charactersLeft = Math.max(0, charactersLeft - text.length());
      sink.text(name, place, text.strip());
    }
  }

  /** {@code #slide3}, with the number that the part has in its path. */
  private static String name(PartKind kind, String path) {
    if (kind == PartKind.BODY) {
      return "";
    }
    StringBuilder digits = new StringBuilder();
    String file = path.substring(path.lastIndexOf('/') + 1);
    file.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return "#" + kind.word() + (kind.apart() || kind == PartKind.NOTES ? digits : "");
  }
}
