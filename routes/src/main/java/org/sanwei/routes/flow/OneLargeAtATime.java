package org.sanwei.routes.flow;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.sanwei.routes.queue.LargeTurn;

/**
 * Keeps a large body on the broker until it is its turn: from before it is read off until its
 * exchange is done. Out of turn it goes back and comes again after the queue's pause, so that large
 * ones never take all consumers from the small. Thread-safe.
 */
public final class OneLargeAtATime implements Processor {
  /** Another large body is in hand: the hop is to be rolled back. */
  static final class NotItsTurn extends Exception {
    private static final long serialVersionUID = 1L;

    NotItsTurn() {
      super("another large body is in hand", null, false, false);
    }
  }

  private final LargeTurn turns;

  public OneLargeAtATime(LargeTurn turns) {
    this.turns = turns;
  }

  @Override
  public void process(Exchange exchange) throws JMSException, NotItsTurn {
    LargeTurn.Turn turn = turns.tryEnter(size(exchange)).orElseThrow(NotItsTurn::new);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                turn.close();
              }
            });
  }

  private static long size(Exchange exchange) throws JMSException {
    return exchange.getMessage() instanceof JmsMessage message
            && message.getJmsMessage() instanceof BytesMessage bytes
        ? bytes.getBodyLength()
        : 0;
  }
}
