package org.sanwei.gateway.wiring;

import java.util.List;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.routes.flow.Moved;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Proposal;

/** Takes an item's proposals off the lines once an act has moved it: there is nothing to sign. */
final class ProposalClearing implements Moved {
  private final ActiveMQServer server;
  private final List<Line> lines;
  private final CipherEnvelopeVerifier gateway;

  ProposalClearing(ActiveMQServer server, List<Line> lines, CipherEnvelopeVerifier gateway) {
    this.server = server;
    this.lines = List.copyOf(lines);
    this.gateway = gateway;
  }

  @Override
  public void moved(ArrivalId id) {
    for (Line line : lines) {
      Queue queue = server.locateQueue(line.address());
      if (queue != null) {
        try {
          LineQueue.remove(server, queue, id, this::proposes);
        } catch (Exception e) {
          throw new RegisterUnavailable(e);
        }
      }
    }
  }

  private boolean proposes(byte[] envelope) {
    return gateway.inspect(envelope) instanceof Inspected.Valid valid
        && valid.header().outcome().equals(Proposal.OUTCOME);
  }
}
