package org.sanwei.config.judge;

import java.time.Instant;

/**
 * What is known of a message apart from its content. {@code channel} is the configured name; {@code
 * sender} is what the source said and proves nothing.
 */
public record Arrival(String channel, String sender, Instant receivedAt) {
  @Override
  public String toString() {
    return "Arrival[" + channel + ", " + receivedAt + "]";
  }
}
