package org.sanwei.routes.guard;

import org.apache.activemq.artemis.api.core.Message;
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
        !message.isLargeMessage() && storedBytes(message) <= CipherAddressGuard.MAX_RECEIPT_BYTES;
    if (!fits) {
      LOG.warn("refused a body over AMQP: larger than {}", CipherAddressGuard.MAX_RECEIPT_BYTES);
    }
    return fits;
  }

  /**
   * What the journal would hold: over AMQP with delivery annotations, which the wire size omits.
   */
  static int storedBytes(Message message) {
    return message instanceof AMQPMessage amqp ? amqp.getPersistSize() : message.getEncodeSize();
  }

  /** Whether delivery annotations came with it: they are stored, and no property shows them. */
  static boolean annotated(Message message) {
    return message instanceof AMQPMessage amqp && amqp.getDeliveryAnnotations() != null;
  }
}
