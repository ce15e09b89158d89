package org.sanwei.routes.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a layer of a PDF may be out of sight for somebody: on the screen, in print, or after a
 * click (ISO 32000-1, 8.11). Layers that are on for all are drawn like anything else.
 */
final class PdfLayers {
  /** What a viewer may switch a layer by that depends on no state written down. */
  private static final Set<String> STATES = Set.of("View", "Print", "Export");

  /** Over layers that are on, these are. */
  private static final Set<String> JOINS = Set.of("And", "Or");

  private static final int MOST_OPERANDS = 10_000;

  private PdfLayers() {}

  /**
   * @param d any dictionary of the file: a configuration, a layer's usage, a membership
   */
  static boolean hides(COSDictionary d) {
    return filled(d.getDictionaryObject("OFF"))
        || off(d, "ViewState")
        || off(d, "PrintState")
        || off(d, "ExportState")
        || off(d, "BaseState")
        || switches(d.getDictionaryObject("AS"))
        || (name(d, "Type").equals("OCMD")
            && (name(d, "P").endsWith("Off") || odd(d.getDictionaryObject("VE"))));
  }

  private static boolean filled(@Nullable COSBase layers) {
    return layers instanceof COSArray array && array.size() > 0;
  }

  private static boolean off(COSDictionary d, String key) {
    return d.containsKey(key) && !name(d, key).equals("ON");
  }

  /** By zoom, language or user; the states themselves are looked at where they stand. */
  private static boolean switches(@Nullable COSBase events) {
    if (!(events instanceof COSArray array)) {
      // The state of an annotation is a name of the same key.
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getObject(i) instanceof COSDictionary event)
          || !(event.getDictionaryObject("Category") instanceof COSArray categories)
          || !STATES.containsAll(categories.toCOSNameStringList())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Not all of these are on together: a {@code Not}, or one that programs take differently, such as
   * an {@code Or} over nothing.
   */
  private static boolean odd(@Nullable COSBase expression) {
    Deque<COSArray> open = new ArrayDeque<>();
    int operands = 0;
    @Nullable COSBase next = expression;
    while (next instanceof COSArray array && joins(array)) {
      operands += array.size();
      if (operands > MOST_OPERANDS) {
        return true;
      }
      for (int i = 1; i < array.size(); i++) {
        COSBase operand = array.getObject(i);
        if (operand instanceof COSArray inner) {
          open.push(inner);
        } else if (!(operand instanceof COSDictionary)) {
          return true;
        }
      }
      next = open.poll();
    }
    return next != null;
  }

  private static boolean joins(COSArray expression) {
    return expression.size() > 1
        && expression.getObject(0) instanceof COSName word
        && JOINS.contains(word.getName());
  }

  private static String name(COSDictionary d, String key) {
    String name = d.getNameAsString(key);
    return name == null ? "" : name;
  }
}
