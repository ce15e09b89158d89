package org.sanwei.routes.read;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.jspecify.annotations.Nullable;

/**
 * Whether a layer of a PDF may be out of sight for somebody: on the screen, in print, or after a
 * click (ISO 32000-1, 8.11). Layers that are on for all are drawn like anything else.
 */
final class PdfLayers {
  /** What a viewer may switch a layer by that depends on no state written down. */
  private static final Set<String> STATES = Set.of("View", "Print", "Export");

  private static final int MOST_DEEP = 50;

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
            && (name(d, "P").endsWith("Off") || negates(d.getDictionaryObject("VE"), 0)));
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

  private static boolean negates(@Nullable COSBase expression, int depth) {
    if (!(expression instanceof COSArray array)) {
      return false;
    }
    if (depth > MOST_DEEP) {
      return true;
    }
    for (int i = 0; i < array.size(); i++) {
      COSBase part = array.get(i);
      COSBase inner = part instanceof COSObject reference ? reference.getObject() : part;
      boolean not = inner instanceof COSName word && word.getName().equals("Not");
      if (not || negates(inner, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private static String name(COSDictionary d, String key) {
    String name = d.getNameAsString(key);
    return name == null ? "" : name;
  }
}
