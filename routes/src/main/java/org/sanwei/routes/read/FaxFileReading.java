package org.sanwei.routes.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.FaxFile;

/**
 * Reads a page file that a device dropped: the file like any attachment, and what the device told
 * of it as lines of text, since a missing page is for people to see.
 */
final class FaxFileReading {
  private static final int MAX_PAGES = 10_000;
  private static final List<String> KNOWN =
      List.of("fileName", "caller", "pages", "pagesSent", "error");

  private final Gathering gathering;
  private final PieceReading pieces;

  FaxFileReading(Gathering gathering, PieceReading pieces) {
    this.gathering = gathering;
    this.pieces = pieces;
  }

  void read(byte[] body) {
    FaxFile fax = FaxFile.decode(body).orElse(null);
    if (fax == null) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
      return;
    }
    facts(fax.facts());
    Map<String, String> facts = fax.facts();
    pieces.readOwn(
        Piece.described("1", "", List.of(facts.getOrDefault("fileName", "")), 1, fax.file()));
    gathering.claimedPages(pages(facts.get("pages")));
  }

  /** What the device told of a file that is not here. */
  void head(byte[] body) {
    FaxFile fax = FaxFile.decode(body).orElse(null);
    if (fax == null) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
      return;
    }
    facts(fax.facts());
    gathering.text("1", "1/name", Place.FILE_NAME, fax.facts().getOrDefault("fileName", ""));
    gathering.claimedPages(pages(fax.facts().get("pages")));
  }

  private void facts(Map<String, String> facts) {
    String caller = facts.getOrDefault("caller", "").strip();
    gathering.sender(caller);
    gathering.text(Gathering.WHOLE, "caller", Place.SENDER, caller);
    gathering.text(Gathering.WHOLE, "facts", Place.BODY, lines(facts));
  }

  private static String lines(Map<String, String> facts) {
    StringBuilder lines = new StringBuilder();
    line(lines, "来电号码", facts.getOrDefault("caller", ""));
    String pages = facts.getOrDefault("pages", "").strip();
    String sent = facts.getOrDefault("pagesSent", "").strip();
    if (!pages.isEmpty() && !sent.isEmpty()) {
      line(lines, "收到页数", pages + "，对方发送 " + sent + (same(pages, sent) ? "" : "（可能缺页）"));
    } else {
      line(lines, "收到页数", pages);
      line(lines, "对方发送页数", sent);
    }
    line(lines, "接收错误", facts.getOrDefault("error", ""));
    facts.entrySet().stream()
        .filter(fact -> !KNOWN.contains(fact.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact -> line(lines, fact.getKey(), fact.getValue()));
    return lines.toString().strip();
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (!value.isBlank()) {
      lines.append(name).append('：').append(value.strip()).append('\n');
    }
  }

  /** 02 is 2; words that are no numbers are compared as they are. */
  private static boolean same(String pages, String sent) {
    return pages(pages) > 0 ? pages(pages) == pages(sent) : pages.equals(sent);
  }

  /** 0 for what is no number of pages. */
  private static int pages(@Nullable String word) {
    if (word == null || word.isEmpty() || word.length() > 5) {
      return 0;
    }
    for (char c : word.toCharArray()) {
      if (c < '0' || c > '9') {
        return 0;
      }
    }
    return Math.min(MAX_PAGES, Integer.parseInt(word));
  }
}
