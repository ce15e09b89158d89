package org.sanwei.gateway.desk;

import java.util.List;
import org.sanwei.routes.message.ArrivalId;

/** The port to what people have written of an item and not let out yet. */
@FunctionalInterface
public interface DraftPurge {
  /** For desks that draft nothing. */
  DraftPurge NOTHING = id -> List.of();

  /**
   * Takes the words away from every bulletin that is made from the item and not signed, in the
   * caller's transaction; such a bulletin is an empty draft afterwards. What people write of the
   * item at this moment either comes before and is taken away too, or waits for the caller.
   *
   * @return the references of those that were emptied, for the ledger
   */
  List<String> purge(ArrivalId id);
}
