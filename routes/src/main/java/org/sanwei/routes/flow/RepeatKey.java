package org.sanwei.routes.flow;

import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.sms.SmsBody;

/**
 * Tells whether a source that names no message may have sent one again. The key covers the channel,
 * the integrator, the sender and every byte that anybody could read, so a stranger reaches it only
 * by sending another's very words under another's name.
 */
final class RepeatKey {
  private RepeatKey() {}

  /** Null for what its source names: its second coming is a duplicate, and known as one. */
  static @Nullable String of(RawArrival arrival, IdentityKey key) {
    if (!arrival.unnamed()) {
      return null;
    }
    byte[] said =
        arrival.mediaType().equals(SmsBody.MEDIA_TYPE)
            ? SmsBody.fromJson(arrival.body()).said()
            : arrival.body();
    return key.arrivalId(
        arrival.channel(), "repeat", arrival.credential(), arrival.mediaType(), Sm3.hex(said));
  }
}
