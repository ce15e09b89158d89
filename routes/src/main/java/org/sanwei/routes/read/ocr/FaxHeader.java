package org.sanwei.routes.read.ocr;

import org.jspecify.annotations.Nullable;

/**
 * What the sending machine printed above the page, as far as it could be read: facts that the
 * sender chose. Pages are 0 where not printed.
 */
public record FaxHeader(
    @Nullable String senderNumber, @Nullable String sentAt, int page, int pages) {
  @Override
  public String toString() {
    return "FaxHeader[" + page + " of " + pages + "]";
  }
}
