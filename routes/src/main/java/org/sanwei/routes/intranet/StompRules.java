package org.sanwei.routes.intranet;

import java.util.Map;
import org.apache.activemq.artemis.core.protocol.stomp.StompConnection;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.guard.KnownAddress;
import org.sanwei.routes.queue.Addresses;

/**
 * Tells of what a logged-in STOMP client tries beside sending to the intranet's address. The broker
 * refuses it by itself; but it answers that there is no such place, before its security is asked,
 * and so tells nobody (2.55).
 */
public final class StompRules implements StompFrameInterceptor {
  private final ActiveMQServer server;
  private final RefusalListener refusals;

  public StompRules(ActiveMQServer server, RefusalListener refusals) {
    this.server = server;
    this.refusals = refusals;
  }

  @Override
  public boolean intercept(StompFrame frame, RemotingConnection connection) {
    if (connection instanceof StompConnection client && client.isValid()) {
      String place = frame.getHeader("destination");
      if ("SUBSCRIBE".equals(frame.getCommand())) {
        tell(client, place, "stomp-only-sends");
      } else if ("SEND".equals(frame.getCommand()) && !Addresses.INTRANET.equals(place)) {
        tell(client, place, "address-not-yours");
      }
    }
    return true;
  }

  private void tell(StompConnection client, String place, String reason) {
    String account = client.getLogin() == null ? "" : client.getLogin();
    refusals.refused(
        Map.of("address", KnownAddress.of(server, place), "reason", reason, "account", account));
  }
}
