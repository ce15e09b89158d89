package org.sanwei.gateway.e2e;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.sanwei.gateway.sandbox.IntegratorKey;
import org.sanwei.gateway.sandbox.IntranetStomp;
import org.sanwei.routes.queue.Addresses;

/**
 * One integrator's clients on the office's network, one connection a message. Each call returns
 * when the broker has answered; an IOException means that nobody knows whether it was taken.
 */
record Lan(Office office) {
  private static final long ANSWER_MILLIS = 20_000;
  private static final int REFUSED = 0x80;

  /** By JMS over AMQP, in a transaction of its own or without one. */
  void amqp(String json, String key, boolean transacted, Map<String, String> properties)
      throws IOException {
    amqp(Addresses.INTRANET, json, key, transacted, properties);
  }

  /** One message to an address that is not the integrator's. */
  void amqpTo(String address) throws IOException {
    amqp(address, "x", "x", false, Map.of());
  }

  private void amqp(
      String address, String json, String key, boolean transacted, Map<String, String> properties)
      throws IOException {
    String uri =
        "amqp://127.0.0.1:%d?jms.connectTimeout=5000&jms.sendTimeout=%d&jms.requestTimeout=%d"
            .formatted(office.ports().intranet().amqp(), ANSWER_MILLIS, ANSWER_MILLIS);
    try (Connection connection =
            new JmsConnectionFactory(Office.NETWORK, secret(), uri).createConnection();
        Session session =
            connection.createSession(
                transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
        MessageProducer to = session.createProducer(session.createQueue(address))) {
      Message message = session.createTextMessage(json);
      for (Map.Entry<String, String> property : properties.entrySet()) {
        message.setStringProperty(property.getKey(), property.getValue());
      }
      message.setStringProperty("sanwei_idempotency_key", key);
      to.send(message);
      if (transacted) {
        session.commit();
      }
    } catch (JMSException e) {
      throw new IOException("AMQP: " + e.getClass().getSimpleName());
    }
  }

  /** By STOMP, with a receipt asked for. */
  void stomp(String json, String key) throws IOException {
    IntegratorKey own =
        new IntegratorKey(Office.NETWORK, secret().getBytes(StandardCharsets.UTF_8));
    IntranetStomp client = new IntranetStomp(office.ports().intranet().stomp(), own);
    if (!client.send(json.getBytes(StandardCharsets.UTF_8), key)) {
      throw new IOException("STOMP: refused");
    }
  }

  /** By MQTT 5, at least once or exactly once as MQTT understands it. */
  void mqtt(String json, String key, int quality, Map<String, String> properties)
      throws IOException {
    mqtt("intranet/in", json, key, quality, properties);
  }

  /** One message to a topic that is not the integrator's. */
  void mqttTo(String topic) throws IOException {
    mqtt(topic, "x", "x", 1, Map.of());
  }

  private void mqtt(
      String topic, String json, String key, int quality, Map<String, String> properties)
      throws IOException {
    MqttProperties beside = new MqttProperties();
    List<UserProperty> user = new java.util.ArrayList<>();
    properties.forEach((name, value) -> user.add(new UserProperty(name, value)));
    user.add(new UserProperty("sanwei-idempotency-key", key));
    beside.setUserProperties(user);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(
              "tcp://127.0.0.1:" + office.ports().intranet().mqtt(),
              Office.NETWORK + "/" + UUID.randomUUID(),
              new MemoryPersistence());
      try {
        client.connect(options()).waitForCompletion(ANSWER_MILLIS);
        publish(client, topic, new MqttMessage(body, quality, false, beside));
      } finally {
        if (client.isConnected()) {
          client.disconnectForcibly(0, 100, true);
        }
        client.close(true);
      }
    } catch (MqttException e) {
      throw new IOException("MQTT: " + e.getReasonCode());
    }
  }

  private static void publish(MqttAsyncClient client, String topic, MqttMessage message)
      throws MqttException, IOException {
    IMqttToken sent = client.publish(topic, message);
    sent.waitForCompletion(ANSWER_MILLIS);
    int[] reasons = sent.getReasonCodes();
    if (reasons != null && reasons.length > 0 && reasons[0] >= REFUSED) {
      throw new IOException("MQTT: " + reasons[0]);
    }
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(Office.NETWORK);
    options.setPassword(secret().getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(false);
    return options;
  }

  private String secret() {
    return office.secret(Office.NETWORK);
  }
}
