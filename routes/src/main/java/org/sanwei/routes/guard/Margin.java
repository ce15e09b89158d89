package org.sanwei.routes.guard;

import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.routes.queue.Addresses;

/**
 * What may stand beside a body: properties and annotations lie in the clear in the journal, so only
 * the ones that we or the broker need, and no value in which a sentence would fit. Pure.
 */
final class Margin {
  private static final int MAX_VALUE = 128;
  private static final int BODY_ID_DIGITS = 32;

  /** The first two are ours; the others are the broker's own and the two protocols'. */
  private static final Set<String> NAMES =
      Set.of(
          Addresses.EPOCH,
          Addresses.ITEM,
          "_AMQ_ROUTING_TYPE",
          "_AMQ_LARGE_SIZE",
          "_AMQ_VALIDATED_USER",
          "__AMQ_CID",
          "NATIVE_MESSAGE_ID",
          "JMS_AMQP_HEADER",
          "JMS_AMQP_HEADERDURABLE",
          "JMS_AMQP_HEADERPRIORITY",
          "JMS_AMQP_PROPERTIES",
          "JMS_AMQP_NATIVE",
          "JMS_AMQP_FirstAcquirer",
          "JMS_AMQP_ORIGINAL_ENCODING",
          "JMS_AMQP_ContentType",
          "JMS_AMQP_MA_x-opt-jms-dest",
          "JMS_AMQP_MA_x-opt-jms-msg-type");

  private Margin() {}

  /** True when nothing but that stands beside the body of {@code message}. */
  static boolean clean(Message message) {
    return clean(message, (name, value) -> false);
  }

  /** As {@link #clean(Message)}, for an envelope, which may name a large body besides. */
  static boolean cleanEnvelope(Message message) {
    return clean(message, (name, value) -> name.equals(Addresses.BODY) && bodyId(value.toString()));
  }

  /** Beside a piece nothing of ours but what its own head says, too. */
  static boolean cleanPiece(Message message, PieceHead head) {
    ICoreMessage core = message.toCore();
    Map<String, String> own =
        Map.of(Addresses.BODY, head.body(), Addresses.PLACE, Integer.toString(head.index()));
    return own.keySet().stream().allMatch(core::containsProperty)
        && !core.containsProperty(Addresses.EPOCH)
        && !core.containsProperty(Addresses.ITEM)
        && clean(message, (name, value) -> value.toString().equals(own.get(name)));
  }

  private static boolean clean(Message message, BiPredicate<String, Object> more) {
    ICoreMessage core = message.toCore();
    for (SimpleString name : core.getPropertyNames()) {
      Object value = core.getObjectProperty(name);
      boolean known = NAMES.contains(name.toString()) && (value == null || small(value));
      if (!known && (value == null || !more.test(name.toString(), value))) {
        return false;
      }
    }
    return true;
  }

  private static boolean bodyId(String value) {
    return value.length() == BODY_ID_DIGITS
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static boolean small(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return true;
    }
    String text = value.toString();
    return (value instanceof String || value instanceof SimpleString)
        && text.length() <= MAX_VALUE
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
