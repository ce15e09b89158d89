package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/RELIABILITY.md}: each soak command writes its own part and leaves the others. */
final class Page {
  private static final Path PAGE = Path.of("..", "docs", "RELIABILITY.md");

  private Page() {}

  /** Puts a part in the place of what an earlier run wrote. */
  static void write(String part, String text) throws IOException {
    Files.writeString(PAGE, with(Files.readString(PAGE), part, text));
  }

  /** The page with this part, in its place or at the end. */
  static String with(String page, String part, String text) {
    String begin = "<!-- " + part + " -->\n";
    String end = "<!-- end of " + part + " -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    String whole = begin + text.strip() + "\n" + end;
    return from < 0 || to < from
        ? page.stripTrailing() + "\n\n" + whole
        : page.substring(0, from) + whole + page.substring(to + end.length());
  }
}
