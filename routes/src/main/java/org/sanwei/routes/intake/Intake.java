package org.sanwei.routes.intake;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.crypto.Commitment;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/**
 * The first step of every message: seals the raw bytes, whatever they are, and puts them with their
 * ARRIVED event onto the broker in one transaction. Safe from many threads.
 */
public final class Intake {
  private final String unit;
  private final IdentityKey identityKey;
  private final EpochKeys epochs;
  private final DurableQueue queue;
  private final Supplier<UUID> ids;
  private final SecureRandom random;

  public Intake(
      String unit,
      IdentityKey identityKey,
      EpochKeys epochs,
      DurableQueue queue,
      Supplier<UUID> ids,
      SecureRandom random) {
    this.unit = unit;
    this.identityKey = identityKey;
    this.epochs = epochs;
    this.queue = queue;
    this.ids = ids;
    this.random = random;
  }

  /**
   * Returns after the durable write: only then may the source be acknowledged.
   *
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing is known to be stored
   */
  public ArrivalId accept(Taken taken) {
    ArrivalId id = idOf(taken);
    accept(taken, id);
    return id;
  }

  /** The id that the source's identity gives. Pure. */
  public ArrivalId idOf(Taken taken) {
    return idOf(taken.channel(), taken.identity());
  }

  ArrivalId idOf(String channel, SourceIdentity identity) {
    return new ArrivalId(identityKey.arrivalId(channel, identity.fields().toArray(String[]::new)));
  }

  /**
   * Takes it as another reception of an arrival that has its id already, when the source proved
   * that it is one. Otherwise as {@link #accept(Taken)}.
   *
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing is known to be stored
   */
  public void accept(Taken taken, ArrivalId id) {
    try (EpochKeys.Lease lease = epochs.lease()) {
      queue.put(sealed(taken, id, new EpochSeal(lease)));
    }
  }

  /**
   * What accepting it puts onto the broker: the arrival and its ARRIVED event, for a hop that puts
   * them there together with something else.
   */
  List<SealedBody> sealed(Taken taken, ArrivalId id, EpochSeal seal) {
    RawArrival arrival =
        new RawArrival(
            RawArrival.VERSION,
            id,
            ids.get(),
            unit,
            taken.channel(),
            taken.kind(),
            taken.receivedAt(),
            taken.mediaType(),
            taken.body(),
            salt());
    return List.of(seal.arrival(arrival), seal.events(id, List.of(arrived(arrival))));
  }

  private byte[] salt() {
    byte[] salt = new byte[Commitment.SALT_SIZE_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static LedgerEvent arrived(RawArrival arrival) {
    return new LedgerEvent(
        LedgerEvent.VERSION,
        LedgerEvent.originOf(arrival.reception()),
        0,
        arrival.receivedAt(),
        LedgerEvent.Step.ARRIVED,
        arrival.unit(),
        "channel/" + arrival.channel(),
        arrival.id(),
        Commitment.commit(arrival.salt(), arrival.body()),
        null,
        Map.of(
            "channel", arrival.channel(),
            "kind", arrival.kind().name(),
            "sizeBytes", Integer.toString(arrival.body().length)));
  }
}
