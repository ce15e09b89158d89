package org.sanwei.routes.guard;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;

/** What a message weighs and bears where AMQP differs from the broker's own form. */
final class AmqpSize {
  private AmqpSize() {}

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
