package org.sanwei.routes.flow;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;

/**
 * Keeps bodies waiting while a head is to be read: of many faxes every one's urgency is known
 * before the first one's body is read. A body of no urgency goes back then, for a more urgent one
 * may have come meanwhile; an urgent one is kept in hand, since what goes back is put off by the
 * broker and comes behind what never did. Thread-safe.
 */
public final class HeadsFirst implements Processor {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** So long at a time, that a stop need not wait for more. */
  private static final int LOOKS = 40;

  private final BooleanSupplier headsWait;

  /** Heads wait, or did: the hop is to be rolled back. */
  static final class NotYetTheBody extends Exception {
    private static final long serialVersionUID = 1L;

    NotYetTheBody() {
      super("heads are read before bodies", null, false, false);
    }
  }

  public HeadsFirst(BooleanSupplier headsWait) {
    this.headsWait = headsWait;
  }

  @Override
  public void process(Exchange exchange) throws NotYetTheBody, JMSException {
    if (!headsWait.getAsBoolean()) {
      return;
    }
    boolean urgent = Haste.SOON.isOf(priority(exchange));
    for (int n = 0; headsWait.getAsBoolean(); n++) {
      if (exchange.getContext().isStopping()
          || Thread.currentThread().isInterrupted()
          || !urgent && n >= LOOKS) {
        throw new NotYetTheBody();
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    if (!urgent) {
      throw new NotYetTheBody();
    }
  }

  private static int priority(Exchange exchange) throws JMSException {
    return exchange.getMessage() instanceof JmsMessage message && message.getJmsMessage() != null
        ? message.getJmsMessage().getJMSPriority()
        : 0;
  }
}
