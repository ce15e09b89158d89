package org.sanwei.routes.queue;

import java.util.Map;

/** A sealed body, where it goes, and the properties it bears in the clear there. */
public record SealedBody(String address, byte[] bytes, Map<String, String> properties) {
  public SealedBody {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "SealedBody[" + address + ", " + bytes.length + " bytes]";
  }
}
