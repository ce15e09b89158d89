package org.sanwei.routes.read;

import java.util.List;
import java.util.Locale;

/** Finds what a mail quotes from an earlier one. */
final class Quotes {
  private static final List<String> SEPARATORS =
      List.of(
          "-----original message",
          "----- original message",
          "---original---",
          "-----原始邮件",
          "----- 原始邮件",
          "------------------ 原始邮件",
          "------------------ original",
          "-----邮件原件",
          "-------- 转发",
          "---------- forwarded",
          "-------- forwarded",
          "发件人:",
          "发件人：",
          "> 发件人");

  private Quotes() {}

  /** The quoted lines without their {@code >} signs; empty if there are none. */
  static String in(String text) {
    StringBuilder quoted = new StringBuilder();
    boolean rest = false;
    for (String line : text.split("\n", -1)) {
      String start = line.strip();
      rest |= separates(start);
      if (rest || start.startsWith(">")) {
        quoted.append(unmarked(start)).append('\n');
      }
    }
    return quoted.toString().strip();
  }

  private static boolean separates(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    boolean wrote = lower.startsWith("on ") && lower.endsWith("wrote:");
    boolean xieDao = line.startsWith("在") && (line.endsWith("写道：") || line.endsWith("写道:"));
    return wrote || xieDao || SEPARATORS.stream().anyMatch(lower::startsWith);
  }

  private static String unmarked(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == '>' || line.charAt(at) == ' ')) {
      at++;
    }
    return line.substring(at);
  }
}
