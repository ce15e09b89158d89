package org.sanwei.gateway.desk;

import org.sanwei.routes.message.ArrivalId;

/**
 * Is told, after the commit, that something about an arrival changed. Must return at once and never
 * throw: what it tells is only that a screen is out of date.
 */
public interface DeskEvents {

  /** The arrival's row, or a count that it belongs to, is not what it was. */
  void changed(ArrivalId id);
}
