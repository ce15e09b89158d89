package org.sanwei.gateway.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long the gaps between a channel's messages were at one hour of the day: counts by length, in
 * eight steps to each doubling, so a length is known to within 9%. {@code days} says on how many
 * days they ended.
 */
record GapHistogram(Map<Integer, Long> counts, int days) {
  private static final int STEPS = 8;
  private static final int MOST = 8 * 23;

  /** Nothing is known. */
  static final GapHistogram NONE = new GapHistogram(Map.of(), 0);

  GapHistogram {
    counts = Map.copyOf(counts);
  }

  /** Which bucket a gap belongs to; 0 is a second or less, the last one everything over 97 days. */
  static int bucketOf(Duration gap) {
    double seconds = gap.toMillis() / 1000.0;
    if (seconds <= 1) {
      return 0;
    }
    // A length that is a bucket's own bound must not fall into the next by a rounding error.
    int bucket = (int) Math.ceil(STEPS * Math.log(seconds) / Math.log(2) - 1e-9);
    return Math.min(MOST, bucket);
  }

  /** The longest gap of a bucket. */
  static Duration upperBound(int bucket) {
    return Duration.ofMillis(Math.round(1000 * Math.pow(2, (double) bucket / STEPS)));
  }

  /** The shortest length that 99% of the gaps do not exceed; empty when there are none. */
  Optional<Duration> percentile99() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long rank = (all * 99 + 99) / 100;
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : new TreeMap<>(counts).entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return Optional.of(upperBound(bucket.getKey()));
      }
    }
    return Optional.empty();
  }
}
