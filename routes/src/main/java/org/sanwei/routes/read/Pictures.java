package org.sanwei.routes.read;

import java.awt.image.BufferedImage;

/** Where everything goes that may hold words as a picture. */
interface Pictures {
  /** A file that is a picture: a fax, a photograph, a logo. It has not been decoded. */
  void file(Piece piece, Form form);

  /**
   * Whether another page of what stands at this position is looked at now. If not, it is on record
   * as unread, and need not be drawn.
   */
  boolean wanted(String position);

  /**
   * A {@link #wanted} page of a document, drawn as it looks since its letters do not tell all of
   * it.
   *
   * @param page counts from 1 within the piece
   */
  void page(Piece piece, int page, BufferedImage drawn);
}
