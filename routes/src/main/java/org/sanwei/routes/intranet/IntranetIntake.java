package org.sanwei.routes.intranet;

import com.google.re2j.Pattern;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.guard.KnownAddress;
import org.sanwei.routes.guard.SealedSend;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's plug-in for {@link Addresses#INTRANET}: of each message that an integrator sends
 * there it makes a sealed arrival with its ledger event, in the client's own transaction when there
 * is one. The message itself goes nowhere, since the address has no queue. Whatever cannot be
 * sealed and stored fails the client's send. An integrator's account may send there and nowhere
 * else.
 */
public final class IntranetIntake implements ActiveMQServerMessagePlugin {
  private static final Logger LOG = LoggerFactory.getLogger(IntranetIntake.class);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final String RETAIN = "mqtt.message.retain";
  private static final String QOS = "mqtt.qos.level";
  private static final String MQTT = "MQTT";
  private static final String MQTT_5 = "MQTT5";

  /** What may stand around a body: more is refused before it is looked at. */
  static final int ROOM_FOR_HEADERS = 64 * 1024;

  private static final int BODIES_IN_A_TRANSACTION = 4;
  private static final int MESSAGES_IN_A_TRANSACTION = 1_000;

  private final Map<String, String> channels;
  private final long maxBytes;
  private final Clock clock;
  private final RefusalListener refusals;
  private final ClientTransactions transactions;
  private volatile ReasonListener reasons = (connection, reason) -> {};
  private volatile @Nullable ActiveMQServer server;
  private volatile @Nullable Sealing sealing;

  /** Told why a client's send was refused, where the protocol's own answer would not say it. */
  public interface ReasonListener {
    /** Called on the broker's thread, before the client is answered. */
    void refused(RemotingConnection connection, String reason);
  }

  private record Sealing(ArrivalSeal seal, EpochKeys epochs, Supplier<UUID> ids) {}

  /**
   * @param channels each integrator's account and the channel that its messages come by
   * @param maxBytes of a body; larger ones are refused
   * @param transactionWithin after which a client's open transaction is rolled back
   * @param refusals told of every refused send, on the broker's thread
   */
  public IntranetIntake(
      Map<String, String> channels,
      long maxBytes,
      Duration transactionWithin,
      Clock clock,
      RefusalListener refusals) {
    this.channels = Map.copyOf(channels);
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.refusals = refusals;
    this.transactions =
        new ClientTransactions(
            maxBytes * BODIES_IN_A_TRANSACTION, MESSAGES_IN_A_TRANSACTION, transactionWithin);
  }

  /** Until this is called everything is refused; to be called before the doors open. */
  public void sealWith(ArrivalSeal seal, EpochKeys epochs, Supplier<UUID> ids) {
    sealing = new Sealing(seal, epochs, ids);
  }

  /** To be called before the doors open. */
  public void tellReasons(ReasonListener listener) {
    reasons = listener;
  }

  /** Whose messages are taken. */
  public Set<String> accounts() {
    return channels.keySet();
  }

  @Override
  public void registered(ActiveMQServer running) {
    server = running;
  }

  /** Refuses what may not come; nothing has been stored or routed yet. */
  @Override
  public void beforeSend(
      ServerSession session,
      @Nullable Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreate)
      throws ActiveMQException {
    boolean here = Addresses.INTRANET.equals(message.getAddress());
    boolean integrator = channels.containsKey(account(session));
    if (!here && !integrator) {
      return;
    }
    String reason;
    try {
      reason = here ? objection(message, integrator) : "address-not-yours";
      if (reason.isEmpty()) {
        forgetDuplicateIds(message);
      }
    } catch (RuntimeException | StackOverflowError e) {
      reason = "unreadable";
    }
    if (!reason.isEmpty()) {
      refuse(session, tx, message, reason);
    }
  }

  /**
   * Seals. Only here does the broker tell whether {@code tx} is one that the client will commit:
   * null means that it is not.
   */
  @Override
  public void afterSend(
      ServerSession session,
      @Nullable Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreate,
      RoutingStatus result)
      throws ActiveMQException {
    if (!Addresses.INTRANET.equals(message.getAddress())) {
      return;
    }
    String reason;
    try {
      reason = take(session, message, tx);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      // Its text may quote what could not be handled.
      LOG.warn("a message from the intranet could not be stored: {}", e.getClass().getName());
      reason = "not-stored";
    }
    if (!reason.isEmpty()) {
      refuse(session, tx, message, reason);
    }
  }

  /** The empty string when there is none. */
  private String objection(Message message, boolean integrator) {
    if (!integrator) {
      return "no-integrator";
    }
    if (message.isLargeMessage() || message.getEncodeSize() - ROOM_FOR_HEADERS > maxBytes) {
      return "too-large";
    }
    ActiveMQServer running = server;
    if (running == null || sealing == null) {
      return "not-ready";
    }
    if (running.getPagingManager().isDiskFull()) {
      return "disk-full";
    }
    if (!(message instanceof AMQPMessage)
        && Boolean.TRUE.equals(message.getObjectProperty(RETAIN))) {
      // MQTT would keep the plain message for whoever subscribes later.
      return "retained";
    }
    return "";
  }

  /**
   * The broker would remember them, and refuse another's message, or its whole transaction, for an
   * id that somebody used before.
   */
  private static void forgetDuplicateIds(Message message) {
    if (message.getDuplicateProperty() != null) {
      message.removeProperty(Message.HDR_DUPLICATE_DETECTION_ID);
    }
    if (!(message instanceof AMQPMessage)) {
      message.removeProperty(Message.HDR_BRIDGE_DUPLICATE_ID);
    }
  }

  /** The reason why it was not taken; empty when it was. */
  private String take(ServerSession session, Message message, @Nullable Transaction tx)
      throws Exception {
    String account = account(session);
    Sealing with = sealing;
    ActiveMQServer running = server;
    String channel = channels.get(account);
    if (with == null || running == null || channel == null) {
      return "not-ready";
    }
    Submission sent =
        message instanceof AMQPMessage amqp
            ? AmqpReading.read(amqp)
            : CoreReading.read(message.toCore());
    if (sent.body().length > maxBytes) {
      return "too-large";
    }
    if (sent.key() != null && !KEY.matcher(sent.key()).matches()) {
      return "idempotency-key-malformed";
    }
    Taken taken =
        new Taken(
            channel,
            ChannelKind.INTRANET,
            identity(account, sent, with.ids()),
            clock.instant(),
            sent.mediaType(),
            sent.body());
    if (tx != null
        && !transactions.admits(
            tx, sent.body().length, running.getScheduledPool(), () -> tooLong(session))) {
      return "transaction-too-large";
    }
    EpochKeys.Lease lease = with.epochs().lease();
    List<SealedBody> bodies;
    try {
      bodies = with.seal().seal(taken, with.seal().idOf(taken), lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
    new SealedSend(running).send(bodies, tx, lease::close);
    return "";
  }

  /** The broker rolls back what a lost connection leaves open. */
  private void tooLong(ServerSession session) {
    LOG.warn("the transaction of '{}' was open for too long", account(session));
    refusals.refused(
        Map.of(
            "address",
            Addresses.INTRANET,
            "reason",
            "transaction-too-long",
            "account",
            account(session)));
    session.getRemotingConnection().getTransportConnection().forceClose();
  }

  private static SourceIdentity identity(String account, Submission sent, Supplier<UUID> ids) {
    String digest = Sm3.hex(sent.body());
    return sent.key() == null
        ? SourceIdentity.broker(account, "fresh", ids.get().toString(), digest)
        : SourceIdentity.broker(account, "key", sent.key(), digest);
  }

  private void refuse(
      ServerSession session, @Nullable Transaction tx, Message message, String reason)
      throws ActiveMQException {
    String account = account(session);
    boolean here = Addresses.INTRANET.equals(message.getAddress());
    // Another address is the sender's own words, unless it is one of ours.
    String address = here ? Addresses.INTRANET : KnownAddress.of(server, message.getAddress());
    LOG.warn("refused a send to {} by '{}': {}", address, account, reason);
    refusals.refused(Map.of("address", address, "reason", reason, "account", account));
    String text = "refused: " + advice(reason);
    if (session != null && session.getRemotingConnection() != null) {
      reasons.refused(session.getRemotingConnection(), text);
    }
    ActiveMQException refusal = exception(session, message, text);
    if (tx != null) {
      tx.markAsRollbackOnly(refusal);
    }
    throw refusal;
  }

  /**
   * MQTT 5 has an answer for what is forbidden, if an answer is asked for. Older clients would be
   * told that it was taken, so for them, as for all else, the connection must end; which it does
   * for any other exception.
   */
  private static ActiveMQException exception(ServerSession session, Message message, String text) {
    String protocol = protocol(session);
    boolean answered =
        protocol.equals(MQTT_5) && !Integer.valueOf(0).equals(message.getObjectProperty(QOS));
    return answered || !protocol.startsWith(MQTT)
        ? new ActiveMQSecurityException(text)
        : new ActiveMQException(text);
  }

  private static String protocol(@Nullable ServerSession session) {
    if (session == null || session.getRemotingConnection() == null) {
      return "";
    }
    return String.valueOf(session.getRemotingConnection().getProtocolName());
  }

  private String advice(String reason) {
    return switch (reason) {
      case "too-large" -> "too-large: a body may have " + maxBytes + " bytes; send fewer pages";
      case "retained" -> "retained: send it without the retain flag";
      case "idempotency-key-malformed" ->
          "idempotency-key-malformed: 1 to 128 visible ASCII characters";
      case "address-not-yours" -> "address-not-yours: send to " + Addresses.INTRANET;
      case "transaction-too-large" ->
          "transaction-too-large: commit after "
              + MESSAGES_IN_A_TRANSACTION
              + " messages or "
              + BODIES_IN_A_TRANSACTION * maxBytes
              + " bytes at the latest";
      case "disk-full", "not-ready", "not-stored" -> reason + ": nothing was stored, send it again";
      default -> reason;
    };
  }

  private static String account(@Nullable ServerSession session) {
    return session == null || session.getUsername() == null ? "" : session.getUsername();
  }
}
