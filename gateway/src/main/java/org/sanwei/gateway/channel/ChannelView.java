package org.sanwei.gateway.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.gateway.channel.RecentHours.Kind;
import org.sanwei.gateway.channel.reach.Checked;

/** One channel as it stands at a moment, for the page, the interface and the metrics. */
public final class ChannelView {
  private static final int DAY_STEP = 5;
  private static final int WEEK_STEP = 3;
  private static final int HEIGHT = 22;

  private final ChannelKind kind;
  private final String way;
  private final ChannelRow row;
  private final RecentHours hours;
  private final Silence silence;
  private final ConnectionTests.@Nullable Last test;
  private final @Nullable Probe plain;
  private final @Nullable Probe marked;

  ChannelView(
      ChannelKind kind,
      String way,
      ChannelRow row,
      RecentHours hours,
      Silence silence,
      ConnectionTests.@Nullable Last test,
      @Nullable Probe plain,
      @Nullable Probe marked) {
    this.kind = kind;
    this.way = way;
    this.row = row;
    this.hours = hours;
    this.silence = silence;
    this.test = test;
    this.plain = plain;
    this.marked = marked;
  }

  /** The newest probe of one kind; {@code late} when it took longer than it may. */
  public record Probe(ProbeRows.Result result, boolean late) {
    /** A stable word for how it stands: OK, LATE, UNDER_WAY, UNPROVABLE, BAD. */
    public String standing() {
      if (result.state().bad()) {
        return "BAD";
      }
      if (result.state().underWay()) {
        return "UNDER_WAY";
      }
      if (result.state() == ProbeRows.State.UNPROVABLE) {
        return "UNPROVABLE";
      }
      return late ? "LATE" : "OK";
    }

    /** The state's name. */
    public String state() {
      return result.state().name();
    }

    /** A stable word for why; may be empty. */
    public String reason() {
      return result.reason();
    }

    /** The key of a message that says why; null when there is nothing to say. */
    public @Nullable String reasonKey() {
      return switch (result.state()) {
        case FAILED -> "check." + result.reason();
        case ELSEWHERE -> "probe.why." + result.reason();
        default -> null;
      };
    }

    /** How long it took, in words. */
    public String spoken(Locale locale) {
      Duration took = result.took();
      return took == null ? "" : Spans.seconds(took, locale);
    }

    /** When it was begun. */
    public Instant at() {
      return result.issuedAt();
    }

    /** How long it took to its place; null when it is not there. */
    public @Nullable Duration took() {
      return result.took();
    }
  }

  /** As named in gateway.yaml. */
  public String name() {
    return row.channel();
  }

  /** What kind of message comes by it. */
  public ChannelKind kind() {
    return kind;
  }

  /** The key under which gateway.yaml says how it is reached. */
  public String way() {
    return way;
  }

  /** Whether people are its source: there is nothing to test or to probe. */
  public boolean people() {
    return way.equals("slips");
  }

  /** Whether anybody is alarmed when it is silent. */
  public boolean watched() {
    return silence.limit().compareTo(SilenceFloors.NEVER) < 0;
  }

  /** Whether its last test went well; null when there was none. */
  public @Nullable Boolean up() {
    return test == null ? null : test.found().good();
  }

  /** What its last test found; null when there was none. */
  public @Nullable Checked found() {
    return test == null ? null : test.found();
  }

  /** When it was last tested. */
  public @Nullable Instant testedAt() {
    return test == null ? null : test.at();
  }

  /** Reception of its newest message; null when none has come. */
  public @Nullable Instant lastAt() {
    return row.heardAt();
  }

  /** Whether it is silent too long, and by which numbers. */
  public Silence silence() {
    return silence;
  }

  /** Whether the alarm stands. */
  public boolean alarmed() {
    return row.alarmed();
  }

  /** How long it has been silent, in words. */
  public String quiet(Locale locale) {
    return Spans.spoken(silence.quiet(), locale);
  }

  /** How long it may be silent now, in words. */
  public String limit(Locale locale) {
    return Spans.spoken(silence.limit(), locale);
  }

  /** How many wait to be judged. */
  public long waiting() {
    return row.waiting();
  }

  /** Messages in the hour that has begun. */
  public int thisHour() {
    return hours.thisHour();
  }

  /** Messages in the last 24 hours. */
  public int lastDay() {
    return hours.lastDay();
  }

  /** Messages in the last seven days. */
  public int week() {
    return hours.week();
  }

  /** How many of the last 24 hours were judged so: OPEN, HELD, CLASSIFIED, SPILLED, DUPLICATES. */
  public int lastDay(String kindOfCount) {
    return hours.lastDay(Kind.valueOf(kindOfCount));
  }

  /** What went wrong last; null when nothing has. */
  public ChannelRow.@Nullable Fault fault() {
    return row.fault();
  }

  /** How many there were ever of open, held, classified, spilled, duplicates, errors. */
  public long total(String what) {
    ChannelRow.Totals totals = row.totals();
    return switch (what) {
      case "open" -> totals.open();
      case "held" -> totals.held();
      case "classified" -> totals.classified();
      case "spilled" -> totals.spilled();
      case "duplicates" -> totals.duplicates();
      case "errors" -> totals.errors();
      default -> throw new IllegalArgumentException("nobody counts " + what);
    };
  }

  /** The newest plain probe. */
  public @Nullable Probe plain() {
    return plain;
  }

  /** The newest marked probe. */
  public @Nullable Probe marked() {
    return marked;
  }

  /** The last 24 hours as an SVG path, 120 by 22. */
  public String dayPicture() {
    return Bars.path(hours.dayByHours(), DAY_STEP, HEIGHT);
  }

  /** The last seven days by four hours as an SVG path, 126 by 22. */
  public String weekPicture() {
    return Bars.path(hours.weekByFourHours(), WEEK_STEP, HEIGHT);
  }
}
