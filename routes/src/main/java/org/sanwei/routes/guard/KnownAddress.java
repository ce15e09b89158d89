package org.sanwei.routes.guard;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;

/** What may be written down of an address that a client named: its own words, unless we know it. */
public final class KnownAddress {
  private static final String UNKNOWN = "another address";

  private KnownAddress() {}

  /** The address if the broker has it; otherwise words that say nothing of it. */
  public static String of(@Nullable ActiveMQServer server, @Nullable String address) {
    if (server == null || address == null || server.getPostOffice() == null) {
      return UNKNOWN;
    }
    String place = CompositeAddress.extractAddressName(address);
    boolean known = server.getPostOffice().getAddressInfo(SimpleString.of(place)) != null;
    return known ? place : UNKNOWN;
  }
}
