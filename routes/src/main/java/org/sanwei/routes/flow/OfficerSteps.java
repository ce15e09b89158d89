package org.sanwei.routes.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.handover.Returns;
import org.sanwei.routes.message.AcknowledgedEnvelope;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.VerifiedAct;
import org.sanwei.routes.queue.Delivered;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/**
 * What comes back from the 机要 line: an officer's receipt is booked, a proposal is passed on to the
 * line's other officers, an act is judged and moves its item. Safe from many threads.
 */
public final class OfficerSteps {
  private final CipherEnvelopeVerifier officers;
  private final ReceiptReader receipts;
  private final ReceiptBook receiptBook;
  private final ActReader acts;
  private final ActBook actBook;
  private final ProposalBook proposals;
  private final Returns returns;
  private final Departures departures;
  private final EpochKeys epochs;
  private final EarlyWords early;

  public OfficerSteps(
      CipherEnvelopeVerifier officers,
      ReceiptReader receipts,
      ReceiptBook receiptBook,
      ActReader acts,
      ActBook actBook,
      ProposalBook proposals,
      Returns returns,
      Departures departures,
      EpochKeys epochs,
      EarlyWords early) {
    this.officers = officers;
    this.receipts = receipts;
    this.receiptBook = receiptBook;
    this.acts = acts;
    this.actBook = actBook;
    this.proposals = proposals;
    this.returns = returns;
    this.departures = departures;
    this.epochs = epochs;
    this.early = early;
  }

  /** Takes one officer's word; gives what leaves because of it, which may be nothing. */
  public List<SealedBody> take(byte[] envelope, Exchange exchange) {
    boolean comesAgain = false;
    try {
      return taken(envelope, exchange);
    } catch (NotYet | RegisterUnavailable e) {
      comesAgain = true;
      throw e;
    } finally {
      if (!comesAgain) {
        early.ended(word(exchange));
      }
    }
  }

  private List<SealedBody> taken(byte[] envelope, Exchange exchange) {
    if (officers.inspect(envelope) instanceof Inspected.Valid valid) {
      EnvelopeHeader header = valid.header();
      if (header.outcome().equals(Proposal.OUTCOME)) {
        return proposal(envelope, header, exchange);
      }
      if (header.outcome().equals(SignedAct.OUTCOME)) {
        return act(envelope, exchange);
      }
    }
    AcknowledgedEnvelope receipt = receipts.read(envelope);
    receiptBook.record(
        receipt.id(), receipt.line(), receipt.officer(), receipt.receivedAt(), receipt.envelope());
    return List.of();
  }

  private List<SealedBody> proposal(byte[] envelope, EnvelopeHeader header, Exchange exchange) {
    // Sealed before it is let through: the book knows it by the very bytes that go to the line.
    Departures.PassedOn passed = departures.passOn(envelope, header, seal(exchange));
    ProposalBook.Passing passing =
        new ProposalBook.Passing(
            passed.id(), passed.line(), passed.officer(), passed.proposal(), passed.envelope());
    OnObjection objected = early.look(word(exchange), List.of(passed.officer()));
    return proposals.pass(passing, objected).isEmpty() ? passed.leaving() : List.of();
  }

  private List<SealedBody> act(byte[] envelope, Exchange exchange) {
    ActReader.Read read = acts.read(envelope, arrived(exchange));
    if (read instanceof ActReader.Read.Refused refused) {
      actBook.refused(refused.id(), refused.reason());
      return List.of();
    }
    VerifiedAct verified = ((ActReader.Read.Good) read).act();
    // Before the admission: what fails after it would leave an act admitted that moves nothing.
    EpochSeal seal = seal(exchange);
    OnObjection objected = early.look(word(exchange), verified.officers());
    if (actBook.admit(verified, objected) instanceof ActBook.Admission.Admitted admitted) {
      return departures.returning(returns.judge(verified, admitted.held()), verified, seal);
    }
    return List.of();
  }

  private static long word(Exchange exchange) {
    return exchange.getMessage() instanceof JmsMessage message
        ? Delivered.number(message.getJmsMessage())
        : 0;
  }

  private static Optional<Instant> arrived(Exchange exchange) {
    return exchange.getMessage() instanceof JmsMessage message
        ? Delivered.arrived(message.getJmsMessage())
        : Optional.empty();
  }

  private EpochSeal seal(Exchange exchange) {
    EpochKeys.Lease lease = epochs.lease();
    exchange.getExchangeExtension().addOnCompletion(new ClosingLease(lease));
    return new EpochSeal(lease);
  }
}
