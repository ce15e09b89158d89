package org.sanwei.gateway.bulletin;

import org.sanwei.config.label.Label;
import org.sanwei.routes.message.ArrivalId;

/** An item that a bulletin is made from, as it stands now; {@code number} is its 受理号. */
public record Source(ArrivalId id, int year, int number, boolean open, Label label) {

  /** As people say it. */
  public String spoken() {
    return "%04d".formatted(number);
  }

  /** How pages point at it. */
  public String ref() {
    return year + "-" + number;
  }
}
