package org.sanwei.routes.flow;

import org.sanwei.routes.message.ArrivalId;

/** The port to what must follow once officers' act has moved an item. */
@FunctionalInterface
public interface Moved {
  /**
   * Called after the register has written it; may come again for the same item.
   *
   * @throws RegisterUnavailable when it was not done; repeat
   */
  void moved(ArrivalId id);
}
