package org.sanwei.gateway.slip;

import java.time.Instant;
import java.util.UUID;
import org.sanwei.routes.message.SlipBody;

/** A slip that its author has begun and not handed in, as it was last kept. */
public record Slip(UUID id, int version, Instant changedAt, SlipBody words) {
  @Override
  public String toString() {
    return "Slip[" + id + ", " + version + "]";
  }
}
