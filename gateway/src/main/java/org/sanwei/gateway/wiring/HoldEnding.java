package org.sanwei.gateway.wiring;

import org.sanwei.routes.flow.Moved;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.reply.ReturnBook;

/** When an act has moved an item its sender's address is erased before the lines are cleared. */
record HoldEnding(ReturnBook returns, Moved lines) implements Moved {
  @Override
  public void moved(ArrivalId id) {
    returns.holdEnded(id);
    lines.moved(id);
  }

  @Override
  public void overtaken(ArrivalId id, String envelope) {
    lines.overtaken(id, envelope);
  }
}
