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
 * exchange is done. Thread-safe.
 */
public final class OneLargeAtATime implements Processor {
  private final LargeTurn turns;

  public OneLargeAtATime(LargeTurn turns) {
    this.turns = turns;
  }

  @Override
  public void process(Exchange exchange) throws JMSException, InterruptedException {
    LargeTurn.Turn turn = turns.enter(size(exchange));
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
