package org.sanwei.routes.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.sms.Inbound;
import org.sanwei.routes.sms.PartPlace;
import org.sanwei.routes.sms.ShortMessage;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SMS channel over SMPP: every deliver_sm is an arrival of its own, since no field of it names
 * the message for good; parts of a long text become one. Nothing is refused for what it holds:
 * octets that nobody reads are taken like any others, and held after the reading.
 */
public final class SmsIntake implements Inbound {
  private static final Logger LOG = LoggerFactory.getLogger(SmsIntake.class);

  private final String channel;
  private final Duration segmentsWait;
  private final Intake intake;
  private final Segments segments;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /**
   * @param segmentsWait how long the first part of a long text waits for the others
   * @param ids of texts, no two alike
   */
  public SmsIntake(
      String channel,
      Duration segmentsWait,
      Intake intake,
      Segments segments,
      Supplier<UUID> ids,
      Clock clock) {
    this.channel = channel;
    this.segmentsWait = segmentsWait;
    this.intake = intake;
    this.segments = segments;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Answer received(ShortMessage message) {
    try {
      PartPlace place = message.place();
      if (place != null) {
        return segments.take(channel, segmentsWait, message, place);
      }
      intake.accept(whole(message));
      return Answer.TAKEN;
    } catch (RuntimeException e) {
      // The broker, the disk of the keys, memory: the centre keeps it and brings it again.
      LOG.warn("channel {}: a text was not stored ({})", channel, e.getClass().getSimpleName());
      return Answer.LATER;
    }
  }

  private Taken whole(ShortMessage message) {
    Instant now = clock.instant();
    SmsBody body =
        new SmsBody(
            SmsBody.VERSION,
            message.sender(),
            message.destination(),
            // One of two is what a part without a place is at least: the rest is missing.
            message.sarImpossible() ? 2 : 1,
            List.of(SmsPart.of(message, 1, now)));
    return new Taken(
        channel,
        ChannelKind.SMS,
        SourceIdentity.unnamed(ids.get()),
        now,
        SmsBody.MEDIA_TYPE,
        body.toJson());
  }
}
