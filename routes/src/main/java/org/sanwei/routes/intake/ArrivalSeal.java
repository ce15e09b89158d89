package org.sanwei.routes.intake;

import java.security.SecureRandom;
import java.time.Instant;
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
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/**
 * Makes of what a source handed over the two sealed bodies that intake stores: the arrival and its
 * ARRIVED event. They belong into one transaction. Safe from many threads.
 */
public final class ArrivalSeal {
  private final String unit;
  private final IdentityKey identityKey;
  private final Supplier<UUID> ids;
  private final SecureRandom random;

  public ArrivalSeal(
      String unit, IdentityKey identityKey, Supplier<UUID> ids, SecureRandom random) {
    this.unit = unit;
    this.identityKey = identityKey;
    this.ids = ids;
    this.random = random;
  }

  /** The id that the source's identity gives. Pure. */
  public ArrivalId idOf(Taken taken) {
    return idOf(taken.channel(), taken.identity());
  }

  ArrivalId idOf(String channel, SourceIdentity identity) {
    return new ArrivalId(identityKey.arrivalId(channel, identity.fields().toArray(String[]::new)));
  }

  /** Both bodies, for the first two addresses of the way. The lease stays open until stored. */
  public List<SealedBody> seal(Taken taken, ArrivalId id, EpochKeys.Lease lease) {
    return seal(taken, id, new EpochSeal(lease));
  }

  List<SealedBody> seal(Taken taken, ArrivalId id, EpochSeal seal) {
    return seal(taken, id, "channel/" + taken.channel(), seal);
  }

  /** With who took it, as the ledger names them, where that is not the channel itself. */
  List<SealedBody> seal(Taken taken, ArrivalId id, String actor, EpochSeal seal) {
    RawArrival arrival =
        new RawArrival(
            RawArrival.VERSION,
            id,
            ids.get(),
            unit,
            taken.channel(),
            taken.identity().credential(),
            taken.kind(),
            taken.receivedAt(),
            taken.mediaType(),
            taken.body(),
            salt(),
            !taken.identity().named());
    return List.of(seal.arrival(arrival), seal.events(id, List.of(arrived(arrival, actor))));
  }

  private byte[] salt() {
    byte[] salt = new byte[Commitment.SALT_SIZE_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  LedgerEvent noted(
      LedgerEvent.Step step, String channel, String origin, Instant at, Map<String, String> facts) {
    return new LedgerEvent(
        LedgerEvent.VERSION,
        origin,
        0,
        at,
        step,
        unit,
        "channel/" + channel,
        null,
        null,
        null,
        facts);
  }

  private static LedgerEvent arrived(RawArrival arrival, String actor) {
    return new LedgerEvent(
        LedgerEvent.VERSION,
        LedgerEvent.originOf(arrival.reception()),
        0,
        arrival.receivedAt(),
        LedgerEvent.Step.ARRIVED,
        arrival.unit(),
        actor,
        arrival.id(),
        Commitment.commit(arrival.salt(), arrival.body()),
        null,
        Map.of(
            "channel", arrival.channel(),
            "kind", arrival.kind().name(),
            "sizeBytes", Integer.toString(arrival.sizeBytes())));
  }
}
