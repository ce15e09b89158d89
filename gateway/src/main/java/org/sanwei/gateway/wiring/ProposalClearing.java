package org.sanwei.gateway.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.gateway.desk.JdbcProposalBook;
import org.sanwei.routes.flow.Moved;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.queue.Addresses;

/**
 * Takes off the lines what officers' acts have left there: an item's proposals once an act has
 * moved it, since there is nothing to sign any more; what an overtaken act had sealed anew; and,
 * now and then, proposals that came too late to be seen at the move, or that nobody signed in time.
 */
final class ProposalClearing implements Moved {
  private final ActiveMQServer server;
  private final List<String> addresses;
  private final CipherEnvelopeVerifier gateway;
  private final JdbcProposalBook book;

  ProposalClearing(
      ActiveMQServer server,
      List<Line> lines,
      CipherEnvelopeVerifier gateway,
      JdbcProposalBook book) {
    this.server = server;
    this.addresses = new ArrayList<>(lines.stream().map(Line::address).toList());
    this.addresses.add(Addresses.SPILL);
    this.gateway = gateway;
    this.book = book;
  }

  @Override
  public void moved(ArrivalId id) {
    addresses.forEach(address -> remove(address, id, this::proposes));
  }

  @Override
  public void overtaken(ArrivalId id, String envelope) {
    addresses.forEach(address -> remove(address, id, body -> Sm3.hex(body).equals(envelope)));
  }

  /**
   * Clears what is stale; a kill in the middle of it leaves the rest to the next time.
   *
   * @throws RegisterUnavailable when database or broker do not answer
   */
  void sweep() {
    for (JdbcProposalBook.Passed stale : book.stale()) {
      remove(
          new Line(stale.line()).address(),
          stale.id(),
          body -> Sm3.hex(body).equals(stale.envelope()));
      book.cleared(stale);
    }
  }

  private void remove(String address, ArrivalId id, Predicate<byte[]> which) {
    Queue queue = server.locateQueue(address);
    if (queue != null) {
      try {
        LineQueue.remove(server, queue, id, which);
      } catch (Exception e) {
        throw new RegisterUnavailable(e);
      }
    }
  }

  private boolean proposes(byte[] envelope) {
    return gateway.inspect(envelope) instanceof Inspected.Valid valid
        && valid.header().outcome().equals(Proposal.OUTCOME);
  }
}
