package org.sanwei.routes.release;

/**
 * What WeCom takes as one text message.
 *
 * @param maxBytes bytes of UTF-8; WeCom cuts what is longer without a word, so we refuse it
 */
public record WecomRules(int maxBytes) {
  public WecomRules {
    if (maxBytes < 256 || maxBytes > 2048) {
      throw new IllegalArgumentException("a WeCom text is at most 2,048 bytes");
    }
  }

  /** WeCom's own limit. */
  public static WecomRules usual() {
    return new WecomRules(2048);
  }
}
