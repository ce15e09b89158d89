package org.sanwei.config.policy;

import java.time.Duration;
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

  /** The floor of this channel. */
  public Duration of(String channel) {
    return own.getOrDefault(channel, standard);
  }
}
