package org.sanwei.routes.guard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's own guard, whoever sends and by whatever protocol: on the 机要 addresses only
 * envelopes that the gateway signed, for that line, sealed to exactly its officers; on the receipt
 * address only officers' envelopes to the gateway; on both nothing in the clear beside the body; on
 * the address of pieces only pieces, with what their heads say; on every other address of ours only
 * sealed bodies. Independent of the routes: it would stop a route that is wrong.
 */
public final class CipherAddressGuard implements ActiveMQServerMessagePlugin {
  private static final Logger LOG = LoggerFactory.getLogger(CipherAddressGuard.class);
  private static final String OURS = "sanwei.";
  private static final String COMPOSITE = "::";

  /** An act with its wording and two envelopes around it; what is larger is not looked at. */
  static final int MAX_RECEIPT_BYTES = 256 * 1024;

  /** What AMQP needs around a body: header, properties, section marks. */
  private static final int MAX_FRAME_BYTES = 1024;

  private final CipherEnvelopeVerifier gateway;
  private final CipherEnvelopeVerifier officers;
  private final AddressRules rules;
  private final RefusalListener refusals;
  private final LongAdder refused = new LongAdder();
  private volatile @Nullable ActiveMQServer server;

  public CipherAddressGuard(
      CipherEnvelopeVerifier gateway,
      CipherEnvelopeVerifier officers,
      AddressRules rules,
      RefusalListener refusals) {
    this.gateway = gateway;
    this.officers = officers;
    this.rules = rules;
    this.refusals = refusals;
  }

  /** Told of every refused send, on the broker's thread: must not block and must not throw. */
  public interface RefusalListener {
    /**
     * {@code facts} hold the address, the reason word and the account; never a byte of the body.
     */
    void refused(Map<String, String> facts);
  }

  /** How many sends were refused since the start. */
  public long refused() {
    return refused.sum();
  }

  @Override
  public void registered(ActiveMQServer running) {
    server = running;
  }

  @Override
  public void beforeSend(
      ServerSession session,
      @Nullable Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreate)
      throws ActiveMQSecurityException {
    String address = message.getAddress();
    if (address == null || !address.startsWith(OURS)) {
      return;
    }
    String reason = reason(address, message);
    if (!reason.isEmpty()) {
      refuse(address, reason, session, tx);
    }
  }

  /**
   * The broker logs what else a plug-in throws and goes on with the send, so nothing else may: a
   * message that cannot be looked at is refused like any other.
   */
  private String reason(String address, Message message) {
    try {
      return objection(address, message);
    } catch (RuntimeException | StackOverflowError e) {
      return "unreadable";
    }
  }

  /** The empty string when there is none. */
  private String objection(String address, Message message) {
    if (address.contains(COMPOSITE)) {
      // ADDRESS::QUEUE is the same place under a name that no rule below would know.
      return "composite-address";
    }
    if (address.equals(Addresses.RECEIPT)) {
      return receipt(message);
    }
    if (address.equals(Addresses.PIECE)) {
      return piece(message);
    }
    String line = rules.lineOf(address);
    if (line != null && !Margin.cleanEnvelope(message)) {
      return "unexpected-property";
    }
    byte[] body = BrokerBody.whole(message);
    if (line != null) {
      return envelope(gateway.inspect(body), line);
    }
    boolean dead = address.equals(Addresses.DEAD);
    boolean sealed =
        EpochKeys.epochOf(body).isPresent()
            || (dead && !(officers.inspect(body) instanceof Inspected.Malformed));
    return sealed ? "" : "not-sealed";
  }

  /** The one address that accounts off this machine may send to: size first, body last. */
  private String receipt(Message message) {
    int size = AmqpSize.storedBytes(message);
    if (message.isLargeMessage() || size > MAX_RECEIPT_BYTES) {
      return "too-large";
    }
    if (AmqpSize.annotated(message) || !Margin.clean(message)) {
      return "unexpected-property";
    }
    byte[] body = BrokerBody.whole(message);
    if (size - body.length > MAX_FRAME_BYTES) {
      // Footers and the like, which a look at the properties does not show.
      return "unexpected-property";
    }
    return officers.inspect(body) instanceof Inspected.Valid ? "" : "not-an-officers-envelope";
  }

  private static String piece(Message message) {
    Optional<PieceHead> head = PieceHead.of(BrokerBody.whole(message));
    if (head.isEmpty()) {
      return "no-piece";
    }
    return Margin.cleanPiece(message, head.get()) ? "" : "unexpected-property";
  }

  private String envelope(Inspected inspected, String line) {
    if (!(inspected instanceof Inspected.Valid valid)) {
      return inspected.verdict();
    }
    if (!valid.header().line().equals(line)) {
      return "another-line";
    }
    return valid.recipients().equals(rules.recipientsOf(line)) ? "" : "other-recipients";
  }

  private void refuse(
      String address, String reason, ServerSession session, @Nullable Transaction tx)
      throws ActiveMQSecurityException {
    refused.increment();
    String place = KnownAddress.of(server, address);
    String account = session == null || session.getUsername() == null ? "" : session.getUsername();
    LOG.warn("refused a send to {} by '{}': {}", place, account, reason);
    refusals.refused(Map.of("address", place, "reason", reason, "account", account));
    ActiveMQSecurityException refusal = new ActiveMQSecurityException("refused: " + reason);
    if (tx != null) {
      // A transacted client does not wait for the answer to a send: without this its commit would
      // succeed, less the refused body.
      tx.markAsRollbackOnly(refusal);
    }
    throw refusal;
  }
}
