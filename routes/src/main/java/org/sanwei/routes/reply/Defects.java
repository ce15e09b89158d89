package org.sanwei.routes.reply;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.Defect.Kind;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;

/** Names what is missing of a message that was read, each thing once. Pure. */
public final class Defects {
  private static final int MOST_DIGITS = 5;

  private Defects() {}

  /** Everything at once, what has counts first. */
  public static List<Defect> of(RawArrival arrival, ReadResult read) {
    Set<Defect> found = new LinkedHashSet<>();
    boolean text = arrival.mediaType().equals(SmsBody.MEDIA_TYPE);
    if (text) {
      segments(SmsBody.fromJson(arrival.body()), found);
    }
    LargeBody.in(arrival.mediaType(), arrival.body())
        .filter(large -> large.mediaType().equals(FaxFile.MEDIA_TYPE))
        .flatMap(large -> FaxFile.decode(large.head()))
        .ifPresent(fax -> pages(fax.facts(), found));
    if (arrival.mediaType().equals(FaxFile.MEDIA_TYPE)) {
      FaxFile.decode(arrival.body()).ifPresent(fax -> pages(fax.facts(), found));
    }
    boolean counted = found.stream().anyMatch(one -> one.kind() == Kind.PAGES_MISSING);
    read.missing().stream()
        .filter(one -> !counted || one.kind() != Kind.PAGES_MISSING)
        .forEach(found::add);
    for (Unread unread : read.content().unread()) {
      Kind kind = kind(unread.why());
      // A part that did not come is counted above.
      if (!text || kind != Kind.INCOMPLETE) {
        found.add(Defect.of(kind));
      }
    }
    return List.copyOf(found);
  }

  private static void segments(SmsBody text, Set<Defect> found) {
    int have = (int) text.parts().stream().mapToInt(SmsPart::part).distinct().count();
    if (have < text.total()) {
      found.add(Defect.of(Kind.SEGMENTS_MISSING, have, text.total()));
    }
  }

  private static void pages(Map<String, String> facts, Set<Defect> found) {
    int have = number(facts.get("pages"));
    int of = number(facts.get("pagesSent"));
    if (have >= 0 && have < of) {
      found.add(Defect.of(Kind.PAGES_MISSING, have, of));
    }
  }

  /** Below 0 for what is no number of pages. */
  private static int number(@Nullable String word) {
    String digits = word == null ? "" : word.strip();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  private static Kind kind(UnreadReason why) {
    return switch (why) {
      case PICTURE, UNSURE, MARK_LIKE -> Kind.UNCLEAR;
      case ENCRYPTED -> Kind.ENCRYPTED;
      case BROKEN -> Kind.DAMAGED;
      case TOO_LARGE -> Kind.TOO_LARGE;
      case CUT_SHORT -> Kind.INCOMPLETE;
      case NO_TEXT -> Kind.EMPTY;
      case ARCHIVE, UNKNOWN_FORMAT, TOO_DEEP, TOO_SLOW -> Kind.UNSUPPORTED;
    };
  }
}
