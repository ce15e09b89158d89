package org.sanwei.routes.guard;

import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AmqpInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns away what is too large before the broker handles it: a body larger than the journal's
 * buffer is written to a file of its own before {@link CipherAddressGuard} is asked. Over AMQP come
 * receipts only. The broker makes it by its class name.
 */
public final class AmqpSizeLimit implements AmqpInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpSizeLimit.class);

  @Override
  public boolean intercept(AMQPMessage message, RemotingConnection connection) {
    boolean fits =
        !message.isLargeMessage()
            && message.getEncodeSize() <= CipherAddressGuard.MAX_RECEIPT_BYTES;
    if (!fits) {
      LOG.warn("refused a body over AMQP: larger than {}", CipherAddressGuard.MAX_RECEIPT_BYTES);
    }
    return fits;
  }
}
