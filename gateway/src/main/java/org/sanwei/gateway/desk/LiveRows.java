package org.sanwei.gateway.desk;

import org.sanwei.gateway.web.Stream;
import org.sanwei.routes.message.ArrivalId;

/** Passes changes on to the open inboxes. */
public final class LiveRows implements DeskEvents {
  private final Stream stream;

  public LiveRows(Stream stream) {
    this.stream = stream;
  }

  @Override
  public void changed(ArrivalId id) {
    stream.changed(id.hex());
  }
}
