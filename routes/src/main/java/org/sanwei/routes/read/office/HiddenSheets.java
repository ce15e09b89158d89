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

/** Which sheets of a workbook nobody is shown. Decides no more than what their text is called. */
final class HiddenSheets {
  private HiddenSheets() {}

  /** Paths of their parts, in small letters. */
  static Set<String> of(byte[] workbook, byte[] relations) {
    Set<String> paths = new HashSet<>();
    try {
      Map<String, String> targets = targets(relations);
      XMLStreamReader in = Xml.open(workbook);
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("sheet")) {
          @Nullable String state = Look.attribute(in, "state");
          @Nullable String target = targets.get(String.valueOf(Look.attribute(in, "id")));
          if (state != null && !state.equals("visible") && target != null) {
            paths.add(target);
          }
        }
      }
    } catch (XMLStreamException e) {
      return paths;
    }
    return paths;
  }

  private static Map<String, String> targets(byte[] relations) throws XMLStreamException {
    Map<String, String> targets = new HashMap<>();
    XMLStreamReader in = Xml.open(relations);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT) {
        @Nullable String id = Look.attribute(in, "Id");
        @Nullable String target = Look.attribute(in, "Target");
        if (id != null && target != null) {
          String path = target.startsWith("/") ? target.substring(1) : "xl/" + target;
          targets.put(id, path.toLowerCase(Locale.ROOT));
        }
      }
    }
    return targets;
  }
}
