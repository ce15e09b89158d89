package org.sanwei.routes.intranet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.protocol.amqp.util.TLSEncode;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what came by AMQP, section by section (AMQP 1.0 part 3 §3.2), so that no second body
 * section is overlooked. Whatever is neither one text nor bytes is kept as it was encoded; nothing
 * is ever turned into an object of its sender's choice.
 */
final class AmqpReading {
  private static final String JAVA_OBJECT = "application/x-java-serialized-object";

  private @Nullable String text;
  private @Nullable ByteArrayOutputStream data;
  private @Nullable String declared;
  private @Nullable String key;
  private boolean strange;

  private AmqpReading() {}

  static Submission read(AMQPMessage message) {
    byte[] encoded = encoded(message);
    AmqpReading reading = new AmqpReading();
    DecoderImpl decoder = TLSEncode.getDecoder();
    decoder.setBuffer(ReadableBuffer.ByteBufferReader.wrap(ByteBuffer.wrap(encoded)));
    try {
      while (decoder.getByteBufferRemaining() > 0) {
        reading.section(decoder.readObject());
      }
    } catch (RuntimeException e) {
      // Kept as it is, and held: better than to have taken half of it for the whole.
      reading.strange = true;
    } finally {
      decoder.setBuffer(null);
    }
    return reading.submission(encoded);
  }

  private static byte[] encoded(AMQPMessage message) {
    ReadableBuffer buffer = message.getSendBuffer(1, null);
    byte[] encoded = new byte[buffer.remaining()];
    buffer.get(encoded);
    return encoded;
  }

  private void section(@Nullable Object section) {
    if (section instanceof Properties properties) {
      declared =
          properties.getContentType() == null ? null : properties.getContentType().toString();
    } else if (section instanceof ApplicationProperties properties) {
      keyIn(properties);
    } else if (section instanceof Data part) {
      add(part.getValue());
    } else if (section instanceof AmqpValue one) {
      value(one.getValue());
    } else if (section instanceof AmqpSequence) {
      strange = true;
    }
  }

  private void keyIn(ApplicationProperties properties) {
    if (properties.getValue() != null) {
      properties
          .getValue()
          .forEach(
              (name, value) -> {
                if (Submission.isKey(name)) {
                  key = String.valueOf(value);
                }
              });
    }
  }

  private void value(@Nullable Object value) {
    if (value instanceof String string && text == null) {
      text = string;
    } else if (value instanceof Binary binary) {
      add(binary);
    } else {
      strange = true;
    }
  }

  private void add(@Nullable Binary part) {
    if (data == null) {
      data = new ByteArrayOutputStream();
    }
    if (part != null) {
      data.write(part.getArray(), part.getArrayOffset(), part.getLength());
    }
  }

  private Submission submission(byte[] encoded) {
    boolean both = text != null && data != null;
    if (strange || both || JAVA_OBJECT.equals(declared)) {
      return Submission.unread(encoded, key);
    }
    if (text != null) {
      return Submission.text(text, declared, key);
    }
    byte[] bytes = data == null ? new byte[0] : data.toByteArray();
    return Submission.bytes(bytes, declared, key);
  }
}
