package org.sanwei.gateway.channel;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gathers what goes wrong with channels until the watch writes it down, so that nobody can make the
 * database busy by doing wrong. Every word is ours and stable. Safe from many threads.
 */
public final class Faults {
  private final Set<String> channels;
  private final Clock clock;
  private final Map<String, Gathered> gathered = new ConcurrentHashMap<>();

  private record Gathered(int count, ChannelRow.Fault last) {}

  public Faults(Set<String> channels, Clock clock) {
    this.channels = Set.copyOf(channels);
    this.clock = clock;
  }

  /** One thing that went wrong; of a channel that is not there nothing is kept. */
  public void note(String channel, String what, String where) {
    if (channels.contains(channel)) {
      ChannelRow.Fault fault = new ChannelRow.Fault(clock.instant(), what, where);
      gathered.compute(
          channel, (c, before) -> new Gathered(before == null ? 1 : before.count() + 1, fault));
    }
  }

  /** Writes down what was gathered; what cannot be written is kept for the next time. */
  void write(ChannelRows rows) {
    for (String channel : channels) {
      Gathered one = gathered.remove(channel);
      if (one == null) {
        continue;
      }
      try {
        rows.fault(channel, one.count(), one.last());
      } catch (RuntimeException e) {
        gathered.merge(
            channel,
            one,
            (later, first) -> new Gathered(later.count() + first.count(), later.last()));
        throw e;
      }
    }
  }
}
