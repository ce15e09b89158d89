package org.sanwei.routes.read.office;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** What bytes begin with, for the few parts of a paper that are passed over unread. */
public final class Heads {
  private static final int HEAD = 1024;
  private static final int BITMAP_HEAD = 26;

  private record Sign(int at, String head) {}

  private static final List<String> FONTS =
      List.of("\0\u0001\0\0", "OTTO", "true", "ttcf", "\u0001\0\u0004");

  /** Pictures, papers and archives: nothing that a program keeps for a printer. */
  private static final List<Sign> FILES =
      List.of(
          new Sign(0, "\u0089PNG"),
          new Sign(0, "\u00FF\u00D8\u00FF"),
          new Sign(0, "GIF8"),
          new Sign(0, "II*\0"),
          new Sign(0, "MM\0*"),
          new Sign(0, "II+\0"),
          new Sign(0, "MM\0+"),
          new Sign(0, "\u0097JB2"),
          new Sign(0, "\0\0\0\fjP"),
          new Sign(0, "\u00FF\u004F\u00FF\u0051"),
          new Sign(4, "ftyp"),
          new Sign(8, "WEBP"),
          new Sign(40, " EMF"),
          new Sign(0, "\u00D7\u00CD\u00C6\u009A"),
          new Sign(0, "PK"),
          new Sign(0, "7z\u00BC\u00AF"),
          new Sign(0, "Rar!"),
          new Sign(0, "\u001F\u008B"),
          new Sign(0, "{\\rtf"),
          new Sign(0, "%!PS"),
          new Sign(0, "\u00D0\u00CF\u0011\u00E0"));

  private Heads() {}

  /** Whether they are a font. */
  public static boolean font(byte[] bytes) {
    String head = head(bytes, 0);
    return FONTS.stream().anyMatch(head::startsWith);
  }

  /** Whether they are a file of a kind that shows something. */
  static boolean file(byte[] bytes) {
    String head = head(bytes, 0);
    return FILES.stream().anyMatch(sign -> head.startsWith(sign.head(), sign.at()))
        || bitmap(head)
        || head.contains("%PDF-")
        || Xml.looksLike(bytes);
  }

  /** Whether at this place a picture begins, or a zip, of those that a seal may hold. */
  public static boolean sealed(byte[] bytes, int at) {
    return switch (bytes[at] & 0xFF) {
      case 0x89, 0xFF, 'G', 'B', 'P', '<' -> sealed(head(bytes, at));
      default -> false;
    };
  }

  private static boolean sealed(String head) {
    return head.startsWith("\u0089PNG")
        || head.startsWith("\u00FF\u00D8\u00FF")
        || head.startsWith("GIF8")
        || head.startsWith("PK\u0003\u0004")
        || head.startsWith("<svg")
        || bitmap(head);
  }

  private static boolean bitmap(String head) {
    return head.startsWith("BM") && head.startsWith("\0\0\0\0", 6) && head.length() >= BITMAP_HEAD;
  }

  private static String head(byte[] bytes, int from) {
    int most = from == 0 ? HEAD : BITMAP_HEAD;
    return new String(bytes, from, Math.min(most, bytes.length - from), ISO_8859_1);
  }
}
