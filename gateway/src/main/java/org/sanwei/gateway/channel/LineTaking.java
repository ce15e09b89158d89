package org.sanwei.gateway.channel;

import org.sanwei.routes.message.ArrivalId;

/** The port to who may take an envelope off a line from within the broker. */
@FunctionalInterface
public interface LineTaking {
  /**
   * Takes the one envelope with this digest off its line.
   *
   * @param line its path, or {@code spill}
   * @return whether it lay there
   * @throws org.sanwei.routes.flow.RegisterUnavailable when that cannot be said; repeat
   */
  boolean takeOff(ArrivalId item, String line, String envelope);
}
