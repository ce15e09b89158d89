package org.sanwei.gateway.desk;

import java.util.List;
import org.sanwei.routes.message.ArrivalId;

/** The port to where an item's words may have gone from the desk. */
@FunctionalInterface
public interface SpillTrail {
  /**
   * A bulletin that was made from the item: its reference for a link, how far it came, whether its
   * words were taken away at the raise, and the recipients to whom something was sent.
   */
  record Spread(String bulletin, String state, boolean purged, List<String> recipients) {
    public Spread {
      recipients = List.copyOf(recipients);
    }
  }

  /** Every bulletin that names the item as a source, oldest first. */
  List<Spread> of(ArrivalId id);
}
