package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;

/**
 * Decides what bytes are: first by their magic, whatever was declared; then, only for what has none
 * and holds no binary bytes, by the declared type and the file name.
 */
final class Sniffer {
  private static final int HEAD = 1024;

  private static final Set<String> PLAIN =
      Set.of(
          "text/plain",
          "text/csv",
          "text/tab-separated-values",
          "text/markdown",
          "message/delivery-status",
          "message/disposition-notification",
          "text/rfc822-headers");
  private static final Set<String> FOLDED =
      Set.of("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/x-vcalendar");
  private static final Set<String> HTML =
      Set.of("text/html", "application/xhtml+xml", "text/x-amp-html");
  private static final Set<String> MAIL = Set.of("message/rfc822", "message/global");
  private static final Set<String> UNSAID = Set.of("", "application/octet-stream", "text", "*/*");
  private static final Set<String> SEALED =
      Set.of(
          "application/pkcs7-mime",
          "application/x-pkcs7-mime",
          "application/pgp-encrypted",
          "multipart/encrypted");

  private Sniffer() {}

  static Form form(byte[] bytes, String declared, String fileName, boolean wideText) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), ISO_8859_1);
    if (SEALED.contains(declared) || head.contains("-----BEGIN PGP MESSAGE")) {
      return Form.ENCRYPTED;
    }
    Form magic = Magic.of(bytes, head);
    if (magic != Form.TEXT) {
      return magic;
    }
    if (head.contains("%PDF-") && !declared.startsWith("text/") && !MAIL.contains(declared)) {
      return Form.PDF;
    }
    if (declared.startsWith("image/")) {
      return Form.PICTURE;
    }
    if (MAIL.contains(declared)) {
      return Form.MAIL;
    }
    return binary(bytes, wideText) ? Form.UNKNOWN : byDeclaration(declared, fileName, head);
  }

  private static Form byDeclaration(String declared, String fileName, String head) {
    String type = UNSAID.contains(declared) ? byName(fileName) : declared;
    if (HTML.contains(type) || (PLAIN.contains(type) && looksLikeHtml(head, fileName))) {
      return Form.HTML;
    }
    if (MAIL.contains(type) || (PLAIN.contains(type) && extension(fileName).equals("eml"))) {
      return Form.MAIL;
    }
    if (FOLDED.contains(type)) {
      return Form.FOLDED;
    }
    return PLAIN.contains(type) ? Form.TEXT : Form.UNKNOWN;
  }

  private static String byName(String fileName) {
    return switch (extension(fileName)) {
      case "", "txt", "csv", "tsv", "log", "md" -> "text/plain";
      case "htm", "html", "xhtml" -> "text/html";
      case "eml" -> "message/rfc822";
      case "ics", "vcf" -> "text/vcard";
      default -> "application/x-unknown";
    };
  }

  private static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean looksLikeHtml(String head, String fileName) {
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || extension(fileName).startsWith("htm");
  }

  /**
   * True for control bytes that no text has. Wide text (UTF-16, UTF-32, ISO 2022) may have them.
   */
  static boolean binary(byte[] bytes, boolean wideText) {
    if (wideText) {
      return false;
    }
    for (byte b : bytes) {
      if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return true;
      }
    }
    return false;
  }
}
