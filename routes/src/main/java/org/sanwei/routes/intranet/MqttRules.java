package org.sanwei.routes.intranet;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.queue.Addresses;

/**
 * Which MQTT packets the broker gets to see at all: those of a client that only publishes. A
 * SUBSCRIBE must not reach it: when the broker refuses one to an address with a queue, it deletes
 * that queue with everything in it (2.55). And since a client id takes the connection over from
 * whoever uses the same one, an account may only use ids that begin with its own name.
 */
public final class MqttRules implements MQTTInterceptor {
  private static final Set<MqttMessageType> OF_A_PUBLISHER =
      EnumSet.of(
          MqttMessageType.CONNECT,
          MqttMessageType.PUBLISH,
          MqttMessageType.PUBREL,
          MqttMessageType.PINGREQ,
          MqttMessageType.DISCONNECT);

  /** None of these can stand in an account's name. */
  private static final String SEPARATORS = "/.:_";

  private final RefusalListener refusals;

  public MqttRules(RefusalListener refusals) {
    this.refusals = refusals;
  }

  /** False ends the connection. */
  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet.fixedHeader() == null
        || !OF_A_PUBLISHER.contains(packet.fixedHeader().messageType())) {
      return refused("mqtt-only-publishes");
    }
    if (packet instanceof MqttConnectMessage connect && !own(connect.payload())) {
      return refused("mqtt-client-id-not-yours");
    }
    return true;
  }

  private boolean refused(String reason) {
    refusals.refused(Map.of("address", Addresses.INTRANET, "reason", reason, "account", ""));
    return false;
  }

  private static boolean own(MqttConnectPayload payload) {
    String account = payload.userName();
    String id = payload.clientIdentifier();
    if (id == null || id.isEmpty()) {
      return true;
    }
    return account != null
        && id.startsWith(account)
        && (id.length() == account.length()
            || SEPARATORS.indexOf(id.charAt(account.length())) >= 0);
  }
}
