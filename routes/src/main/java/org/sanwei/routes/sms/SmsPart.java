package org.sanwei.routes.sms;

import java.time.Instant;

/**
 * One segment as it is kept, sealed: its number (1 for a message that is whole), when it came, the
 * three fields that say how to read it, and the octets with their header.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SmsPart(
    int part, Instant at, int esmClass, int protocolId, int dataCoding, byte[] octets) {

  /** The segment of a message that came at {@code at}. */
  public static SmsPart of(ShortMessage message, int part, Instant at) {
    return new SmsPart(
        part, at, message.esmClass(), message.protocolId(), message.dataCoding(), message.body());
  }

  @Override
  public String toString() {
    return "SmsPart[" + part + ", " + octets.length + " octets]";
  }
}
