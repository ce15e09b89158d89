package org.sanwei.routes.queue;

import jakarta.jms.Message;
import java.time.Instant;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** What the broker itself says of a message, and no sender can choose. */
public final class Delivered {
  private Delivered() {}

  /**
   * The broker's own number of a message: the same at each of its deliveries and after a restart,
   * and another one for a copy of it. 0 for what did not come from the broker.
   */
  public static long number(Message message) {
    return message instanceof ActiveMQMessage ours ? ours.getCoreMessage().getMessageID() : 0;
  }

  /**
   * When it was sent, by the clock of the broker's machine: the same at each of its deliveries and
   * after a restart. Empty for what did not come from the broker, and on addresses where it writes
   * no time down.
   *
   * <p>The broker overwrites what a CORE client says there. Of what came by AMQP the sender's
   * property of that name would win, so this holds only where such a property is refused: on {@link
   * Addresses#RECEIPT} by the guard.
   */
  public static Optional<Instant> arrived(Message message) {
    return message instanceof ActiveMQMessage ours
            && ours.getCoreMessage().getObjectProperty(ICoreMessage.HDR_INGRESS_TIMESTAMP)
                instanceof Long millis
        ? Optional.of(Instant.ofEpochMilli(millis))
        : Optional.empty();
  }
}
