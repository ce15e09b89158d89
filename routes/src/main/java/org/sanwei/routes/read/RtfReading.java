package org.sanwei.routes.read;

import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/** Reads RTF: what programs show, and everything else in it that is text. */
final class RtfReading {
  private final Gathering gathering;

  RtfReading(Gathering gathering) {
    this.gathering = gathering;
  }

  void read(String position, String name, Place place, byte[] bytes) {
    RtfText rtf = RtfText.of(bytes, gathering);
    if (rtf.damaged()) {
      gathering.unread(position, UnreadReason.BROKEN);
    }
    if (rtf.pictures()) {
      gathering.unread(position, UnreadReason.PICTURE);
    }
    for (String reading : rtf.shown()) {
      gathering.text(position, name, place, reading);
      gathering.text(position, name + "#quoted", Place.QUOTED, Quotes.in(reading));
    }
    for (String reading : rtf.asides()) {
      gathering.text(position, name + "#asides", place, reading);
    }
  }
}
