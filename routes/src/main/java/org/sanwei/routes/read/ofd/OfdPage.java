package org.sanwei.routes.read.ofd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.office.Outlines;
import org.sanwei.routes.read.office.Xml;

/**
 * What one page, template or annotation draws: {@code letters} in the file's order, {@code
 * templates} the pages behind it, by id, {@code uses} the composite units upon it, {@code asides}
 * what it says and does not draw, {@code why} what of it was not read.
 */
record OfdPage(
    List<Letters> letters,
    List<String> templates,
    Set<String> asides,
    boolean pictures,
    List<Use> uses,
    List<Unit> units,
    Set<UnreadReason> why) {

  /** A composite unit, drawn at a place of the page. */
  record Use(String id, double x, double y) {}

  /** What is drawn wherever it is used. */
  record Unit(String id, List<Letters> letters, List<Use> uses, boolean pictures) {}

  private static final int MOST_DEEP = 200;
  private static final int EVENTS_A_CHECK = 2_000;
  private static final int HIGHEST_ASCII = 0x7F;
  private static final double TINY_MILLIMETRES = 1.2;

  static OfdPage of(byte[] xml, int mostCharacters, Runnable checkpoint) {
    return new Walk(mostCharacters, checkpoint).walk(xml);
  }

  /** A text object that is open. */
  private static final class Open {
    private double left;
    private double top;
    private double right;
    private double size = 3;
    private List<Double> matrix = List.of();
    private boolean hidden;
    private double x;
    private double y;
    private List<Double> distances = List.of();
    private final StringBuilder code = new StringBuilder();
  }

  private static final class Walk {
    private final List<Letters> letters = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final Outlines outlines = new Outlines();
    private final List<String> templates = new ArrayList<>();
    private final Set<String> asides = new LinkedHashSet<>();
    private final Set<UnreadReason> why = new LinkedHashSet<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final int mostCharacters;
    private final Runnable checkpoint;
    private @Nullable Open open;
    private int characters;
    private boolean pictures;

    /** The unit that is being read, by its id; what was found before it stands in the page. */
    private @Nullable String unit;

    private List<Letters> unitLetters = new ArrayList<>();
    private List<Use> unitUses = new ArrayList<>();
    private boolean unitPictures;

    Walk(int mostCharacters, Runnable checkpoint) {
      this.mostCharacters = mostCharacters;
      this.checkpoint = checkpoint;
    }

    OfdPage walk(byte[] xml) {
      try {
        XMLStreamReader in = Xml.open(xml);
        for (int n = 0; in.hasNext() && characters <= mostCharacters; n++) {
          if (n % EVENTS_A_CHECK == 0) {
            checkpoint.run();
          }
          event(in, in.next());
        }
      } catch (XMLStreamException e) {
        why.add(UnreadReason.BROKEN);
      }
      if (characters > mostCharacters) {
        why.add(UnreadReason.CUT_SHORT);
      }
      if (outlines.many()) {
        why.add(UnreadReason.PICTURE);
      }
      endUnit();
      return new OfdPage(letters, templates, asides, pictures, uses, units, why);
    }

    private void event(XMLStreamReader in, int event) throws XMLStreamException {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start(in);
        case XMLStreamConstants.END_ELEMENT -> end(in.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(in.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("a page defines nothing of its own");
        case XMLStreamConstants.COMMENT -> aside(in.getText());
        default -> {}
      }
    }

    private void start(XMLStreamReader in) throws XMLStreamException {
      path.push(in.getLocalName());
      if (path.size() > MOST_DEEP) {
        throw new XMLStreamException("too deep");
      }
      for (int i = 0; i < in.getAttributeCount(); i++) {
        aside(in.getAttributeValue(i));
      }
      switch (in.getLocalName()) {
        case "ImageObject" -> {
          pictures |= unit == null;
          unitPictures |= unit != null;
        }
        case "CompositeGraphicUnit" -> {
          endUnit();
          unit = said(in, "ID");
          unitLetters = new ArrayList<>();
          unitUses = new ArrayList<>();
          unitPictures = false;
        }
        case "CompositeObject" -> use(in);
        case "PathObject" -> outlines.move();
        case "Template" -> {
          templates.add(said(in, "TemplateID"));
        }
        case "TextObject" -> object(in);
        case "FillColor" -> {
          if (open != null) {
            open.hidden |= white(in) || zero(in, "Alpha");
          }
        }
        case "TextCode" -> code(in);
        default -> {}
      }
    }

    private static String said(XMLStreamReader in, String attribute) {
      String value = in.getAttributeValue(null, attribute);
      return value == null ? "" : value;
    }

    private void use(XMLStreamReader in) {
      List<Double> box = Numbers.of(in.getAttributeValue(null, "Boundary"));
      double x = box.isEmpty() ? 0 : box.get(0);
      double y = box.size() < 2 ? 0 : box.get(1);
      (unit == null ? uses : unitUses).add(new Use(said(in, "ResourceID"), x, y));
    }

    private void object(XMLStreamReader in) {
      Open object = new Open();
      List<Double> box = Numbers.of(in.getAttributeValue(null, "Boundary"));
      if (box.size() == 4) {
        object.left = box.get(0);
        object.top = box.get(1);
        object.right = box.get(0) + box.get(2);
      }
      object.size = Numbers.one(in.getAttributeValue(null, "Size"), object.size);
      List<Double> matrix = Numbers.of(in.getAttributeValue(null, "CTM"));
      object.matrix = matrix.size() == 6 ? matrix : List.of();
      object.hidden =
          "false".equals(in.getAttributeValue(null, "Visible"))
              || zero(in, "Alpha")
              || object.size <= TINY_MILLIMETRES;
      open = object;
    }

    private static boolean zero(XMLStreamReader in, String name) {
      return Numbers.one(in.getAttributeValue(null, name), 1) == 0;
    }

    private static boolean white(XMLStreamReader in) {
      List<Double> value = Numbers.of(in.getAttributeValue(null, "Value"));
      return !value.isEmpty() && value.stream().allMatch(part -> part >= 250);
    }

    private void code(XMLStreamReader in) {
      if (open == null) {
        open = new Open();
      }
      open.x = Numbers.one(in.getAttributeValue(null, "X"), open.x);
      open.y = Numbers.one(in.getAttributeValue(null, "Y"), open.y);
      open.distances = Numbers.distances(in.getAttributeValue(null, "DeltaX"));
      open.code.setLength(0);
    }

    private void characters(String text) {
      characters += text.length();
      String element = path.isEmpty() ? "" : path.element();
      if (element.equals("TextCode") && open != null) {
        open.code.append(text);
      } else if (element.equals("AbbreviatedData")) {
        text.chars().forEach(this::drawn);
        aside(text);
      } else {
        aside(text);
      }
    }

    private void drawn(int command) {
      switch (command) {
        case 'M', 'S' -> outlines.move();
        case 'L' -> outlines.line();
        case 'B', 'Q', 'A' -> outlines.curve();
        default -> {}
      }
    }

    /** Names and numbers of the format itself are ASCII, and of no account. */
    private void aside(@Nullable String words) {
      if (words != null && words.chars().anyMatch(c -> c > HIGHEST_ASCII)) {
        characters += words.length();
        asides.add(words.strip());
      }
    }

    private void end(String name) {
      path.pop();
      if (name.equals("TextCode") && open != null) {
        put(open, open.code.toString());
      } else if (name.equals("TextObject")) {
        open = null;
      } else if (name.equals("CompositeGraphicUnit")) {
        endUnit();
      }
    }

    private void endUnit() {
      if (unit != null) {
        units.add(new Unit(unit, unitLetters, unitUses, unitPictures));
        unit = null;
      }
    }

    /** Letters that step back stand each for itself: they are seen in another order. */
    private void put(Open object, String code) {
      if (code.isEmpty()) {
        return;
      }
      if (code.chars().anyMatch(Walk::meaningless)) {
        why.add(UnreadReason.NO_TEXT);
      }
      boolean back = object.distances.stream().anyMatch(distance -> distance < 0);
      double x = object.x;
      if (!back) {
        add(object, x, code);
        return;
      }
      int n = 0;
      for (int at = 0; at < code.length(); at = code.offsetByCodePoints(at, 1)) {
        add(object, x, Character.toString(code.codePointAt(at)));
        x += n < object.distances.size() ? object.distances.get(n) : object.size;
        n++;
      }
    }

    private void add(Open object, double x, String text) {
      List<Double> m = object.matrix;
      double inX = m.isEmpty() ? x : m.get(0) * x + m.get(2) * object.y + m.get(4);
      double inY = m.isEmpty() ? object.y : m.get(1) * x + m.get(3) * object.y + m.get(5);
      double left = object.left + inX;
      double right = Math.max(object.right, left);
      (unit == null ? letters : unitLetters)
          .add(new Letters(left, object.top + inY, right, object.size, text, object.hidden));
    }

    private static boolean meaningless(int c) {
      return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || (c < ' ' && !Character.isWhitespace(c));
    }
  }
}
