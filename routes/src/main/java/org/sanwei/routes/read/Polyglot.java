package org.sanwei.routes.read;

import java.util.Set;
import org.sanwei.routes.read.archive.Zip;

/**
 * Tells files that are something else besides what they begin as. Two programs that look for
 * different signs would show two different files.
 */
final class Polyglot {
  /** Forms that carry other files whole, whose signs are then to be expected. */
  private static final Set<Form> CARRIERS =
      Set.of(Form.ARCHIVE, Form.OLE, Form.TNEF, Form.PDF, Form.RTF);

  /** Forms that do not. Text has none of the control bytes that an archive's signs have. */
  private static final Set<Form> PLAIN = Set.of(Form.PICTURE, Form.TIFF, Form.UNKNOWN);

  /** Signs of archives that stand by chance once in 2⁴⁸ bytes. */
  private static final byte[][] SIGNS = {
    {'R', 'a', 'r', '!', 0x1A, 7}, {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C}
  };

  private Polyglot() {}

  /** Whether a zip can be read out of bytes that do not begin as one. */
  static boolean zipBesides(Form form, byte[] bytes) {
    return PLAIN.contains(form) ? Zip.hiddenIn(bytes) : CARRIERS.contains(form) && Zip.ends(bytes);
  }

  /** Whether another archive stands somewhere in what carries none. */
  static boolean archiveBesides(Form form, byte[] bytes) {
    if (!PLAIN.contains(form)) {
      return false;
    }
    for (byte[] sign : SIGNS) {
      if (Bytes.first(Slice.whole(bytes), sign) > 0) {
        return true;
      }
    }
    return false;
  }
}
