package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.read.office.Xml;

/**
 * Which parts are pages, in reading order, and which templates, by id. Decides only names and order
 * and which template stands behind which page: parts that nothing lists are read all the same.
 */
final class OfdMap {
  private final List<String> pages = new ArrayList<>();
  private final Map<String, String> templates = new HashMap<>();
  private int listed;

  /** Adds what a document's root lists; {@code path} is where it stands in the package. */
  void add(String path, byte[] document, int mostPages) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    try {
      XMLStreamReader in = Xml.open(document);
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          one(in, folder, mostPages);
        }
      }
    } catch (XMLStreamException e) {
      // The part is read as text besides, where it is found broken.
      return;
    }
  }

  private void one(XMLStreamReader in, String folder, int mostPages) {
    @Nullable String location = in.getAttributeValue(null, "BaseLoc");
    if (location == null) {
      return;
    }
    String path = location.startsWith("/") ? location.substring(1) : folder + location;
    if (in.getLocalName().equals("Page")) {
      listed++;
      if (pages.size() < mostPages) {
        pages.add(path);
      }
    } else if (in.getLocalName().equals("TemplatePage")) {
      templates.put(String.valueOf(in.getAttributeValue(null, "ID")), path);
    }
  }

  int listed() {
    return listed;
  }

  /** From 1; 0 for what is no page. */
  int number(String path) {
    return pages.indexOf(path) + 1;
  }

  boolean template(String path) {
    return templates.containsValue(path);
  }

  /** Null for an id that no template has. */
  @Nullable String templatePath(String id) {
    return templates.get(id);
  }
}
