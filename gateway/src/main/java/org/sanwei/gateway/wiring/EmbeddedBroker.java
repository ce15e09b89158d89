package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.sanwei.routes.guard.BrokerRefusals;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.guard.DoorWatch;
import org.sanwei.routes.guard.FirstBytesAtEveryDoor;
import org.sanwei.routes.guard.SealedServer;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DiskRoom;

/**
 * Artemis in the process: the gateway speaks CORE in the VM only, officers AMQP over TLS,
 * integrators what {@link IntranetDoor} says. Everything durable, every address bound, dead letters
 * bound; nothing is created by a client's wish.
 */
final class EmbeddedBroker implements AutoCloseable {
  /** About two flushes of an ordinary SSD: a tenth more posts a second, 16 at once, than one. */
  private static final int FLUSHES_APART_NANOS = 500_000;

  /** The name of the in-VM server; the gateway's own connections use {@code vm://0}. */
  static final String IN_VM_URL = "vm://0";

  /** Of messages in memory, as the broker counts; above it they go to pages on the disk. */
  private static final long MOST_IN_MEMORY_BYTES = 64L * 1024 * 1024;

  /** What the broker counts is about half of what small messages take. */
  private static final int SHARE_OF_THE_HEAP = 8;

  /**
   * Each queue that is read from pages keeps two of them in memory, if not more: with the default
   * of 10 MB the queues of our way filled a heap of 256 MB with a backlog of 30,000 messages.
   */
  private static final int PAGE_BYTES = 1024 * 1024;

  /** Of the disk: with less, the broker lets whoever sends packets wait until there is more. */
  private static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;

  /** Whoever writes much stops so far above that, for others write at the same time. */
  private static final long KEPT_FOR_OTHERS_BYTES = 64L * 1024 * 1024;

  private static final String GATEWAY = "gateway";
  private static final String OFFICERS = "officers";
  private static final String OFFICER_PREFIX = "officer/";
  private static final String INTEGRATOR_PREFIX = "integrator/";

  private final ActiveMQServer broker;
  private final Path directory;

  private EmbeddedBroker(ActiveMQServer broker, Path directory) {
    this.broker = broker;
    this.directory = directory;
  }

  /** Where officers connect, and the key store that proves the broker to them. */
  record OfficersDoor(String host, int port, Path keyStore, String keyStorePassword) {
    /** What an acceptor needs to speak TLS with that key. */
    Map<String, Object> tlsParameters() {
      return Map.of(
          TransportConstants.SSL_ENABLED_PROP_NAME,
          true,
          TransportConstants.KEYSTORE_PATH_PROP_NAME,
          keyStore.toString(),
          TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
          keyStorePassword,
          TransportConstants.KEYSTORE_TYPE_PROP_NAME,
          "PKCS12",
          TransportConstants.ENABLED_PROTOCOLS_PROP_NAME,
          "TLSv1.3");
    }
  }

  /**
   * What the broker is to be: lines with the officers that may read each ({@code spill} too), every
   * account's password, the guard that vetoes sends, who is told of what else is refused, and what
   * bounds the memory that clients may fill.
   */
  record Plan(
      Path directory,
      String gatewayPassword,
      Map<String, String> officerPasswords,
      Map<String, Set<String>> readersByAddress,
      List<String> releaseAddresses,
      OfficersDoor door,
      ActiveMQServerMessagePlugin guard,
      RefusalListener refusals,
      DoorWatch watch,
      Optional<IntranetDoor> intranet) {
    /** Everybody who may log in from outside. */
    Set<String> accounts() {
      Set<String> all = new HashSet<>(officerPasswords.keySet());
      intranet.ifPresent(door -> all.addAll(door.passwords().keySet()));
      return all;
    }
  }

  /**
   * Starts and waits until the broker is active.
   *
   * @throws IllegalStateException when it is not active within half a minute
   */
  static EmbeddedBroker start(Plan plan) {
    FirstBytesAtEveryDoor.arm();
    try {
      ActiveMQServer server = new SealedServer(configuration(plan), security(plan));
      server.start();
      if (!server.waitForActivation(30, java.util.concurrent.TimeUnit.SECONDS)
          || !server.isActive()) {
        throw new IllegalStateException("the broker did not become active");
      }
      BrokerRefusals.listen(server, plan.accounts(), plan.refusals());
      server.getRemotingService().addOutgoingInterceptor(plan.watch());
      plan.intranet().ifPresent(door -> door.watch(server, plan.refusals()));
      return new EmbeddedBroker(server, plan.directory());
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the broker in " + plan.directory() + " does not start", e);
    }
  }

  /**
   * Lets officers and integrators in: not before everything that their sends are told to is there.
   *
   * @throws IllegalStateException when a door's port cannot be taken
   */
  void openDoor() {
    List<String> doors = new ArrayList<>(List.of(OFFICERS));
    doors.addAll(IntranetDoor.NAMES);
    for (String door : doors) {
      Acceptor acceptor = server().getRemotingService().getAcceptor(door);
      if (acceptor != null) {
        try {
          acceptor.start();
        } catch (Exception e) {
          throw new IllegalStateException("the broker's door '" + door + "' does not open", e);
        }
      }
    }
  }

  ActiveMQServer server() {
    return broker;
  }

  /** What the disk under its directory takes before senders would wait. */
  DiskRoom disk() {
    return bytes ->
        directory.toFile().getUsableSpace() - LEAST_FREE_BYTES - KEPT_FOR_OTHERS_BYTES >= bytes;
  }

  /** How many messages a queue of ours holds, those being delivered included. */
  OptionalLong depth(String queue) {
    ActiveMQServer server = server();
    // One that stopped itself, after an error of its journal say, has no queues to ask.
    Queue found = server.isStarted() ? server.locateQueue(queue) : null;
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.getMessageCount());
  }

  /**
   * Whether entries for the register wait, as the queue counts them now: one that moves within it
   * can be missed for a moment. True when the broker cannot say.
   */
  boolean handOversWait() {
    return depth(Addresses.DESK).orElse(1) != 0;
  }

  /** Whether a first page's head waits to be read, or is being read. */
  boolean headsWait() {
    ActiveMQServer server = server();
    Queue heads = server.isStarted() ? server.locateQueue(Addresses.PICTURES) : null;
    // One that failed and is put off for a while holds up nobody meanwhile.
    return heads != null && heads.getMessageCount() - heads.getScheduledCount() > 0;
  }

  @Override
  public void close() throws Exception {
    broker.stop();
  }

  private static Configuration configuration(Plan plan) throws Exception {
    Path dir = plan.directory();
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("sanwei");
    configuration.setBrokerInstance(dir.toFile());
    configuration.setPersistenceEnabled(true);
    configuration.setJournalDirectory(dir.resolve("journal").toString());
    configuration.setBindingsDirectory(dir.resolve("bindings").toString());
    configuration.setPagingDirectory(dir.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(dir.resolve("large").toString());
    configuration.setNodeManagerLockDirectory(dir.resolve("lock").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalSyncTransactional(true);
    configuration.setJournalSyncNonTransactional(true);
    // Flushes are at least so far apart, and what comes later than that waits for nothing. The
    // default is 3.3 ms.
    configuration.setJournalBufferTimeout_NIO(FLUSHES_APART_NANOS);
    configuration.setJournalFileSize(4 * 1024 * 1024);
    configuration.setJournalMinFiles(4);
    configuration.setSecurityEnabled(true);
    configuration.setJMXManagementEnabled(false);
    configuration.setMessageCounterEnabled(false);
    configuration.setGlobalMaxSize(
        Math.min(MOST_IN_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP));
    // The default blocks every sender at 90 % of the disk, however much that leaves.
    configuration.setMinDiskFree(LEAST_FREE_BYTES);
    configuration.setPopulateValidatedUser(true);
    // Before all others: it must see what they refuse.
    configuration.registerBrokerPlugin(plan.watch());
    // Next, so that an integrator's send elsewhere is refused in the way its protocol needs.
    plan.intranet().ifPresent(door -> IntranetDoor.open(door, plan.door(), configuration));
    configuration.registerBrokerPlugin(plan.guard());
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            OwnThreadDoor.class.getName(), Map.of("serverId", "0"), "gateway"));
    configuration.addAcceptorConfiguration(officersDoor(plan.door()));
    addresses(plan).forEach(address -> configuration.addAddressConfiguration(address(address)));
    plan.intranet().ifPresent(d -> configuration.addAddressConfiguration(IntranetDoor.address()));
    configuration.setAddressSettings(settings(plan));
    configuration.setSecurityRoles(roles(plan));
    return configuration;
  }

  private static TransportConfiguration officersDoor(OfficersDoor door) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(TransportConstants.HOST_PROP_NAME, door.host());
    parameters.put(TransportConstants.PORT_PROP_NAME, door.port());
    parameters.put(TransportConstants.AUTO_START, false);
    parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "AMQP");
    parameters.put(TransportConstants.CONNECTIONS_ALLOWED, IntranetDoor.CONNECTIONS);
    parameters.putAll(door.tlsParameters());
    Map<String, Object> amqp = new HashMap<>();
    // SASL ANONYMOUS would be an account of nobody; only named officers come in.
    amqp.put("saslMechanisms", "PLAIN");
    // A large message would be a file on the disk before the guard has seen it.
    amqp.put("amqpMinLargeMessageSize", -1);
    return new TransportConfiguration(
        NettyAcceptorFactory.class.getName(), parameters, OFFICERS, amqp);
  }

  private static Set<String> addresses(Plan plan) {
    Set<String> all =
        new HashSet<>(
            Set.of(
                Addresses.SEGMENT,
                Addresses.PIECE,
                Addresses.INTAKE,
                Addresses.PICTURES,
                Addresses.PAGES,
                Addresses.DESK,
                Addresses.LEDGER,
                Addresses.RECEIPT,
                Addresses.DEAD));
    all.addAll(plan.readersByAddress().keySet());
    all.addAll(plan.releaseAddresses());
    return all;
  }

  private static CoreAddressConfiguration address(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfig(
            QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true));
  }

  private static Map<String, AddressSettings> settings(Plan plan) {
    Map<String, AddressSettings> all = new HashMap<>();
    all.put("#", ours().setMaxDeliveryAttempts(10).setRedeliveryDelay(1_000));
    // No trouble of ours is the fault of a body: those wait as long as it takes.
    // Its transactions are rolled back and begun anew by our own clock, so nothing is put off.
    all.put(Addresses.SEGMENT, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0));
    all.put(Addresses.INTAKE, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(1_000));
    all.put(Addresses.PICTURES, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(1_000));
    // Nothing is handed over before it is wanted: what a client holds already, no priority
    // overtakes.
    all.put(
        Addresses.PAGES,
        ours()
            .setMaxDeliveryAttempts(-1)
            .setRedeliveryDelay(1_000)
            .setDefaultConsumerWindowSize(0));
    all.put(Addresses.DESK, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(1_000));
    all.put(Addresses.LEDGER, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(1_000));
    // An act is in time by when it came here, however long it waits then: see Delivered.arrived.
    all.put(
        Addresses.RECEIPT,
        ours()
            .setMaxDeliveryAttempts(-1)
            .setRedeliveryDelay(1_000)
            .setEnableIngressTimestamp(true));
    plan.releaseAddresses()
        .forEach(
            address ->
                all.put(address, ours().setMaxDeliveryAttempts(-1).setRedeliveryDelay(2_000)));
    // Nothing is delivered from a line, so nothing can fail there and die.
    plan.readersByAddress()
        .keySet()
        .forEach(address -> all.put(address, ours().setMaxDeliveryAttempts(-1)));
    return all;
  }

  private static AddressSettings ours() {
    return new AddressSettings()
        .setDeadLetterAddress(SimpleString.of(Addresses.DEAD))
        .setExpiryAddress(SimpleString.of(Addresses.DEAD))
        .setRedeliveryMultiplier(2.0)
        .setMaxRedeliveryDelay(30_000)
        .setAutoCreateQueues(false)
        .setAutoCreateAddresses(false)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        .setPageSizeBytes(PAGE_BYTES)
        .setMaxReadPageBytes(2 * PAGE_BYTES)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  private static Map<String, Set<Role>> roles(Plan plan) {
    Map<String, Set<Role>> roles = new HashMap<>();
    roles.put("#", Set.of(gateway(true)));
    // No account takes anything off a line, the gateway's own least of all.
    plan.readersByAddress()
        .forEach(
            (address, officers) -> {
              Set<Role> some = new HashSet<>();
              some.add(gateway(false));
              officers.forEach(officer -> some.add(reader(OFFICER_PREFIX + officer)));
              roles.put(address, some);
            });
    // Pieces are no more than ciphertext to whoever has no envelope that names their key.
    Set<Role> pieces = new HashSet<>();
    pieces.add(gateway(false));
    plan.readersByAddress().values().stream()
        .flatMap(Set::stream)
        .distinct()
        .forEach(officer -> pieces.add(reader(OFFICER_PREFIX + officer)));
    roles.put(Addresses.PIECE, pieces);
    Set<Role> receipts = new HashSet<>();
    receipts.add(gateway(true));
    plan.officerPasswords().keySet().forEach(o -> receipts.add(sender(OFFICER_PREFIX + o)));
    roles.put(Addresses.RECEIPT, receipts);
    plan.intranet()
        .ifPresent(
            door ->
                roles.put(
                    Addresses.INTRANET,
                    door.passwords().keySet().stream()
                        .map(integrator -> sender(INTEGRATOR_PREFIX + integrator))
                        .collect(Collectors.toSet())));
    return roles;
  }

  private static Role gateway(boolean consume) {
    return role(GATEWAY, true, consume, consume);
  }

  /** Officers look and take nothing: their signed receipt takes the envelope away (ADR 0011). */
  private static Role reader(String name) {
    return role(name, false, false, true);
  }

  private static Role sender(String name) {
    return role(name, true, false, false);
  }

  private static Role role(String name, boolean send, boolean consume, boolean browse) {
    return new Role(
        name, send, consume, false, false, false, false, false, browse, false, false, false, false);
  }

  private static ActiveMQJAASSecurityManager security(Plan plan) {
    SecurityConfiguration accounts = new SecurityConfiguration();
    accounts.addUser(GATEWAY, plan.gatewayPassword());
    accounts.addRole(GATEWAY, GATEWAY);
    plan.officerPasswords()
        .forEach(
            (officer, password) -> {
              accounts.addUser(officer, password);
              accounts.addRole(officer, OFFICER_PREFIX + officer);
            });
    plan.intranet()
        .ifPresent(
            door ->
                door.passwords()
                    .forEach(
                        (integrator, password) -> {
                          accounts.addUser(integrator, password);
                          accounts.addRole(integrator, INTEGRATOR_PREFIX + integrator);
                        }));
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts);
  }
}
