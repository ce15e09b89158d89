package org.sanwei.routes.intake;

import java.time.Clock;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.SlipBody;

/**
 * The way in for what people at the desk write down. A slip's identity is its author, its id and
 * its words, so the same slip again is a duplicate and never a second message. Safe from many
 * threads.
 */
public final class HandIntake {
  private final String channel;
  private final Intake intake;
  private final Clock clock;

  public HandIntake(String channel, Intake intake, Clock clock) {
    this.channel = channel;
    this.intake = intake;
    this.clock = clock;
  }

  /** The channel's name in the configuration. */
  public String channel() {
    return channel;
  }

  /** The arrival that this slip is, or will be, with these words. Pure. */
  public ArrivalId idOf(UUID person, UUID slip, SlipBody words) {
    return intake.idOf(channel, identity(person, slip, words));
  }

  private static SourceIdentity identity(UUID person, UUID slip, SlipBody words) {
    return SourceIdentity.slip(person, slip, Sm3.hex(words.toJson()));
  }

  /**
   * Takes a slip. Returns after the durable write: only then may its author be told so.
   *
   * @param actor how the ledger names the author
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing is known to be stored
   */
  public ArrivalId accept(String actor, UUID person, UUID slip, SlipBody words) {
    return intake.acceptFrom(
        actor,
        new Taken(
            channel,
            ChannelKind.HAND,
            identity(person, slip, words),
            clock.instant(),
            SlipBody.MEDIA_TYPE,
            words.toJson()));
  }
}
