package org.sanwei.routes.intranet;

import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;

/** Reads what came by STOMP or MQTT, which the broker keeps in its own form. */
final class CoreReading {
  private static final String MQTT_TYPE = "mqtt.content.type";

  /** MQTT 5 user properties bear this prefix, a number and a dot before their own name. */
  private static final String MQTT_USER = "mqtt.ordered.user.property.";

  private CoreReading() {}

  static Submission read(ICoreMessage message) {
    ActiveMQBuffer buffer = message.getReadOnlyBodyBuffer();
    String declared = declared(message);
    String key = key(message);
    if (message.getType() == Message.TEXT_TYPE) {
      SimpleString text = buffer.readNullableSimpleString();
      return Submission.text(text == null ? "" : text.toString(), declared, key);
    }
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    if (message.getType() != Message.BYTES_TYPE) {
      return Submission.unread(bytes, key);
    }
    return declared == null && utf8(bytes)
        ? Submission.text(new String(bytes, StandardCharsets.UTF_8), null, key)
        : Submission.bytes(bytes, declared, key);
  }

  private static boolean utf8(byte[] bytes) {
    return java.util.Arrays.equals(
        new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static @Nullable String declared(ICoreMessage message) {
    Object stomp = message.getObjectProperty(Message.HDR_CONTENT_TYPE);
    Object type = stomp == null ? message.getObjectProperty(MQTT_TYPE) : stomp;
    return type == null ? null : type.toString();
  }

  private static @Nullable String key(ICoreMessage message) {
    for (SimpleString name : message.getPropertyNames()) {
      if (Submission.isKey(ownName(name.toString()))) {
        Object value = message.getObjectProperty(name);
        return value == null ? "" : value.toString();
      }
    }
    return null;
  }

  private static String ownName(String property) {
    if (!property.startsWith(MQTT_USER)) {
      return property;
    }
    int dot = property.indexOf('.', MQTT_USER.length());
    return dot < 0 ? property : property.substring(dot + 1);
  }
}
