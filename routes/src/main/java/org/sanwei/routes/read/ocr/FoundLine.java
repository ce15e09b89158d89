package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line on its way: its box on the page, the reading taken and the other readings. */
record FoundLine(TextBox box, Reading reading, List<Reading> others, Zone zone) {
  FoundLine {
    others = List.copyOf(others);
  }

  static FoundLine of(TextBox box, Reading reading) {
    return new FoundLine(box, reading, List.of(), Zone.BODY);
  }

  FoundLine in(Zone newZone) {
    return new FoundLine(box, reading, others, newZone);
  }

  FoundLine with(Reading best, List<Reading> rest) {
    return new FoundLine(box, best, rest, zone);
  }

  /** Every reading, the one taken first. */
  List<Reading> all() {
    List<Reading> all = new ArrayList<>();
    all.add(reading);
    all.addAll(others);
    return all;
  }

  /** The known word that fits best, over all readings, where it is no further behind than this. */
  @Nullable String known(double behind) {
    Reading best = reading;
    for (Reading other : others) {
      best = other.knownBehind() > best.knownBehind() ? other : best;
    }
    KnownWords.Fit fit = best.known();
    return fit == null || fit.behind() < behind ? null : fit.word();
  }

  /** About how many characters would stand in the box. */
  double roomFor() {
    return box.length() / box.height() * 1.15;
  }

  @Override
  public String toString() {
    return "FoundLine[" + zone + ", " + reading.text().length() + " characters]";
  }
}
