package org.sanwei.routes.read;

import org.sanwei.config.judge.Place;
import org.sanwei.routes.message.SlipBody;

/**
 * Reads a slip that was typed at the desk. What a person typed is running text in whichever field
 * it stands, so that a mark is one in every field; ticks and times, which nobody types freely, are
 * short facts. The parts of the particulars are named {@code slip/...}, for the desk to show beside
 * the text.
 */
final class SlipReading {
  /** Begins the names of the parts that are particulars. */
  private static final String PARTICULAR = "slip/";

  private final Gathering gathering;

  SlipReading(Gathering gathering) {
    this.gathering = gathering;
  }

  void read(byte[] json) {
    SlipBody slip = SlipBody.fromJson(json);
    gathering.subject(slip.subject());
    gathering.sender((slip.unit() + " " + slip.caller()).strip());
    add("subject", Place.SUBJECT, slip.subject());
    add("body", Place.BODY, slip.text());
    add("body#quoted", Place.QUOTED, Quotes.in(slip.text()));
    fact("way", slip.way().chinese());
    particular("unit", slip.unit());
    particular("caller", slip.caller());
    particular("number", slip.number());
    fact("takenAt", minute(slip.takenAt()));
    fact("eventAt", minute(slip.eventAt()));
    if (slip.meeting()) {
      fact("meetingAt", minute(slip.meetingAt()));
    }
    // What was typed is judged though its tick was taken away again.
    particular("meetingPlace", slip.meetingPlace());
    particular("attendees", slip.attendees());
    particular("takenBy", slip.takenBy());
    if (slip.readBack()) {
      fact("readBack", "已复述核对");
    }
  }

  private void particular(String name, String typed) {
    add(PARTICULAR + name, Place.BODY, typed);
  }

  private void fact(String name, String text) {
    add(PARTICULAR + name, Place.SENDER, text);
  }

  private void add(String name, Place place, String text) {
    gathering.text(Gathering.WHOLE, name, place, text);
  }

  private static String minute(String time) {
    return time.replace('T', ' ');
  }
}
