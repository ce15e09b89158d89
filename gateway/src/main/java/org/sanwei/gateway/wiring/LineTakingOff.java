package org.sanwei.gateway.wiring;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.gateway.channel.LineTaking;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;

/** Takes the envelope of a probe of ours off its line: that one, by its digest, and no other. */
final class LineTakingOff implements LineTaking {
  private final ActiveMQServer server;

  LineTakingOff(ActiveMQServer server) {
    this.server = server;
  }

  @Override
  public boolean takeOff(ArrivalId item, String line, String envelope) {
    Queue queue =
        server.locateQueue(line.equals("spill") ? Addresses.SPILL : new Line(line).address());
    if (queue == null) {
      return false;
    }
    try {
      return LineQueue.remove(server, queue, item, body -> Sm3.hex(body).equals(envelope)) > 0;
    } catch (Exception e) {
      throw new RegisterUnavailable(e);
    }
  }
}
