package org.sanwei.routes.intranet;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Puts the reason into the body of a STOMP client's ERROR frame. The broker's own header says only
 * that a message could not be sent, and quotes it.
 */
public final class StompReasons implements StompFrameInterceptor, IntranetIntake.ReasonListener {
  private final Map<RemotingConnection, String> reasons =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The next ERROR on this connection is for this reason. */
  @Override
  public void refused(RemotingConnection connection, String reason) {
    reasons.put(connection, reason);
  }

  @Override
  public boolean intercept(StompFrame frame, RemotingConnection connection) {
    if ("ERROR".equals(frame.getCommand())) {
      String reason = reasons.remove(connection);
      if (reason != null) {
        frame.addHeader("content-type", "text/plain");
        frame.setByteBody(reason.getBytes(StandardCharsets.UTF_8));
      }
    }
    return true;
  }
}
