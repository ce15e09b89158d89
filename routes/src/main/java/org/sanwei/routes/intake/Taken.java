package org.sanwei.routes.intake;

import java.time.Instant;
import org.sanwei.config.policy.ChannelKind;

/**
 * A message as a source handed it over: what, by which channel, when, and how the source names it.
 */
public record Taken(
    String channel,
    ChannelKind kind,
    SourceIdentity identity,
    Instant receivedAt,
    String mediaType,
    byte[] body) {
  /** A media type that no reader reads: what bears it is held. */
  public static final String TOO_LARGE = "application/vnd.sanwei.too-large";

  @Override
  public String toString() {
    return "Taken[" + channel + ", " + body.length + " bytes]";
  }
}
