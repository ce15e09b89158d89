package org.sanwei.routes.read.office;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.office.Vocabulary.Zone;

/**
 * Goes once through an XML part and keeps every letter in it: runs of a paragraph stand together,
 * so that a mark split over runs is whole. What is not well-formed is read as far as it goes.
 */
final class Sweep {
  private static final int MOST_DEEP = 1_000;
  private static final int EVENTS_A_CHECK = 2_000;
  private static final int HIGHEST_ASCII = 0x7F;

  /** What a sheet's cells stand for, or where the strings of a workbook are to be put. */
  record Book(Strings strings, boolean sheet) {}

  private final Look look;
  private final @Nullable Book book;
  private final int mostCharacters;
  private final Runnable checkpoint;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Passage text = new Passage();
  private final Passage header = new Passage();
  private final Passage footer = new Passage();
  private final Set<String> asides = new LinkedHashSet<>();
  private final StringBuilder number = new StringBuilder();
  private @Nullable UnreadReason why;
  private boolean sealed;
  private boolean byNumber;
  private boolean drawn;
  private final Outlines outlines = new Outlines();
  private int characters;

  /** An element that is open. */
  private static final class Frame {
    private final String name;
    private final Box box;
    private boolean hidden;
    private boolean deleted;
    private boolean inserted;
    private boolean properties;
    private @Nullable Frame run;
    private @Nullable Frame paragraph;

    Frame(String name, Box box) {
      this.name = name;
      this.box = box;
    }

    boolean hides() {
      return hidden || (run != null && run.hidden) || (paragraph != null && paragraph.hidden);
    }
  }

  /** Where text goes until the element ends that opened it. */
  private static final class Box {
    private final Passage passage = new Passage();
    private Zone zone;

    Box(Zone zone) {
      this.zone = zone;
    }
  }

  private Sweep(Look look, @Nullable Book book, int mostCharacters, Runnable checkpoint) {
    this.look = look;
    this.book = book;
    this.mostCharacters = mostCharacters;
    this.checkpoint = checkpoint;
  }

  /**
   * @param look which styles hide text
   * @param mostCharacters after which it ends
   */
  static Swept of(
      byte[] xml, Look look, @Nullable Book book, int mostCharacters, Runnable checkpoint) {
    return new Sweep(look, book, mostCharacters, checkpoint).sweep(xml);
  }

  private Swept sweep(byte[] xml) {
    Frame outermost = new Frame("", new Box(Zone.TEXT));
    open.push(outermost);
    try {
      XMLStreamReader in = Xml.open(xml);
      for (int n = 0; in.hasNext() && why == null; n++) {
        if (n % EVENTS_A_CHECK == 0) {
          checkpoint.run();
        }
        event(in, in.next());
      }
      in.close();
    } catch (XMLStreamException e) {
      why = UnreadReason.BROKEN;
    }
    while (open.size() > 1) {
      end();
    }
    text.add(outermost.box.passage);
    return new Swept(text, header, footer, asides, why, sealed, drawn || outlines.many());
  }

  private void event(XMLStreamReader in, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(in);
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          characters(in.getText());
      case XMLStreamConstants.COMMENT -> aside(in.getText());
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> aside(in.getPIData());
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> why = UnreadReason.BROKEN;
      default -> {}
    }
  }

  private void start(XMLStreamReader in) {
    if (open.size() > MOST_DEEP) {
      why = UnreadReason.TOO_DEEP;
      return;
    }
    String name = in.getLocalName();
    Frame outer = open.element();
    @Nullable Zone zone = Vocabulary.ZONES.get(name);
    Frame frame = new Frame(name, zone == null ? outer.box : new Box(zone));
    frame.hidden = outer.hides();
    frame.deleted = outer.deleted || Vocabulary.DELETED.contains(name);
    frame.inserted = outer.inserted || Vocabulary.INSERTED.contains(name);
    frame.properties = outer.properties || name.equals("rPr") || name.equals("pPr");
    boolean paragraph = Vocabulary.PARAGRAPHS.contains(name);
    frame.run = paragraph ? null : Vocabulary.RUNS.contains(name) ? frame : outer.run;
    frame.paragraph = paragraph ? frame : outer.paragraph;
    open.push(frame);
    if (Vocabulary.BLOCKS.contains(name) && !frame.properties) {
      frame.box.passage.breakLine();
    }
    properties(in, frame);
    drawings(in, name);
    signs(in, frame);
    attributes(in);
  }

  /** What hides the text that is at hand. */
  private void properties(XMLStreamReader in, Frame frame) {
    if (frame.properties && Look.hides(in) && frame.run != null) {
      frame.run.hidden = true;
    }
    @Nullable String style = Look.attribute(in, "style-name");
    frame.hidden |= style != null && look.hides(style);
    @Nullable String val = Look.attribute(in, "val");
    boolean hiding = val != null && look.hides(val);
    if (hiding && frame.name.equals("pStyle") && frame.paragraph != null) {
      frame.paragraph.hidden = true;
    } else if (hiding && frame.name.equals("rStyle") && frame.run != null) {
      frame.run.hidden = true;
    }
    sealed |= frame.name.equals("encryption-data") || frame.name.equals("EncryptedData");
  }

  private void drawings(XMLStreamReader in, String name) {
    drawn |= name.equals("svg");
    @Nullable String space = in.getNamespaceURI();
    boolean path = name.equals("path") && space != null && space.contains("opendocument");
    if (path || Vocabulary.CURVES.contains(name)) {
      outlines.curve();
    }
    switch (name) {
      case "moveTo" -> outlines.move();
      case "lnTo" -> outlines.line();
      case "path", "shape", "shapetype", "polyline", "polygon", "enhanced-geometry" -> {
        // Of VML, of drawings in ODF, of ODF's own shapes.
        for (String lines : Vocabulary.OUTLINES) {
          outlines.path(said(in, lines));
        }
        outlines.points(said(in, "points"));
      }
      default -> {}
    }
  }

  private static String said(XMLStreamReader in, String attribute) {
    @Nullable String value = Look.attribute(in, attribute);
    return value == null ? "" : value;
  }

  /** Elements that stand for letters, gaps or places. */
  private void signs(XMLStreamReader in, Frame frame) {
    switch (frame.name) {
      case "tab", "ptab" -> put(frame.properties ? "" : "\t");
      case "s" -> put(" ");
      case "noBreakHyphen" -> put("-");
      case "br" -> put("page".equals(Look.attribute(in, "type")) ? "\f" : "");
      case "sym" -> put(Symbols.of(Look.attribute(in, "font"), Look.attribute(in, "char")));
      case "c" -> cell(Look.attribute(in, "t"));
      case "ph" -> placeholder(Look.attribute(in, "type"));
      default -> {}
    }
  }

  private void cell(@Nullable String type) {
    if (book != null && book.sheet()) {
      open.element().box.passage.gap();
      byNumber = "s".equals(type);
      number.setLength(0);
    }
  }

  private void placeholder(@Nullable String type) {
    Box box = open.element().box;
    if ("ftr".equals(type) || "dt".equals(type)) {
      box.zone = Zone.FOOTER;
    } else if ("hdr".equals(type)) {
      box.zone = Zone.HEADER;
    }
  }

  private void attributes(XMLStreamReader in) {
    if ("External".equals(Look.attribute(in, "TargetMode"))) {
      aside(Look.attribute(in, "Target"));
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String name = in.getAttributeLocalName(i);
      String value = in.getAttributeValue(i);
      boolean letters = value.chars().anyMatch(c -> c > HIGHEST_ASCII);
      if ((letters && !Vocabulary.FONTS.contains(name)) || Vocabulary.SAID.contains(name)) {
        aside(value);
      }
    }
  }

  private void aside(@Nullable String words) {
    if (words != null && !words.isBlank() && asides.add(words.strip())) {
      count(words.length());
    }
  }

  private void characters(String letters) {
    Frame frame = open.element();
    if (letters.isBlank() && !Vocabulary.LEAVES.contains(frame.name)) {
      return;
    }
    if (byNumber && frame.name.equals("v")) {
      number.append(letters);
      count(letters.length());
    } else {
      put(letters);
    }
  }

  private void put(String letters) {
    Frame frame = open.element();
    count(letters.length());
    frame.box.passage.add(letters, frame.hides(), frame.deleted, frame.inserted);
  }

  private void count(int more) {
    characters += more;
    if (characters > mostCharacters) {
      why = UnreadReason.CUT_SHORT;
    }
  }

  private void end() {
    Frame frame = open.pop();
    Box box = frame.box;
    if (book != null && frame.name.equals("v") && byNumber) {
      byNumber = false;
      int before = box.passage.length();
      book.strings().put(number.toString(), box.passage);
      count(box.passage.length() - before);
    }
    if (Vocabulary.BLOCKS.contains(frame.name) && !frame.properties) {
      box.passage.breakLine();
    }
    if (box != open.element().box) {
      close(frame, box);
    }
  }

  private void close(Frame frame, Box box) {
    if (book != null && !book.sheet() && frame.name.equals("si")) {
      book.strings().add(box.passage);
    } else if (Vocabulary.CODED.contains(frame.name)) {
      Passage plain = new Passage();
      plain.add(SheetCode.plain(box.passage.all()), false, false, false);
      (box.zone == Zone.HEADER ? header : footer).add(plain);
    } else if (box.zone == Zone.HEADER) {
      header.add(box.passage);
    } else if (box.zone == Zone.FOOTER) {
      footer.add(box.passage);
    } else if (box.zone == Zone.TEXT) {
      open.element().box.passage.add(box.passage);
    } else {
      box.passage.readings().forEach(asides::add);
    }
  }
}
