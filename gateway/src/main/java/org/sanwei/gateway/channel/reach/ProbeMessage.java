package org.sanwei.gateway.channel.reach;

import java.util.List;
import java.util.Locale;

/**
 * A message of our own (自检件): {@code code} is random and in its words, so no two are alike, and
 * whoever did not read it cannot write it.
 */
public record ProbeMessage(boolean marked, String code) {
  /** Who it says it is from. */
  public static final String SENDER = "值班网关自检";

  /** The phone that a text of ours is from, and the number that it is sent to. */
  public static final String PHONE = "13900009999";

  /** See {@link #PHONE}. */
  public static final String OFFICE_NUMBER = "10690000";

  /** The address that mail of ours is from. */
  static final String ADDRESS = "probe@gateway.invalid";

  private static final String PLAIN = "本件由值班网关自己投递，用来证明这条通道和规则是通的。没有内容，不必办理。";

  /** Its subject, where the way has one. */
  public String subject() {
    return "演练 通道自检";
  }

  /** Its text; the marked one has the mark where papers have it. */
  public String text() {
    return (marked ? "机密★1年\n" : "") + "演练 通道自检\n" + PLAIN + "\n编号 " + code + "\n";
  }

  /** The name of its file, where the way is a folder. */
  String fileName(String ending) {
    return "probe-" + code.substring(0, 12).toLowerCase(Locale.ROOT) + ending;
  }

  /** Everything that a reader may find in it besides the text, whichever way it came. */
  public List<String> around() {
    return List.of(
        subject(),
        SENDER + " <" + ADDRESS + ">",
        SENDER,
        ADDRESS,
        "<" + ADDRESS + ">",
        fileName(".pdf"),
        PHONE,
        OFFICE_NUMBER,
        TextPdf.STRINGS);
  }

  /** The page that a fax machine would have made of it. */
  public byte[] page() {
    return TextPdf.of(text());
  }

  @Override
  public String toString() {
    return "ProbeMessage[" + (marked ? "marked" : "plain") + "]";
  }
}
