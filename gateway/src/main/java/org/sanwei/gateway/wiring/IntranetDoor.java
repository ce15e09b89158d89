package org.sanwei.gateway.wiring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.gateway.wiring.EmbeddedBroker.OfficersDoor;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.intranet.IntranetIntake;
import org.sanwei.routes.intranet.MqttRules;
import org.sanwei.routes.intranet.StompReasons;
import org.sanwei.routes.intranet.StompRules;
import org.sanwei.routes.queue.Addresses;

/**
 * The broker's ports for integrators: one for each protocol that gateway.yaml names, none of them
 * CORE, shut until {@link EmbeddedBroker#openDoor()}. Over TLS they show the officers' door's
 * certificate.
 *
 * @param passwords each integrator's account and its secret
 * @param maxBytes of one body
 */
record IntranetDoor(
    IntranetDoors doors, Map<String, String> passwords, long maxBytes, IntranetIntake intake) {
  private static final String AMQP = "intranet-amqp";
  private static final String STOMP = "intranet-stomp";
  private static final String MQTT = "intranet-mqtt";

  /** The acceptors, those that are not configured too. */
  static final List<String> NAMES = List.of(AMQP, STOMP, MQTT);

  /** Of all addresses; {@link org.sanwei.routes.guard.DoorLimits} says how many of each. */
  static final long CONNECTIONS = 256;

  /** What a client may send ahead of the broker's answers. */
  private static final int CREDITS = 50;

  private static final String NOTHING = "1 = 2";

  private static final int MQTT_HEADERS = 64 * 1024;

  IntranetDoor {
    passwords = Map.copyOf(passwords);
  }

  @Override
  public String toString() {
    return "IntranetDoor[" + doors + "]";
  }

  static void open(IntranetDoor door, OfficersDoor tls, Configuration configuration) {
    configuration.registerBrokerPlugin(door.intake());
    IntranetDoors doors = door.doors();
    door.add(AMQP, "AMQP", doors.amqp(), amqp(), tls, configuration);
    door.add(STOMP, "STOMP", doors.stomp(), Map.of(), tls, configuration);
    door.add(MQTT, "MQTT", doors.mqtt(), door.mqtt(), tls, configuration);
  }

  /** What stands between clients and the broker besides the plug-in; before the door opens. */
  void watch(ActiveMQServer server, RefusalListener refusals) {
    if (doors.mqtt() != null) {
      server.getRemotingService().addIncomingInterceptor(new MqttRules(refusals));
    }
    if (doors.stomp() != null) {
      StompReasons reasons = new StompReasons();
      intake.tellReasons(reasons);
      server.getRemotingService().addOutgoingInterceptor(reasons);
      server.getRemotingService().addIncomingInterceptor(new StompRules(server, refusals));
    }
  }

  /**
   * Both kinds, since protocols differ in what they take an address for. A JMS client must find a
   * queue there; this one lets nothing in, whatever is sent.
   */
  static CoreAddressConfiguration address() {
    return new CoreAddressConfiguration()
        .setName(Addresses.INTRANET)
        .addRoutingType(RoutingType.ANYCAST)
        .addRoutingType(RoutingType.MULTICAST)
        .addQueueConfig(
            QueueConfiguration.of(Addresses.INTRANET)
                .setAddress(Addresses.INTRANET)
                .setRoutingType(RoutingType.ANYCAST)
                .setFilterString(NOTHING)
                .setMaxConsumers(0)
                .setDurable(true));
  }

  private void add(
      String name,
      String protocol,
      @Nullable Integer port,
      Map<String, Object> extra,
      OfficersDoor tls,
      Configuration configuration) {
    if (port == null) {
      return;
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(TransportConstants.HOST_PROP_NAME, doors.host());
    parameters.put(TransportConstants.PORT_PROP_NAME, port);
    parameters.put(TransportConstants.AUTO_START, false);
    parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, protocol);
    parameters.put(TransportConstants.CONNECTIONS_ALLOWED, CONNECTIONS);
    if (protocol.equals("STOMP")) {
      // A large message would be a file on the disk before the plug-in has seen it.
      parameters.put(TransportConstants.STOMP_MIN_LARGE_MESSAGE_SIZE, Integer.MAX_VALUE);
    }
    if (doors.tls()) {
      parameters.putAll(tls.tlsParameters());
    }
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name, extra));
  }

  private static Map<String, Object> amqp() {
    Map<String, Object> amqp = new HashMap<>();
    amqp.put("saslMechanisms", "PLAIN");
    amqp.put("amqpMinLargeMessageSize", -1);
    amqp.put("amqpCredits", CREDITS);
    amqp.put("amqpLowCredits", CREDITS / 3);
    return amqp;
  }

  private Map<String, Object> mqtt() {
    Map<String, Object> mqtt = new HashMap<>();
    mqtt.put("maximumPacketSize", (int) Math.min(Integer.MAX_VALUE, maxBytes + MQTT_HEADERS));
    mqtt.put("closeMqttConnectionOnPublishAuthorizationFailure", true);
    mqtt.put("defaultMqttSessionExpiryInterval", 0);
    return mqtt;
  }
}
