package org.sanwei.routes.intake;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/**
 * The first step of every message: seals the raw bytes, whatever they are, and puts them with their
 * ARRIVED event onto the broker in one transaction. Safe from many threads.
 */
public final class Intake {
  private final ArrivalSeal seal;
  private final EpochKeys epochs;
  private final DurableQueue queue;

  public Intake(
      String unit,
      IdentityKey identityKey,
      EpochKeys epochs,
      DurableQueue queue,
      Supplier<UUID> ids,
      SecureRandom random) {
    this(new ArrivalSeal(unit, identityKey, ids, random), epochs, queue);
  }

  public Intake(ArrivalSeal seal, EpochKeys epochs, DurableQueue queue) {
    this.seal = seal;
    this.epochs = epochs;
    this.queue = queue;
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
    return seal.idOf(taken.channel(), taken.identity());
  }

  ArrivalId idOf(String channel, SourceIdentity identity) {
    return seal.idOf(channel, identity);
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
   * As {@link #accept(Taken)}, for what a person brought: {@code actor} is how the ledger names
   * them.
   */
  ArrivalId acceptFrom(String actor, Taken taken) {
    ArrivalId id = idOf(taken);
    try (EpochKeys.Lease lease = epochs.lease()) {
      queue.put(seal.seal(taken, id, actor, new EpochSeal(lease)));
    }
    return id;
  }

  /**
   * Writes down a step that is no message's own.
   *
   * @throws org.sanwei.routes.queue.BrokerUnavailable when nothing is known to be stored
   */
  public void note(
      LedgerEvent.Step step,
      String channel,
      String origin,
      Instant at,
      SourceIdentity about,
      Map<String, String> facts) {
    try (EpochKeys.Lease lease = epochs.lease()) {
      LedgerEvent event = seal.noted(step, channel, origin, at, facts);
      queue.put(List.of(new EpochSeal(lease).events(idOf(channel, about), List.of(event))));
    }
  }

  /**
   * What accepting it puts onto the broker: the arrival and its ARRIVED event, for a hop that puts
   * them there together with something else.
   */
  List<SealedBody> sealed(Taken taken, ArrivalId id, EpochSeal with) {
    return seal.seal(taken, id, with);
  }
}
