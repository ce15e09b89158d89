package org.sanwei.routes.read.office;

import java.util.Locale;
import org.sanwei.config.judge.Place;

/**
 * What a part of a paper is, by its path: the order in which they are read, the place of their text
 * and the word that stands for them.
 */
enum PartKind {
  HEADER("header", Place.HEADER),
  BODY("", Place.ATTACHMENT),
  SHEET("sheet", Place.ATTACHMENT),
  HIDDEN_SHEET("hidden-sheet", Place.ATTACHMENT),
  SLIDE("slide", Place.ATTACHMENT),
  FOOTER("footer", Place.FOOTER),
  NOTES("notes", Place.ATTACHMENT),
  COMMENTS("comments", Place.ATTACHMENT),
  /** Charts, diagrams, drawings: pictures made of text. */
  DRAWINGS("drawings", Place.ATTACHMENT),
  /** What stands behind every slide or page. */
  MASTERS("masters", Place.ATTACHMENT),
  PROPERTIES("properties", Place.ATTACHMENT),
  CUSTOM("custom", Place.ATTACHMENT),
  /** Addresses that the paper points to. */
  LINKS("links", Place.ATTACHMENT),
  OTHER("settings", Place.ATTACHMENT);

  private final String word;
  private final Place place;

  PartKind(String word, Place place) {
    this.word = word;
    this.place = place;
  }

  String word() {
    return word;
  }

  Place place() {
    return place;
  }

  /** Whether each part of this kind stands for itself and not with the others of its kind. */
  boolean apart() {
    return switch (this) {
      case HEADER, FOOTER, SHEET, HIDDEN_SHEET, SLIDE -> true;
      default -> false;
    };
  }

  static PartKind of(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String folders = path.substring(0, path.length() - file.length()).toLowerCase(Locale.ROOT);
    if (file.endsWith(".rels")) {
      return LINKS;
    }
    if (folders.startsWith("docprops/") || file.equals("meta.xml")) {
      return PROPERTIES;
    }
    if (folders.startsWith("customxml/")) {
      return CUSTOM;
    }
    if (folders.contains("charts/")
        || folders.contains("diagrams/")
        || folders.contains("drawings/")) {
      return file.contains("vmldrawing") ? COMMENTS : DRAWINGS;
    }
    if (folders.contains("slidemasters/")
        || folders.contains("slidelayouts/")
        || folders.contains("notesmasters/")
        || folders.contains("handoutmasters/")) {
      return MASTERS;
    }
    if (folders.endsWith("notesslides/")
        || file.startsWith("footnotes")
        || file.startsWith("endnotes")) {
      return NOTES;
    }
    if (file.contains("comment")) {
      return COMMENTS;
    }
    if (folders.endsWith("slides/")) {
      return SLIDE;
    }
    if (folders.endsWith("sheets/")) {
      return SHEET;
    }
    return inWord(file);
  }

  private static PartKind inWord(String file) {
    if (file.startsWith("header")) {
      return HEADER;
    }
    if (file.startsWith("footer")) {
      return FOOTER;
    }
    boolean body = file.startsWith("document") || file.equals("content.xml");
    return body ? BODY : OTHER;
  }
}
