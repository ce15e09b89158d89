package org.sanwei.routes.read.office;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What elements of WordprocessingML, SpreadsheetML, PresentationML, DrawingML and OpenDocument mean
 * for their text, by local name. What is not here is passed through: its text counts where it
 * stands.
 */
final class Vocabulary {
  /** Before and behind them a line ends. */
  static final Set<String> BLOCKS =
      Set.of(
          "p",
          "h",
          "tr",
          "tc",
          "tbl",
          "row",
          "comment",
          "threadedComment",
          "footnote",
          "endnote",
          "table",
          "table-row",
          "table-cell",
          "covered-table-cell",
          "list-item",
          "br",
          "cr",
          "line-break",
          "soft-page-break",
          "page",
          "pt",
          "property",
          "title",
          "subject",
          "creator",
          "keywords",
          "description",
          "category",
          "lastModifiedBy",
          "contentStatus",
          "Company",
          "Manager",
          "Application",
          "Template",
          "lpstr",
          "lpwstr",
          "user-defined",
          "keyword",
          "initial-creator",
          "generator",
          "sdtContent",
          "section");

  /** Text of their own that stands beside the line they stand in. */
  static final Map<String, Zone> ZONES =
      Map.ofEntries(
          Map.entry("txbxContent", Zone.ASIDE),
          Map.entry("text-box", Zone.ASIDE),
          Map.entry("textbox", Zone.ASIDE),
          Map.entry("annotation", Zone.ASIDE),
          Map.entry("note-body", Zone.ASIDE),
          Map.entry("note-citation", Zone.ASIDE),
          Map.entry("tracked-changes", Zone.ASIDE),
          Map.entry("instrText", Zone.ASIDE),
          Map.entry("delInstrText", Zone.ASIDE),
          Map.entry("fldData", Zone.ASIDE),
          Map.entry("rt", Zone.ASIDE),
          Map.entry("rPh", Zone.ASIDE),
          Map.entry("ruby-text", Zone.ASIDE),
          Map.entry("f", Zone.ASIDE),
          Map.entry("desc", Zone.ASIDE),
          Map.entry("event-listeners", Zone.ASIDE),
          Map.entry("sp", Zone.TEXT),
          Map.entry("si", Zone.TEXT),
          Map.entry("cxnSp", Zone.TEXT),
          Map.entry("custom-shape", Zone.ASIDE),
          Map.entry("frame", Zone.ASIDE),
          Map.entry("header", Zone.HEADER),
          Map.entry("header-left", Zone.HEADER),
          Map.entry("header-first", Zone.HEADER),
          Map.entry("footer", Zone.FOOTER),
          Map.entry("footer-left", Zone.FOOTER),
          Map.entry("footer-first", Zone.FOOTER),
          Map.entry("oddHeader", Zone.HEADER),
          Map.entry("evenHeader", Zone.HEADER),
          Map.entry("firstHeader", Zone.HEADER),
          Map.entry("oddFooter", Zone.FOOTER),
          Map.entry("evenFooter", Zone.FOOTER),
          Map.entry("firstFooter", Zone.FOOTER));

  /** Zones whose text is written in SpreadsheetML's own code. */
  static final Set<String> CODED =
      Set.of("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter");

  static final Set<String> PARAGRAPHS = Set.of("p", "h");
  static final Set<String> RUNS = Set.of("r", "fld", "span");

  /** What was taken out of the text and is still in the file; a branch for older programs. */
  static final Set<String> DELETED = Set.of("del", "moveFrom", "Fallback");

  /** What the text did not have before; a branch for newer programs. */
  static final Set<String> INSERTED = Set.of("ins", "moveTo", "Choice");

  static final Set<String> VANISHING = Set.of("vanish", "specVanish", "webHidden");

  /** Where white space between tags is text. */
  static final Set<String> LEAVES = Set.of("t", "delText", "p", "h", "span", "a", "v", "text");

  /** Attributes whose value is the name of a font or a style. */
  static final Set<String> FONTS =
      Set.of(
          "typeface",
          "ascii",
          "hAnsi",
          "eastAsia",
          "cs",
          "hint",
          "panose",
          "font-family",
          "font-family-asian",
          "font-family-complex",
          "font-name",
          "font-name-asian",
          "font-name-complex",
          "style-name",
          "parent-style-name",
          "styleId");

  /** Attributes that are judged whatever letters they have. */
  static final Set<String> SAID =
      Set.of(
          "descr",
          "title",
          "alt",
          "string",
          "string-value",
          "tooltip",
          "display",
          "displayText",
          "prompt",
          "promptTitle",
          "error",
          "errorTitle",
          "formula",
          "author",
          "href",
          "name",
          "content",
          "lvlText");

  /** Bent lines, and lines of ink. */
  static final Set<String> CURVES = Set.of("cubicBezTo", "quadBezTo", "trace");

  /** Attributes that hold lines in letters and numbers: of VML twice, of ODF twice. */
  static final List<String> OUTLINES = List.of("path", "v", "d", "enhanced-path");

  private Vocabulary() {}

  /** Where a text stands in its part. */
  enum Zone {
    TEXT,
    HEADER,
    FOOTER,
    ASIDE
  }
}
