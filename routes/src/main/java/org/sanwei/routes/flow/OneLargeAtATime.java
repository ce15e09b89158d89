package org.sanwei.routes.flow;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets large bodies through one after the other, from before they are read off the broker until
 * their exchange is done: opened, read and sealed again, one takes several times its size of
 * memory. Small ones are never kept waiting by it, as long as one consumer is free. Thread-safe;
 * shared by the routes that it is to hold apart.
 */
public final class OneLargeAtATime implements Processor {
  /** Smaller than this, a few at once do no harm. In bytes. */
  static final long LARGE = 4L * 1024 * 1024;

  private final Semaphore turn = new Semaphore(1, true);

  @Override
  public void process(Exchange exchange) throws JMSException, InterruptedException {
    if (size(exchange) < LARGE) {
      return;
    }
    turn.acquire();
    exchange.getExchangeExtension().addOnCompletion(new Leaving(turn));
  }

  private static long size(Exchange exchange) throws JMSException {
    return exchange.getMessage() instanceof JmsMessage message
            && message.getJmsMessage() instanceof BytesMessage bytes
        ? bytes.getBodyLength()
        : 0;
  }

  private static final class Leaving extends SynchronizationAdapter {
    private final Semaphore turn;
    private final AtomicBoolean left = new AtomicBoolean();

    Leaving(Semaphore turn) {
      this.turn = turn;
    }

    @Override
    public void onDone(Exchange exchange) {
      if (left.compareAndSet(false, true)) {
        turn.release();
      }
    }
  }
}
