package org.sanwei.routes.release;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one transceiver session to an SMSC bound, for as long as it is open, so that receipts come
 * in also when nothing is sent. Binds again after a loss, with pauses that double up to the
 * settings' limit. One thread of its own.
 */
final class SmppLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppLine.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final SmppSettings settings;
  private final MessageReceiverListener inbound;
  private final ScheduledThreadPoolExecutor keeper;
  private volatile @Nullable EnquiringSession session;
  private volatile boolean closed;

  SmppLine(OutletName name, SmppSettings settings, MessageReceiverListener inbound) {
    this.settings = settings;
    this.inbound = inbound;
    this.keeper =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "smpp-" + name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    keeper.execute(() -> bind(FIRST_PAUSE));
  }

  /** The session, if it is bound at this moment. */
  Optional<SMPPSession> bound() {
    SMPPSession current = session;
    return current != null && current.getSessionState().isTransmittable()
        ? Optional.of(current)
        : Optional.empty();
  }

  /** Asks the centre whether it is there; false when nothing is bound or it does not answer. */
  boolean enquire() {
    EnquiringSession current = session;
    return current != null && bound().isPresent() && current.enquire();
  }

  private void bind(Duration pauseAfterFailure) {
    if (closed) {
      return;
    }
    EnquiringSession fresh =
        settings.tls() ? new EnquiringSession(new SmppTls()) : new EnquiringSession();
    fresh.setEnquireLinkTimer((int) settings.enquireEvery().toMillis());
    fresh.setTransactionTimer(settings.responseTimeout().toMillis());
    fresh.setMessageReceiverListener(inbound);
    try {
      fresh.connectAndBind(settings.host(), settings.port(), bindParameter());
      session = fresh;
      LOG.info("bound to SMSC {}", settings);
      fresh.addSessionStateListener(
          (now, before, source) -> {
            if (now == SessionState.CLOSED) {
              again(FIRST_PAUSE);
            }
          });
      if (closed) {
        fresh.unbindAndClose();
      } else if (!fresh.getSessionState().isBound()) {
        again(FIRST_PAUSE);
      }
    } catch (IOException e) {
      fresh.close();
      LOG.warn(
          "cannot bind to SMSC {}: {}; next try in {}",
          settings,
          e.getMessage(),
          pauseAfterFailure);
      again(pauseAfterFailure);
    }
  }

  /**
   * Schedules a bind. Takes no lock: jSMPP calls this with its own held, and closing takes them the
   * other way round.
   */
  private void again(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    Duration next =
        doubled.compareTo(settings.reconnectAtMost()) > 0 ? settings.reconnectAtMost() : doubled;
    var unused = keeper.schedule(() -> rebind(next), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void rebind(Duration next) {
    if (bound().isEmpty()) {
      bind(next);
    }
  }

  private BindParameter bindParameter() {
    return new BindParameter(
        BindType.BIND_TRX,
        settings.systemId(),
        settings.password(),
        "",
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        null,
        InterfaceVersion.IF_34);
  }

  @Override
  public void close() {
    closed = true;
    keeper.shutdownNow();
    SMPPSession current = session;
    if (current != null) {
      current.unbindAndClose();
    }
  }
}
