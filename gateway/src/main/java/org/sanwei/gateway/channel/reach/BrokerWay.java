package org.sanwei.gateway.channel.reach;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig.Integrator;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;

/**
 * The broker's doors for the intranet: the test logs in at each port as the protocol has it; a
 * probe goes in by AMQP under the account of the channel's first integrator.
 */
final class BrokerWay implements Way {
  private static final int MILLIS = 3_000;
  private static final byte[] STOMP_BYE = "DISCONNECT\n\n\0".getBytes(StandardCharsets.UTF_8);

  private final IntranetDoors doors;
  private final Integrator integrator;
  private final String address;
  private final @Nullable SSLContext tls;

  /**
   * @param tls null for doors without
   */
  BrokerWay(IntranetDoors doors, Integrator integrator, String address, @Nullable SSLContext tls) {
    this.doors = doors;
    this.integrator = integrator;
    this.address = address;
    this.tls = tls;
  }

  /** A port, what a client says there first and last, and how the answer begins. */
  private record Door(String name, int port, byte[] hello, int greeting, byte[] bye) {}

  @Override
  public Checked check() {
    String where = "AMQP " + doors.host() + ":" + doors.amqp();
    try {
      if (doors.amqp() != null) {
        amqp().createConnection().close();
      }
      for (Door door : doors()) {
        where = door.name() + " " + doors.host() + ":" + door.port();
        if (greeting(door) != door.greeting()) {
          return new Checked.Bad("no-greeting", where, "");
        }
      }
      return new Checked.Good("broker-greets", doors.host());
    } catch (JMSSecurityException e) {
      return new Checked.Bad("login-refused", where, "");
    } catch (JMSException | IOException e) {
      return Failures.of(e, where);
    }
  }

  private List<Door> doors() {
    List<Door> all = new ArrayList<>();
    if (doors.stomp() != null) {
      String connect =
          "CONNECT\naccept-version:1.2\nhost:gateway\nlogin:%s\npasscode:%s\n\n\0"
              .formatted(integrator.name(), integrator.secret().revealText());
      byte[] hello = connect.getBytes(StandardCharsets.UTF_8);
      all.add(new Door("STOMP", doors.stomp(), hello, 'C', STOMP_BYE));
    }
    if (doors.mqtt() != null) {
      all.add(
          new Door(
              "MQTT",
              doors.mqtt(),
              MqttHello.of(integrator.name(), integrator.secret().reveal()),
              MqttHello.ANSWER,
              MqttHello.BYE));
    }
    return all;
  }

  private int greeting(Door door) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(doors.host(), door.port()), MILLIS);
      socket.setSoTimeout(MILLIS);
      try (Socket wire = tls == null ? socket : secured(socket, door.port())) {
        wire.getOutputStream().write(door.hello());
        wire.getOutputStream().flush();
        int first = wire.getInputStream().read();
        if (first == door.greeting()) {
          wire.getOutputStream().write(door.bye());
          wire.getOutputStream().flush();
        }
        return first;
      }
    }
  }

  private Socket secured(Socket socket, int port) throws IOException {
    if (tls == null) {
      throw new IllegalStateException("these doors have no TLS");
    }
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, doors.host(), port, true);
    secure.startHandshake();
    return secure;
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    if (doors.amqp() == null) {
      return new Fed.Unprovable("broker-without-amqp");
    }
    try (Connection connection = amqp().createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(address))) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(PostWay.json(probe));
      producer.send(message);
      return new Fed.Sent();
    } catch (JMSSecurityException e) {
      return new Fed.Failed("login-refused");
    } catch (JMSException e) {
      return new Fed.Failed(Failures.code(e));
    }
  }

  private JmsConnectionFactory amqp() {
    JmsConnectionFactory factory =
        new JmsConnectionFactory(
            integrator.name(),
            integrator.secret().revealText(),
            (tls == null ? "amqp://" : "amqps://")
                + doors.host()
                + ":"
                + doors.amqp()
                + "?transport.connectTimeout="
                + MILLIS
                + "&jms.connectTimeout="
                + MILLIS
                + "&jms.requestTimeout=5000&jms.sendTimeout=5000&transport.verifyHost=false");
    if (tls != null) {
      factory.setSslContext(tls);
    }
    return factory;
  }
}
