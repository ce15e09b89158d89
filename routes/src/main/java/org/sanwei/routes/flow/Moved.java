package org.sanwei.routes.flow;

import org.sanwei.routes.message.ArrivalId;

/** The port to what must follow on the lines once officers' act has come to the register. */
public interface Moved {
  /**
   * Called after the register has moved an item; may come again for the same item.
   *
   * @throws RegisterUnavailable when it was not done; repeat
   */
  void moved(ArrivalId id);

  /**
   * Called when an act moved nothing, though its wording was sealed anew: {@code envelope} is the
   * digest of what came to the line with it and stands for nothing. May come again.
   *
   * @throws RegisterUnavailable when it was not done; repeat
   */
  void overtaken(ArrivalId id, String envelope);
}
