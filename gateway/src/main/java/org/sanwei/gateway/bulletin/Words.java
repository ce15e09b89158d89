package org.sanwei.gateway.bulletin;

/** What people write: the title and text of the WeCom edition, the text of the SMS edition. */
public record Words(String title, String body, String sms) {
  /** More than this is no bulletin; longer ones are refused before they are judged. */
  static final int MAX_CHARACTERS = 10_000;

  /** Within the limit, and without characters that no database takes. */
  boolean storable() {
    return title.length() + body.length() + sms.length() <= MAX_CHARACTERS
        && (title + body + sms).chars().noneMatch(c -> c == 0)
        && !halved(title)
        && !halved(body)
        && !halved(sms);
  }

  private static boolean halved(String text) {
    return text.codePoints().anyMatch(p -> p <= 0xFFFF && Character.isSurrogate((char) p));
  }

  /** The bytes that commitments bind. */
  String bound() {
    return title + "\0" + body + "\0" + sms;
  }

  @Override
  public String toString() {
    return "Words[" + (title.length() + body.length() + sms.length()) + " characters]";
  }
}
