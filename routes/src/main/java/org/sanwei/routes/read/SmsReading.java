package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.sms.Alphabet;
import org.sanwei.routes.sms.ShortMessage;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;
import org.sanwei.routes.sms.UserData;

/**
 * Reads a text as it came over SMPP. Positions are the numbers of its parts. A part that is
 * missing, or came in two versions, or in octets that are no text, is unread; what can be read of
 * the others is, so that it is judged.
 */
final class SmsReading {
  private final Gathering gathering;

  SmsReading(Gathering gathering) {
    this.gathering = gathering;
  }

  static boolean reads(String mediaType) {
    return mediaType.equals(SmsBody.MEDIA_TYPE);
  }

  /**
   * Neighbours of one alphabet: joined before they are decoded, for a cut may go through one
   * character.
   */
  private record Run(int from, int to, Alphabet alphabet, ByteArrayOutputStream octets) {
    Run upTo(int part) {
      return new Run(from, part, alphabet, octets);
    }
  }

  void read(byte[] json) {
    SmsBody body = SmsBody.fromJson(json);
    gathering.sender(body.sender());
    gathering.text(Gathering.WHOLE, "sender", Place.SENDER, body.sender());
    gathering.text(Gathering.WHOLE, "destination", Place.SENDER, body.destination());
    List<SmsPart> parts =
        body.parts().stream().sorted(Comparator.comparingInt(SmsPart::part)).toList();
    missing(body.total(), parts);
    runs(parts).forEach(this::run);
  }

  private void missing(int total, List<SmsPart> parts) {
    Set<Integer> there = new HashSet<>();
    for (SmsPart part : parts) {
      if (!there.add(part.part())) {
        gathering.unread(position(part.part()), UnreadReason.BROKEN);
      }
    }
    for (int n = 1; n <= total; n++) {
      if (!there.contains(n)) {
        gathering.unread(position(n), UnreadReason.CUT_SHORT);
      }
    }
  }

  private List<Run> runs(List<SmsPart> parts) {
    List<Run> runs = new ArrayList<>();
    for (SmsPart part : parts) {
      gathering.checkpoint();
      if (ShortMessage.type(part.esmClass()) != 0) {
        // An acknowledgement or a notice about a message: not for us to say what it means.
        gathering.unread(position(part.part()), UnreadReason.UNKNOWN_FORMAT);
      }
      UserData data = UserData.of(ShortMessage.hasHeader(part.esmClass()), part.octets());
      if (!data.understood()) {
        gathering.unread(position(part.part()), UnreadReason.UNKNOWN_FORMAT);
      }
      Alphabet alphabet = Alphabet.of(part.dataCoding());
      Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.to == part.part() - 1 && last.alphabet == alphabet) {
        runs.set(runs.size() - 1, last.upTo(part.part()));
      } else {
        runs.add(new Run(part.part(), part.part(), alphabet, new ByteArrayOutputStream()));
      }
      runs.get(runs.size() - 1).octets.writeBytes(data.text());
    }
    return runs;
  }

  private void run(Run run) {
    byte[] octets = run.octets.toByteArray();
    String position = position(run.from);
    if (octets.length == 0) {
      gathering.unread(position, UnreadReason.NO_TEXT);
      return;
    }
    String text = run.alphabet.decode(octets);
    if (text != null) {
      add(position, "body", text.replace("\r\n", "\n").replace('\r', '\n'));
      return;
    }
    gathering.unread(position, UnreadReason.UNKNOWN_FORMAT);
    gathering.attach(position + ".bin", "application/octet-stream", octets);
    // Held whatever it is; but should it be a text after all, its words are judged.
    for (TextDecoding.Reading reading : TextDecoding.of(octets, List.of()).readings()) {
      add(position, "body" + reading.suffix(), reading.text());
    }
  }

  private void add(String position, String name, String text) {
    gathering.text(position, name, Place.BODY, text);
    gathering.text(position, name + "#quoted", Place.QUOTED, Quotes.in(text));
  }

  private static String position(int part) {
    return Integer.toString(part);
  }
}
