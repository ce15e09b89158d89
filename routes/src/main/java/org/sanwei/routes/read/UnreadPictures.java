package org.sanwei.routes.read;

import java.awt.image.BufferedImage;
import org.sanwei.config.policy.UnreadReason;

/** Where nobody reads pictures, each holds its message. */
final class UnreadPictures implements Pictures {
  private final Gathering gathering;

  UnreadPictures(Gathering gathering) {
    this.gathering = gathering;
  }

  @Override
  public void file(Piece piece, Form form) {
    if (form == Form.TIFF) {
      gathering.addPages(TiffPages.count(piece.bytes()));
    }
    gathering.unread(piece.position(), UnreadReason.PICTURE);
  }

  @Override
  public void page(Piece piece, int page, BufferedImage drawn) {
    gathering.unread(piece.position(), UnreadReason.PICTURE);
  }
}
