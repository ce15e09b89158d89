package org.sanwei.routes.message;

import java.time.Instant;
import java.util.Map;
import org.sanwei.routes.sms.PartPlace;

/**
 * What is kept for a while, sealed on {@code sanwei.segment}, of a long text that went on: the
 * digests of its parts by their numbers. A centre that missed our answer brings a part again, and
 * by this it is known for what it is, after a crash too.
 */
public record SmsWentOn(
    int version,
    ArrivalId id,
    String channel,
    String sender,
    String destination,
    PartPlace.By by,
    int reference,
    int total,
    Map<Integer, String> digests,
    Instant at) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  public SmsWentOn {
    digests = Map.copyOf(digests);
  }

  @Override
  public String toString() {
    return "SmsWentOn[" + id + "]";
  }
}
