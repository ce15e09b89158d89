package org.sanwei.routes.flow;

import org.sanwei.crypto.Opener;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.Pieces;

/**
 * The steps of {@link RegisterRoutes}: the seal comes off and the register writes. Each may come
 * again.
 */
public final class RegisterSteps {
  /** The fact of a repeated reception that names the large body which it brought once more. */
  static final String BODY = "body";

  private final Opener opener;
  private final ArrivalRegister register;
  private final Moved moved;
  private final Pieces pieces;

  public RegisterSteps(Opener opener, ArrivalRegister register, Moved moved, Pieces pieces) {
    this.pieces = pieces;
    this.opener = opener;
    this.register = register;
    this.moved = moved;
  }

  /** An open item or a card; what officers' act has moved leaves its line as well. */
  public void settle(byte[] sealed) {
    DeskEntry entry = SealedPayload.open(opener, sealed, EpochSeal.ENTRY, DeskEntry.class);
    ArrivalRegister.Settlement settlement = register.settle(entry);
    if (entry instanceof DeskEntry.Returned returned) {
      followed(returned, settlement);
    }
  }

  private void followed(DeskEntry.Returned returned, ArrivalRegister.Settlement settlement) {
    ArrivalId id = returned.standing().reception().id();
    if (settlement == ArrivalRegister.Settlement.DONE) {
      moved.moved(id);
    } else if (returned.entry() instanceof DeskEntry.Card card) {
      moved.overtaken(id, card.envelope());
    }
  }

  /** The events of one hop. */
  public void append(byte[] sealed) {
    for (LedgerEvent event :
        Wire.decodeEvents(SealedPayload.bytes(opener, sealed, EpochSeal.EVENTS))) {
      register.append(event);
      if (event.step() == LedgerEvent.Step.DUPLICATE && event.facts().containsKey(BODY)) {
        broughtAgain(event.facts().get(BODY));
      }
    }
  }

  /** The hop that found it out has committed, so nothing leads to these pieces any more. */
  private void broughtAgain(String body) {
    try {
      pieces.remove(body);
    } catch (IllegalStateException e) {
      throw new RegisterUnavailable(e);
    }
  }
}
