package org.sanwei.routes.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SmsSegment;
import org.sanwei.routes.message.SmsWentOn;
import org.sanwei.routes.message.Wire;

/**
 * Makes sealed bodies under one leased epoch. As long as the lease is open the key is not erased.
 */
public final class EpochSeal {
  /** Purpose of a sealed {@link RawArrival}. */
  public static final String ARRIVAL = "intake/1";

  /** Purpose of a sealed {@link SmsSegment}. */
  public static final String SEGMENT = "segment/1";

  /** Purpose of a sealed {@link SmsWentOn}. */
  public static final String WENT_ON = "segment-went-on/1";

  /** Purpose of a sealed {@link DeskEntry}. */
  public static final String ENTRY = "desk/1";

  /** Purpose of a sealed list of {@link LedgerEvent}. */
  public static final String EVENTS = "ledger/1";

  private final EpochKeys.Lease lease;

  public EpochSeal(EpochKeys.Lease lease) {
    this.lease = lease;
  }

  /** An arrival for {@code sanwei.intake}. */
  public SealedBody arrival(RawArrival arrival) {
    return seal(Addresses.INTAKE, ARRIVAL, arrival.id(), arrival);
  }

  /** An arrival that waits for its pictures, for one of the queues where such wait. */
  public SealedBody waiting(String address, RawArrival arrival) {
    return seal(address, ARRIVAL, arrival.id(), arrival);
  }

  /** A part of a long text for {@code sanwei.segment}. */
  public SealedBody segment(SmsSegment segment) {
    return inGroup(seal(Addresses.SEGMENT, SEGMENT, segment.id(), segment), segment.id());
  }

  /** The memory of a long text for {@code sanwei.segment}. */
  public SealedBody wentOn(SmsWentOn text) {
    return inGroup(seal(Addresses.SEGMENT, WENT_ON, text.id(), text), text.id());
  }

  private static SealedBody inGroup(SealedBody sealed, ArrivalId group) {
    Map<String, String> properties = new HashMap<>(sealed.properties());
    properties.put(Addresses.GROUP, group.hex());
    return new SealedBody(sealed.address(), sealed.bytes(), properties);
  }

  /** An entry for {@code sanwei.desk}. */
  public SealedBody entry(DeskEntry entry) {
    return seal(Addresses.DESK, ENTRY, entry.standing().reception().id(), entry);
  }

  /** Events for {@code sanwei.ledger}. */
  public SealedBody events(ArrivalId id, List<LedgerEvent> events) {
    return seal(Addresses.LEDGER, EVENTS, id, events);
  }

  private SealedBody seal(String address, String purpose, ArrivalId id, Object payload) {
    byte[] sealed = lease.seal(new SealContext(purpose, id.hex()), Wire.encode(payload));
    return new SealedBody(address, sealed, Map.of(Addresses.EPOCH, lease.epoch().toString()));
  }
}
