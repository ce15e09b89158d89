package org.sanwei.routes.read;

import java.util.Set;
import org.sanwei.config.policy.UnreadReason;

/** Reads an HTML page: its text each way it may be seen, and the files that stand in it. */
final class HtmlReading {
  private final Gathering gathering;
  private final ReadLimits limits;
  private final PieceReading pieces;

  HtmlReading(Gathering gathering, ReadLimits limits, PieceReading pieces) {
    this.gathering = gathering;
    this.limits = limits;
    this.pieces = pieces;
  }

  /**
   * A page in memory takes a dozen times its size and, of nothing but tags, a hundred times. So no
   * more of one is taken apart than is kept of a message's text; what is longer is held, and its
   * source judged as it stands.
   *
   * @return the {@link DataAddress addresses} with files in them, for {@link #files}
   */
  Set<String> page(Piece piece, String name, String whole) {
    String source = whole;
    if (whole.length() > limits.maxTextCharacters()) {
      gathering.unread(piece.position(), UnreadReason.TOO_LARGE);
      source = whole.substring(0, limits.maxTextCharacters());
    }
    if (source.contains("<!ENTITY")) {
      // A program that reads it as XML would put other letters in its place.
      gathering.unread(piece.position(), UnreadReason.BROKEN);
    }
    HtmlText page = HtmlText.of(source);
    pieces.add(piece, name, page.all());
    if (!page.visible().equals(page.all())) {
      pieces.add(piece, name + "#visible", page.visible());
    }
    pieces.add(piece, name + "#asides", page.asides());
    pieces.add(piece, name + "#code", page.code());
    if (!piece.declaredType().contains("html") || source.length() < whole.length()) {
      pieces.add(piece, name + "#source", whole);
    }
    if (page.pictures()) {
      gathering.unread(piece.position(), UnreadReason.PICTURE);
    }
    return page.files();
  }

  /** Pictures, pages and whatever else stands in the page's own addresses. */
  void files(Piece page, Set<String> addresses) {
    int n = 0;
    for (String address : addresses) {
      gathering.checkpoint();
      DataAddress file = DataAddress.of(address);
      if (file.broken()) {
        gathering.unread(page.position(), UnreadReason.BROKEN);
      }
      if (file.bytes().length > 0) {
        n++;
        pieces.readWithin(page.position(), page.depth(), n, file.mediaType(), file.bytes());
      }
    }
  }
}
