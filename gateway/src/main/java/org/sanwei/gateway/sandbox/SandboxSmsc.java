package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's SMS centre on loopback, speaking real SMPP 3.4. It takes what is submitted, shows
 * it on the {@link Phones}, and sends a receipt a moment later; a number that ends in 0000 is
 * switched off (UNDELIV, and nothing on the phone). It can be told to misbehave as real ones do.
 * Safe from any thread.
 */
public final class SandboxSmsc implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxSmsc.class);
  private static final int KEPT = 1_000;
  private static final Duration BIND_PATIENCE = Duration.ofSeconds(5);
  private static final Duration RECEIPT_RETRY = Duration.ofSeconds(1);

  /** A receipt that no bound receiver takes is offered this often, a second apart. */
  private static final int RECEIPT_OFFERS = 60;

  /** The log-in that a client must show, and how long after a message its receipt is due. */
  public record Settings(String systemId, String password, Duration receiptDelay) {
    public Settings {
      if (systemId.length() > 15 || password.length() > 8) {
        throw new IllegalArgumentException("SMPP: system id up to 15, password up to 8 characters");
      }
    }

    @Override
    public String toString() {
      return "Settings[" + systemId + ", password redacted]";
    }
  }

  private final Settings settings;
  private final Phones phones;
  private final Clock clock;
  private final SMPPServerSessionListener listener;
  private final int port;
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final Deque<ShortMessage> received = new ArrayDeque<>();
  private final LongMessages longMessages = new LongMessages();
  private final AtomicInteger toThrottle = new AtomicInteger();
  private final AtomicInteger toDrop = new AtomicInteger();
  private final AtomicLong messageIds;
  private final ExecutorService binds = Executors.newCachedThreadPool(Threads.named("smsc-bind"));
  private final ScheduledExecutorService receipts =
      Executors.newSingleThreadScheduledExecutor(Threads.named("smsc-receipts"));
  private volatile boolean closing;

  private SandboxSmsc(Settings settings, Phones phones, Clock clock, int wantedPort)
      throws IOException {
    this.settings = settings;
    this.phones = phones;
    this.clock = clock;
    // ids go on where an earlier run's cannot have been
    this.messageIds = new AtomicLong(clock.instant().getEpochSecond() << 16);
    ServerSocket socket = new ServerSocket(wantedPort, 50, InetAddress.getLoopbackAddress());
    this.port = socket.getLocalPort();
    this.listener = new SMPPServerSessionListener(port, new OneSocket(socket));
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0 for a free one
   */
  public static SandboxSmsc start(Settings settings, Phones phones, Clock clock, int port)
      throws IOException {
    SandboxSmsc smsc = new SandboxSmsc(settings, phones, clock, port);
    smsc.listener.setMessageReceiverListener(new SubmitOnly(smsc::accept));
    smsc.binds.execute(smsc::acceptSessions);
    return smsc;
  }

  public int port() {
    return port;
  }

  /** The last 1,000 short messages (each part of a long one is one), oldest first. */
  public List<ShortMessage> received() {
    synchronized (received) {
      return new ArrayList<>(received);
    }
  }

  public int boundSessions() {
    return (int) sessions.stream().filter(s -> s.getSessionState().isBound()).count();
  }

  /** The next {@code times} submissions are refused with ESME_RTHROTTLED and not taken. */
  public void throttleNext(int times) {
    toThrottle.set(times);
  }

  /**
   * The next {@code times} submissions are taken, and the connection is cut in place of an answer:
   * the client cannot know.
   */
  public void dropNext(int times) {
    toDrop.set(times);
  }

  @Override
  public void close() {
    closing = true;
    receipts.shutdownNow();
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("the SMS centre's listener was gone already", e);
    }
    sessions.forEach(SMPPServerSession::unbindAndClose);
    binds.shutdownNow();
  }

  private void acceptSessions() {
    while (!closing) {
      try {
        SMPPServerSession session = listener.accept();
        binds.execute(() -> bind(session));
      } catch (IOException | RejectedExecutionException e) {
        if (!closing) {
          LOG.warn("the SMS centre stops listening", e);
        }
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BIND_PATIENCE.toMillis());
      if (!settings.systemId.equals(request.getSystemId())) {
        request.reject(SMPPConstant.STAT_ESME_RINVSYSID);
      } else if (!settings.password.equals(request.getPassword())) {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      } else {
        session.addSessionStateListener(
            (state, source, old) -> {
              if (state == SessionState.CLOSED) {
                sessions.remove(session);
              }
            });
        sessions.add(session);
        request.accept("sanwei-sandbox");
      }
    } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
      sessions.remove(session);
      session.close();
    }
  }

  private SubmitSmResult accept(SubmitSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    if (takeOne(toThrottle)) {
      throw new ProcessRequestException("told to throttle", SMPPConstant.STAT_ESME_RTHROTTLED);
    }
    String id = String.format(Locale.ROOT, "%012x", messageIds.incrementAndGet());
    ShortMessage message = ShortMessage.read(id, pdu);
    keep(message);
    boolean reachable = !message.destination().endsWith("0000");
    if (reachable) {
      show(message);
    }
    if (message.receiptWanted()) {
      Receipt receipt =
          new Receipt(
              message,
              reachable ? DeliveryReceiptState.DELIVRD : DeliveryReceiptState.UNDELIV,
              Date.from(clock.instant()));
      schedule(receipt, RECEIPT_OFFERS, settings.receiptDelay);
    }
    if (takeOne(toDrop)) {
      session.close();
      throw new ProcessRequestException("told to drop", SMPPConstant.STAT_ESME_RSYSERR);
    }
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException("twelve hex digits fit a message id", e);
    }
  }

  private static boolean takeOne(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private void keep(ShortMessage message) {
    synchronized (received) {
      received.addLast(message);
      if (received.size() > KEPT) {
        received.removeFirst();
      }
    }
  }

  private void show(ShortMessage message) {
    synchronized (longMessages) {
      longMessages
          .add(message)
          .ifPresent(text -> phones.sms(message.destination(), message.source(), text));
    }
  }

  private record Receipt(ShortMessage message, DeliveryReceiptState state, Date submitted) {}

  private void schedule(Receipt receipt, int offersLeft, Duration after) {
    if (closing || offersLeft == 0) {
      return;
    }
    try {
      ScheduledFuture<?> unused =
          receipts.schedule(
              () -> {
                if (!offer(receipt)) {
                  schedule(receipt, offersLeft - 1, RECEIPT_RETRY);
                }
              },
              after.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: a receipt is not sent");
    }
  }

  private boolean offer(Receipt receipt) {
    for (SMPPServerSession session : sessions) {
      if (session.getSessionState().isReceivable() && send(receipt, session)) {
        return true;
      }
    }
    return false;
  }

  private boolean send(Receipt receipt, SMPPServerSession session) {
    boolean delivered = receipt.state == DeliveryReceiptState.DELIVRD;
    ShortMessage message = receipt.message;
    DeliveryReceipt text =
        new DeliveryReceipt(
            message.messageId(),
            1,
            delivered ? 1 : 0,
            receipt.submitted,
            Date.from(clock.instant()),
            receipt.state,
            delivered ? "000" : "001",
            "");
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          /* sourceAddr= */ message.destination(),
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          /* destinationAddr= */ message.source(),
          new ESMClass(
              MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          DataCodings.ZERO,
          text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          new OptionalParameter.Receipted_message_id(message.messageId()),
          new OptionalParameter.Message_state((byte) receipt.state.value()));
      return true;
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException e) {
      LOG.debug("receipt {} was not taken; it is offered again", message.messageId());
      return false;
    }
  }

  /** The library would listen on every address; this hands it a socket bound to loopback. */
  private record OneSocket(ServerSocket socket)
      implements org.jsmpp.session.connection.ServerConnectionFactory {
    @Override
    public ServerSocketConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerSocketConnection listen(int port, int timeout) throws IOException {
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerSocketConnection listen(int port, int timeout, int backlog) throws IOException {
      return listen(port, timeout);
    }
  }
}
