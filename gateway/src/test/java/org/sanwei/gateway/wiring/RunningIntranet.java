package org.sanwei.gateway.wiring;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.LiveTree;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.guard.DoorLimits;
import org.sanwei.routes.guard.DoorWatch;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intranet.IntranetIntake;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;
import org.sanwei.routes.queue.Settled;

/** The gateway's broker with its intranet ports, and clients of each kind. */
final class RunningIntranet implements AutoCloseable {
  static final String OA = "oa";
  static final String OTHER = "city";
  static final String SECRET = "secret-of-this-test";
  static final int MAX_BYTES = 1_500_000;

  private static final long MQTT_WAIT_MILLIS = 20_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  final List<Map<String, String>> refusals = Collections.synchronizedList(new ArrayList<>());
  final IntranetDoors doors;
  private final Path directory;
  private final EpochKeys epochs;
  private final RunningBroker broker;

  private RunningIntranet(
      Path directory,
      IntranetDoors doors,
      EpochKeys epochs,
      Function<RefusalListener, CipherAddressGuard> guard,
      Patience patience)
      throws IOException {
    this.directory = directory;
    this.doors = doors;
    this.epochs = epochs;
    Clock clock = Clock.systemUTC();
    IntranetIntake intake =
        new IntranetIntake(
            Map.of(OA, "intranet-lan", OTHER, "intranet-city"),
            MAX_BYTES,
            patience.transactionWithin(),
            clock,
            refusals::add);
    TimeOrderedIds ids = new TimeOrderedIds(clock, RANDOM);
    MasterKey master = MasterKey.openFile(directory.resolve("master.key"));
    intake.sealWith(new ArrivalSeal("370500", master.identityKey(), ids, RANDOM), epochs, ids);
    IntranetDoor door =
        new IntranetDoor(doors, Map.of(OA, SECRET, OTHER, SECRET), MAX_BYTES, intake);
    broker =
        RunningBroker.start(
            directory,
            guard.apply(refusals::add),
            refusals::add,
            new DoorWatch(patience.limits(), patience.room(), refusals::add),
            Optional.of(door));
  }

  /** What clients may take, and for how long. */
  record Patience(DoorLimits limits, Room room, Duration transactionWithin) {}

  static RunningIntranet start(Path directory, Function<RefusalListener, CipherAddressGuard> guard)
      throws IOException {
    DoorLimits limits = DoorLimits.forBodiesOf(MAX_BYTES);
    return start(
        directory, guard, new Patience(limits, Room.ofHeap(1 << 28), Duration.ofMinutes(2)));
  }

  static RunningIntranet start(
      Path directory, Function<RefusalListener, CipherAddressGuard> guard, Patience patience)
      throws IOException {
    IntranetDoors doors =
        new IntranetDoors(
            "127.0.0.1",
            false,
            RunningBroker.freePort(),
            RunningBroker.freePort(),
            RunningBroker.freePort());
    EpochKeys epochs =
        EpochKeys.open(
            directory.resolve("epochs"),
            MasterKey.createFile(directory.resolve("master.key"), RANDOM),
            Duration.ofMinutes(10),
            Clock.systemUTC(),
            RANDOM);
    return new RunningIntranet(directory, doors, epochs, guard, patience);
  }

  RunningBroker broker() {
    return broker;
  }

  Connection amqp(String account) throws JMSException {
    return new JmsConnectionFactory(account, SECRET, "amqp://127.0.0.1:" + doors.amqp())
        .createConnection();
  }

  StompClient stomp(String account) throws IOException {
    return StompClient.connect(Objects.requireNonNull(doors.stomp()), account, SECRET);
  }

  /** A client under an id of its own. */
  MqttAsyncClient mqtt5(String account) throws MqttException {
    return mqtt5(account, account + "/" + RANDOM.nextInt(1_000_000), new MqttConnectionOptions());
  }

  MqttAsyncClient mqtt5(String account, String clientId, MqttConnectionOptions options)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient("tcp://127.0.0.1:" + doors.mqtt(), clientId, new MemoryPersistence());
    options.setUserName(account);
    options.setPassword(SECRET.getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(false);
    client.connect(options).waitForCompletion(MQTT_WAIT_MILLIS);
    return client;
  }

  /** Publishes one message, waits for the answer and closes; an answer that says no is an error. */
  static void publish(MqttAsyncClient client, String topic, MqttMessage message)
      throws MqttException {
    try {
      IMqttToken sent = client.publish(topic, message);
      sent.waitForCompletion(MQTT_WAIT_MILLIS);
      int[] reasons = sent.getReasonCodes();
      if (reasons != null && Arrays.stream(reasons).anyMatch(reason -> reason >= 0x80)) {
        throw new MqttException(reasons[0]);
      }
    } finally {
      if (client.isConnected()) {
        client.disconnectForcibly(100, 100, true);
      }
      client.close(true);
    }
  }

  /** What lies on the intake queue, opened, in its order. */
  List<RawArrival> arrivals() {
    return bodies(Addresses.INTAKE).stream().map(b -> Wire.decode(b, RawArrival.class)).toList();
  }

  List<LedgerEvent> events() {
    return bodies(Addresses.LEDGER).stream().flatMap(b -> Wire.decodeEvents(b).stream()).toList();
  }

  private List<byte[]> bodies(String name) {
    Queue queue = broker.server().locateQueue(name);
    Settled.await(queue);
    List<byte[]> all = new ArrayList<>();
    try (LinkedListIterator<MessageReference> each = queue.browserIterator()) {
      while (each.hasNext()) {
        all.add(((Opened.Message) epochs.open(BrokerBody.whole(each.next().getMessage()))).body());
      }
    }
    return all;
  }

  /** Waits until so many are there: the broker counts a moment after it has answered. */
  List<RawArrival> arrivals(int expected) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> arrivals().size() >= expected);
    return arrivals();
  }

  /** The files below the broker's directory that hold this text in one of two encodings. */
  List<Path> filesWith(String text) throws IOException {
    List<byte[]> needles = new ArrayList<>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      needles.add(text.getBytes(charset));
    }
    List<Path> found = new ArrayList<>();
    LiveTree.walk(
        directory.resolve("broker"),
        file -> {
          String content = Files.readString(file, StandardCharsets.ISO_8859_1);
          if (needles.stream()
              .anyMatch(n -> content.contains(new String(n, StandardCharsets.ISO_8859_1)))) {
            found.add(file);
          }
        });
    return found;
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
