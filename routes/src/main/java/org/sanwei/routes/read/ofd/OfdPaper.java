package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Expanded;
import org.sanwei.routes.read.archive.Zip;
import org.sanwei.routes.read.office.Heads;
import org.sanwei.routes.read.office.Xml;
import org.sanwei.routes.read.office.XmlText;

/**
 * Reads an OFD. Every entry is looked at, whether the paper refers to it or not: what draws letters
 * is read as a page, other XML as text, fonts and signatures are passed over but for the pictures
 * in seals, everything else is handed on as a file.
 */
public final class OfdPaper {
  private static final int DER_SEQUENCE = 0x30;
  private static final int MOST_SIGNATURE_BYTES = 4 * 1024 * 1024;
  private static final int MOST_SEAL_PICTURES = 8;
  private static final int RESOURCES = -2;
  private static final int TEMPLATES = -1;

  private final Zip zip;
  private final Allowance allowance;
  private final int mostPages;
  private final Runnable checkpoint;
  private final OfdSink sink;
  private final OfdMap map = new OfdMap();
  private final Map<String, OfdPage> templates = new HashMap<>();
  private final OfdUnits units = new OfdUnits();
  private final StringBuilder other = new StringBuilder();
  private int charactersLeft;
  private boolean sealed;

  private OfdPaper(
      Zip zip,
      Allowance allowance,
      int mostCharacters,
      int mostPages,
      Runnable checkpoint,
      OfdSink sink) {
    this.zip = zip;
    this.allowance = allowance;
    this.charactersLeft = mostCharacters;
    this.mostPages = mostPages;
    this.checkpoint = checkpoint;
    this.sink = sink;
  }

  /** Whether a zip is one. */
  public static boolean is(Zip zip) {
    return zip.has("OFD.xml");
  }

  /**
   * @param mostCharacters of all its texts together
   * @param mostPages after which it is too large
   */
  public static void read(
      Zip zip,
      Allowance allowance,
      int mostCharacters,
      int mostPages,
      Runnable checkpoint,
      OfdSink sink) {
    new OfdPaper(zip, allowance, mostCharacters, mostPages, checkpoint, sink).read();
  }

  private void read() {
    if (zip.odd() || !zip.comment().isEmpty()) {
      sink.unread(UnreadReason.BROKEN);
    }
    List<Zip.Entry> entries = new ArrayList<>(zip.entries());
    entries.removeIf(Zip.Entry::folder);
    for (Zip.Entry entry : entries) {
      if (lower(entry).endsWith("document.xml")) {
        map.add(entry.path(), zip.expand(entry, allowance).bytes(), mostPages);
      }
    }
    sink.pages(map.listed());
    if (map.listed() > mostPages) {
      sink.unread(UnreadReason.TOO_LARGE);
    }
    entries.sort(Comparator.comparingInt(this::rank).thenComparing(Zip.Entry::path));
    for (Zip.Entry entry : entries) {
      if (!allowance.entry()) {
        sink.unread(UnreadReason.TOO_LARGE);
        break;
      }
      part(entry);
    }
    sink.text("#settings", Place.ATTACHMENT, other.toString().strip());
    if (sealed) {
      sink.seal();
    }
  }

  /**
   * Resources and templates first, since pages need them, then the pages in their order, then the
   * rest.
   */
  private int rank(Zip.Entry entry) {
    int page = map.number(entry.path());
    if (lower(entry).endsWith("res.xml")) {
      return RESOURCES;
    }
    return map.template(entry.path()) ? TEMPLATES : page > 0 ? page : Integer.MAX_VALUE;
  }

  private static String lower(Zip.Entry entry) {
    return entry.path().toLowerCase(Locale.ROOT);
  }

  private void part(Zip.Entry entry) {
    Expanded expanded = zip.expand(entry, allowance);
    if (expanded.why() != null) {
      sink.unread(expanded.why());
    }
    byte[] bytes = expanded.bytes();
    String path = lower(entry);
    sealed |= path.endsWith("signatures.xml") || path.endsWith("signature.xml");
    if (bytes.length == 0 || font(path, bytes)) {
      return;
    }
    if (signature(path, bytes)) {
      seals(entry, bytes);
      return;
    }
    if (!Xml.looksLike(bytes) || path.endsWith(".htm") || path.endsWith(".html")) {
      sink.file(entry.path(), bytes);
    } else if (draws(entry, path)) {
      page(entry, bytes);
    } else {
      if (path.endsWith("res.xml")) {
        units(bytes);
      }
      text(bytes);
    }
  }

  /** Each is judged by itself, too: one that no page uses is in the paper all the same. */
  private void units(byte[] xml) {
    OfdPage resources = OfdPage.of(xml, charactersLeft, checkpoint);
    resources.why().forEach(sink::unread);
    units(resources);
  }

  private void units(OfdPage part) {
    for (OfdPage.Unit unit : part.units()) {
      checkpoint.run();
      if (!units.add(unit)) {
        sink.unread(UnreadReason.BROKEN);
      }
      readings("#unit", Place.HEADER, unit.letters(), unit.letters());
    }
  }

  /**
   * Letters are taken from what pages say that they are; what a font draws for them is not seen.
   */
  private static boolean font(String path, byte[] bytes) {
    boolean name =
        path.endsWith(".ttf")
            || path.endsWith(".otf")
            || path.endsWith(".ttc")
            || path.endsWith(".cff");
    return name && Heads.font(bytes);
  }

  private static boolean signature(String path, byte[] bytes) {
    boolean name = path.endsWith(".dat") || path.endsWith(".esl") || path.endsWith(".asn1");
    return name && bytes[0] == DER_SEQUENCE && bytes.length <= MOST_SIGNATURE_BYTES;
  }

  /** What a seal shows may be words; its numbers are passed over. */
  private void seals(Zip.Entry entry, byte[] der) {
    List<byte[]> pictures = SealPictures.in(der, MOST_SEAL_PICTURES + 1);
    if (pictures.size() > MOST_SEAL_PICTURES) {
      sink.unread(UnreadReason.TOO_LARGE);
    }
    pictures.stream()
        .limit(MOST_SEAL_PICTURES)
        .forEach(picture -> sink.file(entry.path(), picture));
  }

  private boolean draws(Zip.Entry entry, String path) {
    return map.number(entry.path()) > 0
        || map.template(entry.path())
        || path.endsWith("content.xml")
        || path.contains("annot");
  }

  private void text(byte[] xml) {
    XmlText text = XmlText.of(xml, charactersLeft, checkpoint);
    if (text.why() != null) {
      sink.unread(text.why());
    }
    if (!text.text().isBlank()) {
      charactersLeft = Math.max(0, charactersLeft - text.text().length());
      other.append(text.text()).append('\n');
    }
  }

  private void page(Zip.Entry entry, byte[] xml) {
    OfdPage page = OfdPage.of(xml, charactersLeft, checkpoint);
    page.why().forEach(sink::unread);
    page.asides().forEach(words -> other.append(words).append('\n'));
    units(page);
    boolean pictures = page.pictures();
    boolean template = map.template(entry.path());
    int number = map.number(entry.path());
    if (template) {
      templates.put(entry.path(), page);
    }
    List<Letters> whole = new ArrayList<>();
    List<OfdPage.Use> uses = new ArrayList<>(page.uses());
    for (String id : page.templates()) {
      @Nullable String path = map.templatePath(id);
      @Nullable OfdPage behind = path == null ? null : templates.get(path);
      if (behind != null) {
        whole.addAll(behind.letters());
        uses.addAll(behind.uses());
        pictures |= behind.pictures();
      }
    }
    whole.addAll(page.letters());
    OfdUnits.Placed placed = units.placed(uses, charactersLeft);
    whole.addAll(placed.letters());
    placed.why().forEach(sink::unread);
    pictures |= placed.pictures();
    String name = template ? "#template" : number > 0 ? "#p" + number : "#drawn";
    Place place = template ? Place.HEADER : Place.ATTACHMENT;
    if (number > 0 && !pictures && whole.stream().allMatch(letters -> letters.text().isBlank())) {
      sink.unread(UnreadReason.NO_TEXT);
    }
    readings(name, place, whole, page.letters());
  }

  private void readings(String name, Place place, List<Letters> whole, List<Letters> own) {
    String shown = Lines.byPosition(whole, false);
    String all = Lines.byPosition(whole, true);
    String drawn = Lines.asDrawn(own);
    charactersLeft = Math.max(0, charactersLeft - all.length());
    sink.text(name, place, shown);
    if (!squeezed(all).equals(squeezed(shown))) {
      sink.text(name + "#with-hidden", place, all);
    }
    if (!squeezed(drawn).equals(squeezed(shown)) && !squeezed(drawn).equals(squeezed(all))) {
      sink.text(name + "#drawn", place, drawn);
    }
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }
}
