package org.sanwei.routes.read.office;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Which named styles of a paper hide their text from the eye: hidden, white or tiny. What they say
 * decides only which letters stand in which reading; every letter is judged.
 */
final class Look {
  private static final int TINY_HALF_POINTS = 8;
  private static final int TINY_HUNDREDTHS = 400;
  private static final double TINY_POINTS = 4;
  private static final int MOST_PARENTS = 20;

  private static final Set<String> WHITE =
      Set.of("ffffff", "ffffffff", "#ffffff", "background1", "bg1", "window");

  private final Set<String> hiding = new HashSet<>();
  private final Map<String, String> parents = new HashMap<>();

  /** Adds the styles of a part; one that is not well-formed is told of where its text is read. */
  void add(byte[] xml, Runnable checkpoint) {
    try {
      XMLStreamReader in = Xml.open(xml);
      String style = "";
      for (int n = 0; in.hasNext(); n++) {
        if (n % 2_000 == 0) {
          checkpoint.run();
        }
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          style = one(in, style);
        }
      }
    } catch (XMLStreamException e) {
      hiding.add("");
    }
  }

  /** The style that {@code in} is within from here on. */
  private String one(XMLStreamReader in, String style) {
    String name = in.getLocalName();
    if (name.equals("style")) {
      @Nullable String id = attribute(in, "styleId");
      @Nullable String odf = attribute(in, "name");
      String found = id == null ? (odf == null ? "" : odf) : id;
      @Nullable String parent = attribute(in, "parent-style-name");
      if (parent != null) {
        parents.put(found, parent);
      }
      return found;
    }
    @Nullable String base = name.equals("basedOn") ? attribute(in, "val") : null;
    if (base != null) {
      parents.put(style, base);
    }
    if (!style.isEmpty() && hides(in)) {
      hiding.add(style);
    }
    return style;
  }

  boolean hides(String style) {
    @Nullable String at = style;
    for (int n = 0; n < MOST_PARENTS && at != null; n++) {
      if (hiding.contains(at)) {
        return true;
      }
      at = parents.get(at);
    }
    return false;
  }

  /** Whether the element at hand makes the text hidden that it is a property of. */
  static boolean hides(XMLStreamReader in) {
    String name = in.getLocalName();
    String val = lower(attribute(in, "val"));
    if (Vocabulary.VANISHING.contains(name)) {
      return !Set.of("0", "false", "off").contains(val);
    }
    return switch (name) {
      case "color" ->
          WHITE.contains(val)
              || WHITE.contains(lower(attribute(in, "rgb")))
              || WHITE.contains(lower(attribute(in, "themeColor")))
              || lower(attribute(in, "theme")).equals("0");
      case "srgbClr", "schemeClr", "sysClr" -> WHITE.contains(val);
      case "sz" -> number(val) <= TINY_HALF_POINTS;
      case "rPr" -> number(lower(attribute(in, "sz"))) <= TINY_HUNDREDTHS;
      case "text-properties" ->
          lower(attribute(in, "display")).equals("none")
              || WHITE.contains(lower(attribute(in, "color")))
              || (lower(attribute(in, "font-size")).endsWith("pt")
                  && number(lower(attribute(in, "font-size")).replace("pt", "")) <= TINY_POINTS);
      default -> false;
    };
  }

  private static String lower(@Nullable String value) {
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }

  /** Infinite for what is no number. */
  private static double number(String digits) {
    if (digits.isEmpty() || digits.length() > 8 || !Character.isDigit(digits.charAt(0))) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The value of the first attribute of this local name, whatever its namespace. */
  static @Nullable String attribute(XMLStreamReader in, String localName) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals(localName)) {
        return in.getAttributeValue(i);
      }
    }
    return null;
  }
}
