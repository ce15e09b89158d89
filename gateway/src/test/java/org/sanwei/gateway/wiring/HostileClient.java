package org.sanwei.gateway.wiring;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/**
 * One account with one protocol's client, and what it can try upon an address. Each act throws
 * unless the broker let it through; an act with several tricks is a list of them.
 */
interface HostileClient {
  String MANAGEMENT = "activemq.management";
  long ANSWER_MILLIS = 10_000;

  void send(String address, byte[] body) throws Exception;

  void browse(String address) throws Exception;

  void consume(String address) throws Exception;

  /** Ways to have what belongs to the address go elsewhere, or to reach it by another name. */
  List<ThrowingCallable> redirects(String address);

  /** Asks the broker to empty the address's queue. */
  void manage(String address) throws Exception;

  /** By qpid-jms, over whichever door the connection came. */
  record Amqp(Connecting connecting) implements HostileClient {
    interface Connecting {
      Connection connect() throws JMSException;
    }

    private interface InSession {
      void with(Session session) throws JMSException;
    }

    private void run(InSession act) throws JMSException {
      try (Connection connection = connecting.connect()) {
        connection.setClientID("hostile");
        connection.start();
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
          act.with(session);
        }
      }
    }

    @Override
    public void send(String address, byte[] body) throws JMSException {
      run(s -> s.createProducer(s.createQueue(address)).send(bytes(s, body)));
    }

    @Override
    public void browse(String address) throws JMSException {
      run(
          s -> {
            try (QueueBrowser browser = s.createBrowser(s.createQueue(address))) {
              Collections.list(browser.getEnumeration());
            }
          });
    }

    @Override
    public void consume(String address) throws JMSException {
      run(
          s -> {
            try (MessageConsumer consumer = s.createConsumer(s.createQueue(address))) {
              consumer.receive(500);
            }
          });
    }

    @Override
    public List<ThrowingCallable> redirects(String address) {
      byte[] body = {1};
      return List.of(
          () -> run(s -> s.createProducer(s.createTopic(address)).send(bytes(s, body))),
          () -> run(s -> s.createConsumer(s.createTopic(address)).receive(500)),
          () -> run(s -> s.createDurableConsumer(s.createTopic(address), "d").receive(500)),
          () -> send(address + "::" + address, body),
          () -> send("elsewhere::" + address, body),
          () -> consume(address + "::" + address),
          () -> run(Session::createTemporaryQueue));
    }

    @Override
    public void manage(String address) throws JMSException {
      run(
          s -> {
            BytesMessage call = bytes(s, new byte[] {1});
            call.setStringProperty("_AMQ_ResourceName", "queue." + address);
            call.setStringProperty("_AMQ_OperationName", "removeAllMessages");
            s.createProducer(s.createQueue(MANAGEMENT)).send(call);
          });
    }

    private static BytesMessage bytes(Session session, byte[] body) throws JMSException {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(body);
      return message;
    }
  }

  /** By STOMP frames. */
  record Stomp(RunningIntranet lan, String account) implements HostileClient {
    private void ask(String command, String headers, byte[] body) throws IOException {
      try (StompClient client = lan.stomp(account)) {
        StompClient.Frame answer = client.ask(command, headers, body);
        if (!answer.command().equals("RECEIPT")) {
          throw new IOException(answer.command());
        }
      }
    }

    @Override
    public void send(String address, byte[] body) throws IOException {
      ask("SEND", "destination:" + address + "\n", body);
    }

    @Override
    public void browse(String address) throws IOException {
      ask("SUBSCRIBE", "id:1\nbrowser:true\ndestination:" + address + "\n", new byte[0]);
    }

    @Override
    public void consume(String address) throws IOException {
      ask("SUBSCRIBE", "id:1\nack:client\ndestination:" + address + "\n", new byte[0]);
    }

    @Override
    public List<ThrowingCallable> redirects(String address) {
      String to = "destination:" + address + "\n";
      return List.of(
          () -> ask("SEND", to + "destination-type:MULTICAST\n", new byte[] {1}),
          () -> ask("SUBSCRIBE", "id:1\nsubscription-type:MULTICAST\n" + to, new byte[0]),
          () -> ask("SUBSCRIBE", "id:1\ndurable-subscription-name:d\n" + to, new byte[0]),
          () -> send(address + "::" + address, new byte[] {1}),
          () -> consume(address + "::" + address));
    }

    @Override
    public void manage(String address) throws IOException {
      String call =
          "_AMQ_ResourceName:queue." + address + "\n_AMQ_OperationName:removeAllMessages\n";
      ask("SEND", "destination:" + MANAGEMENT + "\n" + call, new byte[] {'[', ']'});
    }
  }

  /** By MQTT 5; it knows no browsing, and what it subscribes to it consumes. */
  record Mqtt(RunningIntranet lan, String account) implements HostileClient {
    @Override
    public void send(String address, byte[] body) throws Exception {
      MqttMessage message = new MqttMessage(body, 1, false, null);
      RunningIntranet.publish(lan.mqtt5(account), topic(address), message);
    }

    @Override
    public void browse(String address) throws Exception {
      consume(address);
    }

    @Override
    public void consume(String address) throws Exception {
      subscribe(topic(address));
    }

    private void subscribe(String topic) throws Exception {
      MqttAsyncClient client = lan.mqtt5(account);
      try {
        IMqttToken asked = client.subscribe(topic, 1);
        asked.waitForCompletion(ANSWER_MILLIS);
        if (asked.getReasonCodes()[0] >= 0x80) {
          throw new IOException("refused");
        }
      } finally {
        if (client.isConnected()) {
          client.disconnectForcibly(0, 100, true);
        }
        client.close(true);
      }
    }

    @Override
    public List<ThrowingCallable> redirects(String address) {
      byte[] body = {1};
      MqttMessage retained = new MqttMessage(body, 1, true, null);
      return List.of(
          () -> subscribe("$share/group/" + topic(address)),
          () -> subscribe("sanwei/#"),
          () -> RunningIntranet.publish(lan.mqtt5(account), topic(address), retained),
          () -> send(address + "::" + address, body));
    }

    @Override
    public void manage(String address) throws Exception {
      send(MANAGEMENT, ("queue." + address).getBytes(StandardCharsets.UTF_8));
    }

    private static String topic(String address) {
      return address.replace('.', '/');
    }
  }

  /** By CORE in the gateway's own process, as code that got there could. */
  record Core(String account, String password) implements HostileClient {
    private interface InVm {
      void with(ClientSession session) throws Exception;
    }

    private void run(InVm act) throws Exception {
      try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://0");
          ClientSessionFactory factory =
              locator
                  .setCallTimeout(ANSWER_MILLIS)
                  .setBlockOnNonDurableSend(true)
                  .setReconnectAttempts(0)
                  .createSessionFactory();
          ClientSession session =
              factory.createSession(account, password, false, true, true, false, 0)) {
        session.start();
        act.with(session);
      }
    }

    @Override
    public void send(String address, byte[] body) throws Exception {
      send(address, body, null);
    }

    private void send(String address, byte[] body, @Nullable RoutingType routing) throws Exception {
      run(
          session -> {
            ClientMessage message = session.createMessage(true);
            message.getBodyBuffer().writeBytes(body);
            if (routing != null) {
              message.setRoutingType(routing);
            }
            session.createProducer(SimpleString.of(address)).send(message);
          });
    }

    @Override
    public void browse(String address) throws Exception {
      run(session -> session.createConsumer(SimpleString.of(address), true).receive(500));
    }

    @Override
    public void consume(String address) throws Exception {
      run(session -> session.createConsumer(SimpleString.of(address)).receive(500));
    }

    @Override
    public List<ThrowingCallable> redirects(String address) {
      byte[] body = {1};
      QueueConfiguration stolen = QueueConfiguration.of("stolen").setAddress(address);
      return List.of(
          () -> run(s -> s.createQueue(stolen.setRoutingType(RoutingType.MULTICAST))),
          () -> run(s -> s.createQueue(stolen.setRoutingType(RoutingType.ANYCAST))),
          () -> run(s -> s.createSharedQueue(stolen.setDurable(false))),
          () -> run(s -> s.createAddress(SimpleString.of(address), RoutingType.MULTICAST, false)),
          () -> run(s -> s.deleteQueue(address)),
          () -> send(address, body, RoutingType.MULTICAST),
          () -> send(address + "::" + address, body));
    }

    @Override
    public void manage(String address) throws Exception {
      run(
          session -> {
            ClientMessage call = session.createMessage(false);
            ManagementHelper.putOperationInvocation(call, "queue." + address, "removeAllMessages");
            session.createProducer(SimpleString.of(MANAGEMENT)).send(call);
          });
    }
  }
}
