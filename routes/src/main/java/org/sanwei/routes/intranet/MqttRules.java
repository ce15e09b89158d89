package org.sanwei.routes.intranet;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What MQTT needs besides: a client id takes the connection over from whoever uses the same one, so
 * an account may only use ids that begin with its own name. The broker makes it by its class name.
 */
public final class MqttRules implements MQTTInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(MqttRules.class);

  /** None of these can stand in an account's name. */
  private static final String SEPARATORS = "/.:_";

  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (!(packet instanceof MqttConnectMessage connect)) {
      return true;
    }
    boolean own = own(connect.payload());
    if (!own) {
      LOG.warn("refused an MQTT client: its client id does not begin with its account's name");
    }
    return own;
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
