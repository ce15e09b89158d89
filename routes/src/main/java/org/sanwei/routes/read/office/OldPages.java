package org.sanwei.routes.read.office;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes Tika's page of an old paper apart by the classes of its blocks. */
final class OldPages extends DefaultHandler {
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "tr", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "title");
  private static final int EVENTS_A_CHECK = 1_000;

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Runnable checkpoint;
  private int left;
  private int events;

  /** Thrown to end a paper that has more letters than are read. */
  static final class Full extends SAXException {
    private static final long serialVersionUID = 1L;
  }

  OldPages(int mostCharacters, Runnable checkpoint) {
    this.left = mostCharacters;
    this.checkpoint = checkpoint;
    open.push("");
  }

  Map<String, String> texts() {
    Map<String, String> found = new LinkedHashMap<>();
    texts.forEach((name, text) -> found.put(name, text.toString().strip()));
    return found;
  }

  static Place place(String name) {
    return switch (name) {
      case "#header" -> Place.HEADER;
      case "#footer" -> Place.FOOTER;
      default -> Place.ATTACHMENT;
    };
  }

  @Override
  public void startElement(String uri, String name, String qName, Attributes attributes) {
    if (++events % EVENTS_A_CHECK == 0) {
      checkpoint.run();
    }
    String kind = attributes.getValue("class");
    open.push(kind == null ? open.element() : named(kind, open.element()));
    gap(name);
  }

  @Override
  public void endElement(String uri, String name, String qName) {
    gap(name);
    open.pop();
  }

  private static String named(String kind, String outer) {
    if (kind.contains("header")) {
      return "#header";
    }
    if (kind.contains("footer")) {
      return "#footer";
    }
    if (kind.contains("notes") || kind.contains("note")) {
      return "#notes";
    }
    if (kind.contains("comment") || kind.contains("annotation")) {
      return "#comments";
    }
    return kind.contains("master") ? "#masters" : outer;
  }

  private void gap(String name) {
    StringBuilder text = texts.get(open.element());
    if (text == null || text.isEmpty() || text.charAt(text.length() - 1) == '\n') {
      return;
    }
    if (BLOCKS.contains(name)) {
      text.append('\n');
    } else if (name.equals("td") || name.equals("th")) {
      text.append('\t');
    }
  }

  @Override
  public void characters(char[] letters, int from, int length) throws SAXException {
    left -= length;
    if (left < 0) {
      throw new Full();
    }
    texts
        .computeIfAbsent(open.element(), name -> new StringBuilder())
        .append(letters, from, length);
  }

  @Override
  public void ignorableWhitespace(char[] letters, int from, int length) throws SAXException {
    characters(letters, from, length);
  }
}
