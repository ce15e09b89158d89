package org.sanwei.config.policy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a channel must have been silent before anybody is alarmed, whatever its habits are:
 * {@code standard} where {@code own} does not name the channel.
 */
public record SilenceFloors(Duration standard, Map<String, Duration> own) {
  /** Where no policy file says anything of it. */
  public static final SilenceFloors USUAL = new SilenceFloors(Duration.ofHours(4), Map.of());

  public SilenceFloors {
    own = Map.copyOf(own);
  }

  /** So long is none silent: of a channel that nobody is alarmed about. */
  public static final Duration NEVER = Duration.ofDays(36_500);

  /** The same, but that these are never too silent, unless the policy gives one its own floor. */
  public SilenceFloors sparing(Collection<String> channels) {
    Map<String, Duration> spared = new HashMap<>(own);
    channels.forEach(channel -> spared.putIfAbsent(channel, NEVER));
    return new SilenceFloors(standard, spared);
  }

  /** The floor of this channel. */
  public Duration of(String channel) {
    return own.getOrDefault(channel, standard);
  }
}
