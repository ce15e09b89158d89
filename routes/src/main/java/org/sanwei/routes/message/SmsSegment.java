package org.sanwei.routes.message;

import java.time.Instant;
import java.util.UUID;
import org.sanwei.routes.sms.PartPlace;
import org.sanwei.routes.sms.SmsPart;

/**
 * One part of a long text that waits for the others, sealed on {@code sanwei.segment}. All parts of
 * one have the same {@code id}, which the arrival will bear, and the same {@code group}, from which
 * the id is made. {@code startedAt} is when the first of them came, {@code until} when whatever is
 * there goes on without the rest.
 */
public record SmsSegment(
    int version,
    ArrivalId id,
    UUID group,
    String channel,
    String sender,
    String destination,
    PartPlace place,
    Instant startedAt,
    Instant until,
    SmsPart part) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  @Override
  public String toString() {
    return "SmsSegment[" + id + ", " + place.part() + " of " + place.total() + "]";
  }
}
