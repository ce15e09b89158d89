package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.bulletin.RecipientBook;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.sandbox.FaxMail;
import org.sanwei.gateway.sandbox.FileDrops;
import org.sanwei.gateway.sandbox.IntegratorKey;
import org.sanwei.gateway.sandbox.IntranetStomp;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.Phones;
import org.sanwei.gateway.sandbox.SandboxHome;
import org.sanwei.gateway.sandbox.SandboxMail;
import org.sanwei.gateway.sandbox.SandboxSmsc;
import org.sanwei.gateway.sandbox.SandboxWecom;
import org.sanwei.gateway.sandbox.SignedPost;
import org.sanwei.gateway.sandbox.TrafficMaker;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole office on loopback for a first run: mailbox, SMS centre, WeCom, people, officers,
 * traffic. All of it is 演练 and says so.
 */
public final class Sandbox {
  private static final int WEB_PORT = 8080;

  /** As sourceAddress in the configuration that the sandbox writes. */

  /**
   * The people of the drill, one a post; the leader and two desk people make a release possible.
   */
  private static final Map<String, Post> PEOPLE = people();

  private final SandboxHome home;
  private final SandboxHome.Ports ports;
  private final int rate;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable Ahead<Counterparties> counterparties;

  private record Post(String name, Role role) {}

  private record Counterparties(SandboxMail mail, SandboxSmsc smsc, SandboxWecom wecom)
      implements AutoCloseable {
    @Override
    public void close() throws Exception {
      try (mail;
          smsc) {
        wecom.close();
      }
    }
  }

  private Sandbox(SandboxHome home, SandboxHome.Ports ports, int rate) {
    this.home = home;
    this.ports = ports;
    this.rate = rate;
  }

  /** Chooses ports and makes the files. */
  public static Sandbox prepare(
      Path data, @Nullable Path config, @Nullable Integer webPort, int rate) throws IOException {
    if (config != null) {
      throw new StartRefused(
          "--sandbox makes a configuration of its own and takes no --config",
          "leave out one of the two");
    }
    if (rate < 0 || rate > TrafficMaker.MOST_PER_MINUTE) {
      throw new StartRefused(
          "--rate " + rate + " is not 0 to " + TrafficMaker.MOST_PER_MINUTE,
          "choose a rate a minute");
    }
    SandboxHome.Ports ports =
        new SandboxHome.Ports(
            webPort == null ? WEB_PORT : webPort,
            free(),
            free(),
            free(),
            free(),
            free(),
            new SandboxHome.IntranetPorts(free(), free(), free()));
    SandboxHome home = SandboxHome.prepare(data, ports, Clock.systemUTC(), new SecureRandom());
    return new Sandbox(home, ports, rate);
  }

  /** The configuration directory. */
  public Path config() {
    return home.config();
  }

  /**
   * Begins to start the counterparties, beside the gateway, whose own start takes so much longer
   * that they are there before it connects to them.
   */
  public void open() {
    counterparties = keep(Ahead.begin("sandbox", this::start, Counterparties::close));
  }

  private Counterparties counterparties() {
    if (counterparties == null) {
      throw new IllegalStateException("open() comes first");
    }
    return counterparties.await();
  }

  private Counterparties start() throws IOException {
    Phones phones = new Phones(PhoneBook.invented(), clock);
    SandboxMail mail = SandboxMail.start(home.secret("imap-fax"), ports.imap(), ports.smtp());
    SandboxSmsc smsc =
        SandboxSmsc.start(
            new SandboxSmsc.Settings("sanwei", home.secret("smpp"), Duration.ofMillis(800)),
            phones,
            clock,
            ports.smpp());
    SandboxWecom wecom =
        SandboxWecom.start(
            SandboxWecom.Settings.ordinary("ww0", home.secret("wecom"), 1000002, 50),
            phones,
            clock,
            random,
            ports.wecom());
    return new Counterparties(mail, smsc, wecom);
  }

  /** Adds the people, equips the officers, says where everything is, and lets traffic run. */
  public void welcome(ConfigurableApplicationContext context, Setup setup, PrintWriter out)
      throws IOException {
    Map<String, String> passwords = addPeople(context.getBean(People.class), setup);
    RecipientBook book = context.getBean(RecipientBook.class);
    PhoneBook.invented()
        .owners()
        .forEach(owner -> book.put(owner.name(), owner.post(), owner.number(), owner.userId()));
    GatewayKeys keys = context.getBean(GatewayKeys.class);
    home.equipOfficers(
        ports,
        keys.certificate(),
        setup.keys().resolve("tls").resolve("trust.p12"),
        setup.keys().resolve("tls.password"));
    context.getBean(SmsSessions.class).probeFrom(counterparties().smsc()::sendFromPhone);
    writeJson(setup, passwords);
    print(setup, passwords, out);
    startTraffic(setup);
  }

  /** Stops traffic and counterparties, the last started first. */
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable next = open.pop();
      try {
        next.close();
      } catch (Exception e) {
        throw new IllegalStateException(next.getClass().getSimpleName() + " does not stop", e);
      }
    }
  }

  private void startTraffic(Setup setup) throws IOException {
    SandboxMail postbox = counterparties().mail();
    SandboxSmsc smsc = counterparties().smsc();
    TrafficMaker traffic =
        keep(
            new TrafficMaker(
                new SignedPost(URI.create(web(setup)), drillKey(), clock, random),
                new FaxMail(ports.smtp(), postbox.address(), clock),
                new FileDrops(home.drop("hotline"), home.drop("fax"), clock),
                (from, text) -> smsc.sendFromPhone(from, ProbeMessage.OFFICE_NUMBER, text),
                new IntranetStomp(ports.intranet().stomp(), drillKey()),
                TrafficMaker.freshSeed(random),
                clock,
                setup.config().zone(),
                postbox::prune));
    traffic.setPerMinute(rate);
    counterparties().wecom().offerDial(traffic);
  }

  private IntegratorKey drillKey() throws IOException {
    return new IntegratorKey("drill", home.secret("drill").getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> addPeople(People people, Setup setup) throws IOException {
    Path file = home.config().resolve("secrets").resolve("people.json");
    ObjectMapper json = new ObjectMapper();
    Map<String, String> passwords = new LinkedHashMap<>();
    if (Files.exists(file)) {
      json.readTree(file.toFile())
          .fields()
          .forEachRemaining(entry -> passwords.put(entry.getKey(), entry.getValue().asText()));
    }
    for (String login : PEOPLE.keySet()) {
      passwords.computeIfAbsent(login, unused -> password());
    }
    writePrivate(file, json.writeValueAsString(passwords));
    // On every core: a password's hash is made to be slow.
    PEOPLE.entrySet().parallelStream()
        .filter(person -> people.find(person.getKey()).isEmpty())
        .forEach(
            person ->
                people.add(
                    setup.config().unit(),
                    person.getKey(),
                    person.getValue().name,
                    person.getValue().role,
                    passwords.getOrDefault(person.getKey(), "")));
    return passwords;
  }

  private void writeJson(Setup setup, Map<String, String> passwords) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("drill", true);
    all.put("web", web(setup));
    all.put("phones", counterparties().wecom().phonesPage().toString());
    all.put("logins", passwords);
    all.put(
        "ports",
        Map.of(
            "web", setup.webPort(),
            "amqp", ports.amqp(),
            "imap", ports.imap(),
            "smtp", ports.smtp(),
            "smpp", ports.smpp(),
            "wecom", ports.wecom(),
            "intranetAmqp", ports.intranet().amqp(),
            "intranetStomp", ports.intranet().stomp(),
            "intranetMqtt", ports.intranet().mqtt()));
    all.put(
        "integrator",
        Map.of("key", "drill", "algorithm", "HMAC-SHA256", "secret", home.secret("drill")));
    all.put("mail", Map.of("user", SandboxMail.USER, "password", home.secret("imap-fax")));
    all.put(
        "folders",
        Map.of("fax", home.drop("fax").toString(), "hotline", home.drop("hotline").toString()));
    all.put("officer", home.officer("officer-a").toString());
    all.put("securityOfficer", home.officer("security-a").toString());
    all.put("config", home.config().toString());
    all.put("policySigners", home.policySigners().stream().map(Path::toString).toList());
    writePrivate(
        setup.data().resolve("sandbox.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private void print(Setup setup, Map<String, String> passwords, PrintWriter out) {
    out.println();
    out.println("  ▒▒ 演练环境 SANDBOX：一切数据均为虚构 / everything in it is invented ▒▒");
    out.printf("  值班台 desk      %s%n", web(setup));
    out.printf("  领导手机 phones  %s%n", counterparties().wecom().phonesPage());
    out.println("  登录 log-ins:");
    PEOPLE.forEach(
        (login, post) ->
            out.printf(
                "    %-10s %-18s %s %s%n",
                login, passwords.get(login), post.role.chinese(), post.name));
    out.printf(
        "  端口 ports       AMQPS(机要) %d · IMAP %d · SMTP %d · SMPP %d · WeCom %d%n",
        ports.amqp(), ports.imap(), ports.smtp(), ports.smpp(), ports.wecom());
    out.printf(
        "  文件夹 folders   %s · %s（放进 CSV 或 TIFF 试试 / drop a CSV or a TIFF in）%n",
        home.drop("hotline"), home.drop("fax"));
    out.printf(
        "  内网 intranet    AMQP %d · STOMP %d · MQTT %d%n",
        ports.intranet().amqp(), ports.intranet().stomp(), ports.intranet().mqtt());
    out.printf(
        "  机要员 officer   ./sanwei cipher-desk list --config %s%n", home.officer("officer-a"));
    out.printf("  脚本用 scripts   %s%n", setup.data().resolve("sandbox.json"));
    out.printf(
        "  流量 traffic     %d 条/分钟 a minute (--rate N，或在手机页调 / or on the phones page)%n", rate);
    out.println("  Ctrl-C 停止 / stops it");
  }

  private static String web(Setup setup) {
    return "http://127.0.0.1:" + setup.webPort();
  }

  private String password() {
    byte[] bytes = new byte[5];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, Post> people() {
    Map<String, Post> all = new LinkedHashMap<>();
    all.put("zhiban", new Post("李值守", Role.DUTY_OFFICER));
    all.put("xinxi", new Post("王采编", Role.INFORMATION_EDITOR));
    all.put("daiban", new Post("赵带班", Role.DUTY_LEADER));
    all.put("xitong", new Post("孙系统", Role.SYSTEM_ADMINISTRATOR));
    all.put("baomi", new Post("钱保密", Role.SECURITY_ADMINISTRATOR));
    all.put("shenji", new Post("周审计", Role.SECURITY_AUDITOR));
    return all;
  }
}
