package org.sanwei.gateway.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.gateway.web.Notice;
import org.sanwei.gateway.web.Notices;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The alarms that stand, for the frame of every page: channels silent too long, probes that did not
 * reach their place. Asked anew every few seconds at most. Safe from many threads.
 */
public final class Alarms implements Notices {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final String PAGE = "/channels";

  private final ChannelRows rows;
  private final ProbeRows probes;
  private final Clock clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  private record Known(Instant at, List<Notice> notices) {}

  public Alarms(ChannelRows rows, ProbeRows probes, Clock clock) {
    this.rows = rows;
    this.probes = probes;
    this.clock = clock;
  }

  @Override
  public List<Notice> now() {
    Instant now = clock.instant();
    Known before = known;
    if (!before.at().plus(FRESH).isBefore(now) && !before.at().isAfter(now)) {
      return before.notices();
    }
    try {
      known = new Known(now, ask());
    } catch (DataAccessException | TransactionException e) {
      // The page itself will say that the database is away.
      return before.notices();
    }
    return known.notices();
  }

  private List<Notice> ask() {
    List<Notice> notices = new ArrayList<>();
    for (ChannelRow row : rows.all()) {
      if (row.alarmed()) {
        notices.add(new Notice("notice.silent", row.channel(), PAGE));
      }
    }
    probes.newest(rows.channels(), true).stream()
        .filter(probe -> probe.state().bad())
        .map(ProbeRows.Result::channel)
        .distinct()
        .sorted()
        .forEach(channel -> notices.add(new Notice("notice.probe", channel, PAGE)));
    return notices;
  }
}
