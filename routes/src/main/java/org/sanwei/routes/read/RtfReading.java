package org.sanwei.routes.read;

import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/** Reads RTF: what programs show, everything else in it that is text, and its pictures. */
final class RtfReading {
  private final Gathering gathering;
  private final PieceReading pieces;

  RtfReading(Gathering gathering, PieceReading pieces) {
    this.gathering = gathering;
    this.pieces = pieces;
  }

  /**
   * @param depth at which the RTF itself stands
   */
  void read(String position, int depth, String name, Place place, byte[] bytes) {
    RtfText rtf = RtfText.of(bytes, gathering);
    if (rtf.damaged()) {
      gathering.unread(position, UnreadReason.BROKEN);
    }
    if (rtf.objects()) {
      gathering.unread(position, UnreadReason.PICTURE);
    }
    for (String reading : rtf.shown()) {
      gathering.text(position, name, place, reading);
      gathering.text(position, name + "#quoted", Place.QUOTED, Quotes.in(reading));
    }
    for (String reading : rtf.asides()) {
      gathering.text(position, name + "#asides", place, reading);
    }
    int n = 0;
    for (RtfPicture picture : rtf.pictures()) {
      n++;
      picture(picture, position, depth, n);
    }
  }

  private void picture(RtfPicture picture, String position, int depth, int n) {
    if (picture.broken()) {
      gathering.unread(position, UnreadReason.BROKEN);
    }
    if (picture.file()) {
      pieces.readWithin(position, depth, n, "", picture.bytes());
    } else {
      gathering.unread(position, UnreadReason.PICTURE);
    }
  }
}
