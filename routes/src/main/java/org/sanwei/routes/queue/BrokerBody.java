package org.sanwei.routes.queue;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.LargeBodyReader;

/**
 * The body bytes of a message inside the broker, whatever protocol brought it and however large.
 */
public final class BrokerBody {
  /** Enough of a sealed body to name its epoch. */
  private static final int HEAD_BYTES = 512;

  private BrokerBody() {}

  /** All of it; empty when the message is no bytes message. */
  public static byte[] whole(Message message) {
    ICoreMessage core = message.toCore();
    if (core.getType() != Message.BYTES_TYPE) {
      return new byte[0];
    }
    ActiveMQBuffer buffer = core.getReadOnlyBodyBuffer();
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  /** The first bytes of it; a large body is not loaded for them. */
  static byte[] head(Message message) {
    ICoreMessage core = message.toCore();
    if (core.getType() != Message.BYTES_TYPE) {
      return new byte[0];
    }
    if (!core.isLargeMessage()) {
      ActiveMQBuffer buffer = core.getReadOnlyBodyBuffer();
      byte[] bytes = new byte[Math.min(HEAD_BYTES, buffer.readableBytes())];
      buffer.readBytes(bytes);
      return bytes;
    }
    try (LargeBodyReader reader = core.getLargeBodyReader()) {
      reader.open();
      byte[] bytes = new byte[(int) Math.min(HEAD_BYTES, reader.getSize())];
      reader.readInto(java.nio.ByteBuffer.wrap(bytes));
      return bytes;
    } catch (ActiveMQException e) {
      throw new IllegalStateException("a large body on the broker cannot be read", e);
    }
  }
}
