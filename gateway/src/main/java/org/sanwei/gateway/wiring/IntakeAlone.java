package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.tls.LocalTls;
import org.sanwei.gateway.bench.IntakeRig;
import org.sanwei.gateway.channel.IntakeController;
import org.sanwei.gateway.channel.IntakeServlet;
import org.sanwei.gateway.channel.SeenPosts;
import org.sanwei.routes.guard.DoorLimits;
import org.sanwei.routes.guard.DoorWatch;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.Settled;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** {@link IntakeRig} of the gateway's own parts. At most one in a process. */
public final class IntakeAlone implements IntakeRig {
  private static final String KEY = "bench";
  private static final String CHANNEL = "hotline-post";
  private static final int SECRET_BYTES = 32;

  /** More than a run has time for; a gateway of this heap says "later" at a quarter of it. */
  private static final long MOST_POSTS = 1_000_000;

  private static final long BODY_BYTES = 25L * 1024 * 1024;

  private final byte[] secret = new byte[SECRET_BYTES];
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final TimeOrderedIds ids = new TimeOrderedIds(clock, random);
  private final EpochKeys epochs;
  private final ArrivalSeal seal;
  private final EmbeddedBroker broker;
  private final JmsPoolConnectionFactory pool;
  private final JmsPoolConnectionFactory rawPool;
  private final RawSends raw;
  private final SeenPosts seen;
  private final ConfigurableApplicationContext web;

  private IntakeAlone(Path directory) throws IOException {
    random.nextBytes(secret);
    MasterKey master = MasterKey.createFile(directory.resolve("master.key"), random);
    epochs =
        EpochKeys.open(directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, random);
    seal = new ArrivalSeal("000000", master.identityKey(), ids, random);
    String password = HexFormat.of().formatHex(secret);
    broker = EmbeddedBroker.start(plan(directory, password));
    pool = BrokerWiring.pool(BrokerWiring.connections(password));
    rawPool = BrokerWiring.pool(BrokerWiring.connections(rawDoor(), password));
    raw = new RawSends((ConnectionFactory) rawPool);
    seen = SeenPosts.open(directory.resolve("posts"), clock, MOST_POSTS);
    DurableQueue queue = new DurableQueue((ConnectionFactory) pool, broker.server());
    IntakeController controller =
        new IntakeController(
            config(directory),
            new Intake(seal, epochs, queue),
            new LargeIntake(seal, epochs, queue, broker.disk(), random, 0),
            seen,
            Room.ofHeap(Runtime.getRuntime().maxMemory()),
            clock);
    // The command line has set up that nothing is logged.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SpringApplication application = new SpringApplication(WebOnly.class);
    application.setLogStartupInfo(false);
    application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            0,
            "server.tomcat.threads.max",
            64,
            "spring.main.register-shutdown-hook",
            false));
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(IntakeController.class, () -> controller));
    web = application.run();
  }

  /**
   * Starts it on files in an empty directory.
   *
   * @throws IOException when keys or files cannot be made there
   */
  public static IntakeAlone start(Path directory) throws IOException {
    return new IntakeAlone(Files.createDirectories(directory));
  }

  /** The web server with the way in and a bare servlet. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class WebOnly {
    @org.springframework.context.annotation.Bean
    ServletRegistrationBean<Bare> bare() {
      return new ServletRegistrationBean<>(new Bare(), "/bare");
    }

    @org.springframework.context.annotation.Bean
    ServletRegistrationBean<IntakeServlet> posts(IntakeController intake, ObjectMapper json) {
      return PostWiring.servlet(intake, json);
    }
  }

  /** Reads a post and answers it as intake does, and does nothing with it. */
  private static final class Bare extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      int length = request.getInputStream().readNBytes(request.getContentLength()).length;
      byte[] answer = String.format("{\"id\":\"%032x\"}", length).getBytes(StandardCharsets.UTF_8);
      response.setStatus(202);
      response.setContentType("application/json");
      response.setContentLength(answer.length);
      response.getOutputStream().write(answer);
    }
  }

  /** As Artemis makes it, and not the gateway's: what is sent raw is the measure of both. */
  private String rawDoor() {
    try {
      broker
          .server()
          .getRemotingService()
          .createAcceptor(
              new TransportConfiguration(
                  InVMAcceptorFactory.class.getName(), Map.of("serverId", "1"), "raw"))
          .start();
      return "vm://1";
    } catch (Exception e) {
      throw new IllegalStateException("the broker has no door for raw sends", e);
    }
  }

  @Override
  public URI accept() {
    return at("/api/v1/intake/hotline");
  }

  @Override
  public URI bare() {
    return at("/bare");
  }

  private URI at(String path) {
    int port = ((ServletWebServerApplicationContext) web).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Callable<?> seal(int bodyBytes) {
    byte[] body = new byte[bodyBytes];
    return () -> sealed(body);
  }

  private List<SealedBody> sealed(byte[] body) {
    Taken taken =
        new Taken(
            CHANNEL,
            ChannelKind.HOTLINE,
            SourceIdentity.post(KEY, "nonce", ids.get().toString(), ""),
            clock.instant(),
            "application/vnd.sanwei.hotline+json",
            body);
    try (EpochKeys.Lease lease = epochs.lease()) {
      return seal.seal(taken, seal.idOf(taken), lease);
    }
  }

  @Override
  public Callable<?> store(int bodyBytes) {
    List<SealedBody> bodies = sealed(new byte[bodyBytes]);
    return () -> {
      raw.send(bodies);
      return null;
    };
  }

  @Override
  public void empty() {
    for (String address : List.of(Addresses.INTAKE, Addresses.LEDGER)) {
      try {
        Queue waiting = broker.server().locateQueue(address);
        Settled.await(waiting);
        waiting.deleteAllReferences();
      } catch (Exception e) {
        throw new IllegalStateException("the queue " + address + " is not emptied", e);
      }
    }
  }

  @Override
  public void close() throws Exception {
    web.close();
    raw.close();
    rawPool.stop();
    pool.stop();
    broker.close();
    try {
      seen.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedBroker.Plan plan(Path directory, String password) throws IOException {
    // Nobody comes by the officers' door, but the broker makes none without a key.
    LocalTls tls =
        LocalTls.create(
            directory.resolve("tls"), List.of("127.0.0.1"), password.toCharArray(), clock, random);
    return new EmbeddedBroker.Plan(
        directory.resolve("broker"),
        password,
        Map.of(),
        Map.of(),
        List.of(),
        new EmbeddedBroker.OfficersDoor("127.0.0.1", 0, tls.serverKeys(), password),
        new ActiveMQServerMessagePlugin() {},
        facts -> {},
        new DoorWatch(
            DoorLimits.forBodiesOf(BODY_BYTES),
            Room.ofHeap(Runtime.getRuntime().maxMemory()),
            facts -> {}),
        Optional.empty());
  }

  private GatewayConfig config(Path directory) {
    GatewayConfig.Endpoint nowhere = new GatewayConfig.Endpoint("127.0.0.1", 0);
    return new GatewayConfig(
        "000000",
        "演练",
        ZoneId.of("Asia/Shanghai"),
        nowhere,
        GatewayConfig.WebDoor.PLAIN,
        nowhere,
        null,
        new GatewayConfig.Database.Embedded(),
        directory.resolve("master.key"),
        directory,
        Duration.ofMinutes(10),
        new GatewayConfig.Limits(BODY_BYTES),
        Map.of(
            CHANNEL,
            new ChannelConfig(CHANNEL, ChannelKind.HOTLINE, new ChannelConfig.Http(Set.of(KEY)))),
        Map.of(
            KEY,
            new ChannelConfig.Integrator(
                KEY, ChannelConfig.Algorithm.HMAC_SHA256, new Secret(secret))),
        Map.of());
  }
}
