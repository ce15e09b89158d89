package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.util.DeliveryReceiptState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts that an SMS centre owes: each waits until somebody is bound who may receive, and is
 * offered sixty times, a second apart, until somebody takes it. Safe from any thread.
 */
final class SmscReceipts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmscReceipts.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int OFFERS = 60;

  private final Set<SMPPServerSession> sessions;
  private final Clock clock;
  private final Duration delay;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Threads.named("smsc-receipts"));
  private volatile boolean held;

  /**
   * @param sessions the owner's, as they come and go
   * @param delay between a message and the first offer of its receipt
   */
  SmscReceipts(Set<SMPPServerSession> sessions, Clock clock, Duration delay) {
    this.sessions = sessions;
    this.clock = clock;
    this.delay = delay;
  }

  private record Receipt(ShortMessage message, DeliveryReceiptState state, Date submitted) {}

  /** Owes the receipt of a message that reached its phone, or did not. */
  void owe(ShortMessage message, boolean reached) {
    Receipt receipt =
        new Receipt(
            message,
            reached ? DeliveryReceiptState.DELIVRD : DeliveryReceiptState.UNDELIV,
            Date.from(clock.instant()));
    schedule(receipt, OFFERS, delay);
  }

  /** While held nothing is offered, and no offer is used up. */
  void hold(boolean hold) {
    held = hold;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private void schedule(Receipt receipt, int offersLeft, Duration after) {
    if (offersLeft == 0) {
      return;
    }
    try {
      ScheduledFuture<?> unused =
          worker.schedule(
              () -> offer(receipt, offersLeft), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: a receipt is not sent");
    }
  }

  private void offer(Receipt receipt, int offersLeft) {
    List<SMPPServerSession> receivers =
        sessions.stream().filter(s -> s.getSessionState().isReceivable()).toList();
    if (held || receivers.isEmpty()) {
      schedule(receipt, offersLeft, RETRY);
    } else if (receivers.stream().noneMatch(receiver -> send(receipt, receiver))) {
      schedule(receipt, offersLeft - 1, RETRY);
    }
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
          text.toString().getBytes(StandardCharsets.US_ASCII),
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
}
