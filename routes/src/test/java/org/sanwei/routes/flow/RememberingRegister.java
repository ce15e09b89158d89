package org.sanwei.routes.flow;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;

/** A register in memory; {@code down} makes it behave as one whose database is gone. */
final class RememberingRegister implements ArrivalRegister {
  final Map<ArrivalId, UUID> first = new ConcurrentHashMap<>();
  volatile boolean down;

  @Override
  public Claim book(Reception reception) {
    if (down) {
      throw new RegisterUnavailable(new java.sql.SQLException("gone"));
    }
    UUID known = first.putIfAbsent(reception.id(), reception.reception());
    return known == null || known.equals(reception.reception()) ? Claim.FIRST : Claim.DUPLICATE;
  }

  @Override
  public Settlement settle(DeskEntry entry) {
    book(entry.standing().reception());
    return Settlement.DONE;
  }

  @Override
  public void append(LedgerEvent event) {
    if (down) {
      throw new RegisterUnavailable(new java.sql.SQLException("gone"));
    }
  }
}
