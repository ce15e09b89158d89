package org.sanwei.routes.read;

import java.util.List;

/** The first bytes by which formats are known. */
final class Magic {

  private record Sign(int at, String head, Form form) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(0, "%PDF-", Form.PDF),
          new Sign(0, "\u0089PNG", Form.PICTURE),
          new Sign(0, "\u00FF\u00D8\u00FF", Form.PICTURE),
          new Sign(0, "GIF8", Form.PICTURE),
          new Sign(0, "II*\0", Form.TIFF),
          new Sign(0, "MM\0*", Form.TIFF),
          new Sign(0, "II+\0", Form.PICTURE),
          new Sign(0, "MM\0+", Form.PICTURE),
          new Sign(0, "\u0097JB2", Form.PICTURE),
          new Sign(0, "\0\0\0\fjP", Form.PICTURE),
          new Sign(4, "ftyp", Form.PICTURE),
          new Sign(8, "WEBP", Form.PICTURE),
          new Sign(0, "7z\u00BC\u00AF\u0027\u001C", Form.ARCHIVE),
          new Sign(0, "Rar!\u001A", Form.ARCHIVE),
          new Sign(0, "\u001F\u008B", Form.ARCHIVE),
          new Sign(0, "BZh", Form.ARCHIVE),
          new Sign(0, "\u00FD7zXZ", Form.ARCHIVE),
          new Sign(0, "\u0028\u00B5\u002F\u00FD", Form.ARCHIVE),
          new Sign(0, "MSCF\0", Form.ARCHIVE),
          new Sign(257, "ustar", Form.ARCHIVE),
          new Sign(0, "\u0078\u009F\u003E\"", Form.TNEF),
          new Sign(0, "\u00D0\u00CF\u0011\u00E0", Form.OLE),
          new Sign(0, "{\\rtf", Form.RTF),
          new Sign(0, "PK\u0003\u0004", Form.ZIP),
          new Sign(0, "PK\u0005\u0006", Form.ZIP),
          new Sign(40, " EMF", Form.PICTURE),
          new Sign(0, "\u00D7\u00CD\u00C6\u009A", Form.PICTURE),
          new Sign(0, "%!PS", Form.UNKNOWN),
          new Sign(0, "<?xml", Form.UNKNOWN));

  private Magic() {}

  /**
   * The form the bytes show, or TEXT when they show none. {@code head} is their start as Latin-1.
   */
  static Form of(byte[] bytes, String head) {
    for (Sign sign : SIGNS) {
      if (head.startsWith(sign.head(), sign.at())) {
        return xhtml(sign, head) ? Form.TEXT : sign.form();
      }
    }
    // BM alone opens many an English word; a bitmap has zeros in its reserved fields.
    boolean bitmap = head.startsWith("BM") && head.startsWith("\0\0\0\0", 6) && bytes.length > 26;
    return bitmap ? Form.PICTURE : Form.TEXT;
  }

  private static boolean xhtml(Sign sign, String head) {
    return sign.head().equals("<?xml") && head.contains("<html");
  }
}
