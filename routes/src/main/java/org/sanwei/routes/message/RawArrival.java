package org.sanwei.routes.message;

import java.time.Instant;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;

/**
 * What intake took from a source, before anybody has read it: sealed whole, so no field of it
 * stands in the clear. {@code reception} is new for each time a source hands the same message over
 * (UUIDv7), {@code id} is the same; {@code receivedAt} is the 接报 time. {@code mediaType} says how
 * to read {@code body}: {@code message/rfc822} for fax mail, {@code
 * application/vnd.sanwei.<kind>+json} for signed posts. {@code unit} is the code of the office that
 * received it; {@code credential} is the integrator that proved itself, or empty where none did;
 * {@code unnamed} when the source gave the message no identity of its own, so that nobody can tell
 * its second coming from another message of the same words.
 */
public record RawArrival(
    int version,
    ArrivalId id,
    UUID reception,
    String unit,
    String channel,
    String credential,
    ChannelKind kind,
    Instant receivedAt,
    String mediaType,
    byte[] body,
    byte[] salt,
    boolean unnamed) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  /**
   * One that its source names: what is read for its words alone, a slip that is being typed or a
   * file to {@code try}, is never asked whether it comes again.
   */
  public RawArrival(
      int version,
      ArrivalId id,
      UUID reception,
      String unit,
      String channel,
      String credential,
      ChannelKind kind,
      Instant receivedAt,
      String mediaType,
      byte[] body,
      byte[] salt) {
    this(
        version,
        id,
        reception,
        unit,
        channel,
        credential,
        kind,
        receivedAt,
        mediaType,
        body,
        salt,
        false);
  }

  /** What may be said of it in the clear. */
  public Reception facts() {
    return new Reception(id, reception, unit, channel, kind, receivedAt, sizeBytes());
  }

  /** Of what stands behind it: the body, wherever it lies, or what was left where it was. */
  public int sizeBytes() {
    if (mediaType.equals(LargeBody.MEDIA_TYPE)) {
      return LargeBody.in(mediaType, body).map(LargeBody::shownBytes).orElse(body.length);
    }
    return mediaType.equals(LeftAtSource.MEDIA_TYPE)
        ? LeftAtSource.decode(body).map(LeftAtSource::shownBytes).orElse(body.length)
        : body.length;
  }

  @Override
  public String toString() {
    return "RawArrival[" + id + ", " + channel + ", " + body.length + " bytes]";
  }
}
