package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's SMS centre on loopback, speaking real SMPP 3.4. It takes what is submitted, shows
 * it on the {@link Phones}, and sends a receipt a moment later; a number that ends in 0000 is
 * switched off (UNDELIV, and nothing on the phone). Texts go the other way too. It can be told to
 * misbehave as real ones do. Safe from any thread.
 */
public final class SandboxSmsc implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxSmsc.class);
  private static final int KEPT = 1_000;
  private static final Duration BIND_PATIENCE = Duration.ofSeconds(5);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

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
  private final SMPPServerSessionListener listener;
  private final int port;
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final Deque<ShortMessage> received = new ArrayDeque<>();
  private final LongMessages longMessages = new LongMessages();
  private final AtomicInteger toThrottle = new AtomicInteger();
  private final AtomicInteger toDrop = new AtomicInteger();
  private final AtomicInteger toHold = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicLong messageIds;
  private final ExecutorService binds = Executors.newCachedThreadPool(Threads.named("smsc-bind"));
  private final SmscReceipts receipts;
  private final SmscTexts texts = new SmscTexts(sessions, binds);
  private volatile boolean closing;

  private SandboxSmsc(Settings settings, Phones phones, Clock clock, int wantedPort)
      throws IOException {
    this.settings = settings;
    this.phones = phones;
    this.receipts = new SmscReceipts(sessions, clock, settings.receiptDelay);
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

  /**
   * Sends a text from a phone to whoever is bound, in parts when it is long, and returns once it
   * was acknowledged.
   *
   * @throws IOException when it was not, or nobody is bound
   */
  public void sendFromPhone(String from, String to, String text) throws IOException {
    texts.send(from, to, text);
  }

  /** The bodies that {@link #offer} takes for one text: a long one's begin with a header each. */
  public List<byte[]> partsOf(String text) {
    return texts.bodies(text);
  }

  /**
   * Brings one part, or a short text whole, and returns once it was acknowledged. A centre keeps it
   * until then and offers it again.
   *
   * @param withHeader whether the body begins with a user data header
   * @param more parameters that stand beside it
   * @throws IOException when it was refused, or the session ended first and nobody knows
   */
  public void offer(
      String from, String to, boolean withHeader, byte[] body, OptionalParameter... more)
      throws IOException {
    texts.deliver(from, to, withHeader, body, more);
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

  /**
   * The next {@code times} submissions are taken and never answered while the client is there:
   * whoever is killed meanwhile cannot know.
   */
  public void holdNext(int times) {
    toHold.set(times);
  }

  /** How many submissions were held so far. */
  public int held() {
    return held.get();
  }

  /** Whether receipts wait here; they are sent once this is false again. */
  public void holdReceipts(boolean hold) {
    receipts.hold(hold);
  }

  @Override
  public void close() {
    closing = true;
    receipts.close();
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
    // A durable write of the other side may take longer than the library's 2 s; a text offered
    // again after that would be another one.
    session.setTransactionTimer(ANSWER_PATIENCE.toMillis());
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
      receipts.owe(message, reachable);
    }
    if (takeOne(toHold)) {
      awaitEnd(session);
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

  /** Answers nothing until the client is gone, as a centre that hangs. */
  private void awaitEnd(SMPPServerSession session) throws ProcessRequestException {
    CountDownLatch gone = new CountDownLatch(1);
    session.addSessionStateListener(
        (state, source, old) -> {
          if (state == SessionState.CLOSED) {
            gone.countDown();
          }
        });
    held.incrementAndGet();
    try {
      // The look at the state is for a session that ended before the listener was there.
      while (session.getSessionState() != SessionState.CLOSED && !closing) {
        if (gone.await(1, TimeUnit.SECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProcessRequestException("told to hold", SMPPConstant.STAT_ESME_RSYSERR);
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
