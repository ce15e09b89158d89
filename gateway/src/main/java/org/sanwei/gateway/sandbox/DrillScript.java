package org.sanwei.gateway.sandbox;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Hotline;
import org.sanwei.gateway.sandbox.DrillMessage.Intranet;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;
import org.sanwei.gateway.sandbox.DrillMessage.Page;
import org.sanwei.gateway.sandbox.DrillMessage.Sms;

/**
 * Writes the drill's messages. The first dozen show every kind on its most natural channel, so that
 * a newcomer sees the whole line at once; after that chance decides, one in ten classified. The
 * same random numbers and the same clock give the same words. Not safe from several threads.
 */
public final class DrillScript {
  private static final DateTimeFormatter CLOCK_TIME =
      DateTimeFormatter.ofPattern("M月d日H时m分", Locale.ROOT);
  private static final DateTimeFormatter CASE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int OPEN_CASES_KEPT = 20;

  private enum Channel {
    SMS,
    HOTLINE,
    INTRANET,
    FAX
  }

  private record Cue(Channel channel, Kind kind) {}

  private static final List<Cue> OPENING =
      List.of(
          new Cue(Channel.SMS, Kind.ROUTINE),
          new Cue(Channel.FAX, Kind.URGENT),
          new Cue(Channel.INTRANET, Kind.CLASSIFIED),
          new Cue(Channel.HOTLINE, Kind.ROUTINE),
          new Cue(Channel.FAX, Kind.PICTURE),
          new Cue(Channel.INTRANET, Kind.WORK_SECRET),
          new Cue(Channel.SMS, Kind.URGENT),
          new Cue(Channel.FAX, Kind.CLASSIFIED),
          new Cue(Channel.INTRANET, Kind.MENTION),
          new Cue(Channel.HOTLINE, Kind.URGENT),
          new Cue(Channel.SMS, Kind.CLASSIFIED),
          new Cue(Channel.FAX, Kind.ROUTINE));

  private final Random random;
  private final Clock clock;
  private final ZoneId zone;
  private final List<Hotline> openCases = new ArrayList<>();
  private int written;

  /**
   * @param random seeded by the caller, who prints the seed
   * @param zone in which the texts tell the time
   */
  public DrillScript(Random random, Clock clock, ZoneId zone) {
    this.random = random;
    this.clock = clock;
    this.zone = zone;
  }

  /** The next message; never ends. */
  public DrillMessage next() {
    Cue cue = written < OPENING.size() ? OPENING.get(written) : chance();
    written++;
    DrillWords words = new DrillWords(random, now().format(CLOCK_TIME), now().getYear());
    return switch (cue.channel) {
      case SMS -> new Sms(cue.kind, words.mobile(), words.shortReport(cue.kind));
      case HOTLINE -> hotline(cue.kind, words);
      case INTRANET -> intranet(cue.kind, words);
      case FAX -> fax(cue.kind, words);
    };
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(zone);
  }

  private Cue chance() {
    int channel = random.nextInt(100);
    if (channel < 30) {
      return new Cue(Channel.SMS, kind());
    } else if (channel < 58) {
      return new Cue(Channel.HOTLINE, kind());
    } else if (channel < 80) {
      return new Cue(Channel.INTRANET, kind());
    }
    return new Cue(Channel.FAX, random.nextInt(100) < 45 ? Kind.PICTURE : kind());
  }

  private Kind kind() {
    int at = random.nextInt(100);
    if (at < 10) {
      return Kind.CLASSIFIED;
    } else if (at < 18) {
      return Kind.WORK_SECRET;
    } else if (at < 25) {
      return Kind.MENTION;
    }
    return at < 40 ? Kind.URGENT : Kind.ROUTINE;
  }

  private Hotline hotline(Kind kind, DrillWords words) {
    if (kind == Kind.ROUTINE && !openCases.isEmpty() && random.nextInt(5) == 0) {
      Hotline first = openCases.remove(random.nextInt(openCases.size()));
      return new Hotline(
          kind,
          first.caseId(),
          first.version() + 1,
          first.caller(),
          first.subject(),
          words.followUp(first.subject()));
    }
    // unlike any of an earlier run: the gateway knows a case by its id and version
    String caseId = "RX-" + now().format(CASE) + "-" + written;
    DrillWords.Call call = words.call(kind);
    Hotline opened = new Hotline(kind, caseId, 1, words.mobile(), call.subject(), call.text());
    if (kind == Kind.ROUTINE && openCases.size() < OPEN_CASES_KEPT) {
      openCases.add(opened);
    }
    return opened;
  }

  private Intranet intranet(Kind kind, DrillWords words) {
    DrillWords.Document document = words.document(kind);
    return new Intranet(kind, words.clerk(), document.unit(), document.title(), document.text());
  }

  private Fax fax(Kind kind, DrillWords words) {
    if (kind == Kind.PICTURE) {
      Page page = pick(List.of(Page.values()).stream().filter(Page::isPicture).toList());
      String number = words.faxNumber();
      return new Fax(kind, number, words.faxSubject(number), words.faxCover(number), page);
    }
    Page page = pick(List.of(Page.PLAIN, Page.HTML, Page.TEXT_PDF));
    String number = words.faxNumber();
    return new Fax(kind, number, words.faxSubject(number), words.document(kind).text(), page);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
