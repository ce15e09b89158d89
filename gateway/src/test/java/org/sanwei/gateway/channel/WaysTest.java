package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.gateway.channel.reach.Checked;
import org.sanwei.gateway.channel.reach.Fed;
import org.sanwei.gateway.channel.reach.Outlets;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.sandbox.SandboxMail;

/** Channels as those see them who send by them, against real servers on loopback. */
class WaysTest {
  private static final ProbeMessage PROBE = new ProbeMessage(false, "ab".repeat(16));

  private Path directory;

  @BeforeEach
  void start(@TempDir Path fresh) {
    directory = fresh;
  }

  @Test
  void aMailboxIsOpenedWithoutTouchingAFlag() throws Exception {
    try (SandboxMail mail = SandboxMail.start(Channels.PASSWORD, 0, 0)) {
      mail.deliver("Subject: a\r\n\r\nb\r\n".getBytes(StandardCharsets.US_ASCII));
      String before = Mailbox.flags(mail.imapPort());

      Checked found = ways(Channels.mailbox(mail.imapPort(), Channels.PASSWORD)).check("fax-mail");

      assertThat(found)
          .isEqualTo(new Checked.Good("mailbox-opens", "127.0.0.1:" + mail.imapPort() + " INBOX"));
      assertThat(Mailbox.flags(mail.imapPort())).isEqualTo(before);
      assertThat(mail.inInbox()).isEqualTo(1);
    }
  }

  @Test
  void aMailboxThatRefusesOrIsNotThereSaysWhichItIs() throws Exception {
    try (SandboxMail mail = SandboxMail.start(Channels.PASSWORD, 0, 0)) {
      Ways wrong = ways(Channels.mailbox(mail.imapPort(), "another"));
      assertThat(wrong.check("fax-mail").code()).isEqualTo("login-refused");
      assertThat(wrong.feed("fax-mail", PROBE)).isEqualTo(new Fed.Failed("login-refused"));
    }
    int closed = freePort();
    assertThat(ways(Channels.mailbox(closed, "x")).check("fax-mail").code()).isEqualTo("refused");
  }

  @Test
  void aFolderIsTriedWithAFileOfOurOwnAndNobodyElsesIsTouched() throws Exception {
    Path senders = Files.writeString(directory.resolve("fax.tif"), "a page");
    Ways ways = ways(Channels.faxFolder(directory));

    assertThat(ways.check("fax-folder").code()).isEqualTo("folder-usable");
    assertThat(list()).containsExactly("fax.tif");
    assertThat(Files.readString(senders)).isEqualTo("a page");

    assertThat(ways.feed("fax-folder", PROBE)).isEqualTo(new Fed.Sent());
    assertThat(list()).containsExactly("fax.tif", "probe-abababababab.pdf");
  }

  @Test
  void aFolderThatIsNotThereOrALinkInTheWayIsNoWayIn() throws Exception {
    Path precious = Files.writeString(directory.resolve("precious.txt"), "words");
    Path drop = Files.createDirectory(directory.resolve("drop"));
    Files.createSymbolicLink(drop.resolve(".sanwei-probe-plain"), precious);
    Files.createSymbolicLink(drop.resolve(".sanwei-check"), precious);

    assertThat(ways(Channels.faxFolder(drop)).check("fax-folder").good()).isTrue();
    assertThat(ways(Channels.faxFolder(drop)).feed("fax-folder", PROBE)).isEqualTo(new Fed.Sent());
    assertThat(Files.readString(precious)).isEqualTo("words");
    assertThat(ways(Channels.faxFolder(directory.resolve("none"))).check("fax-folder").code())
        .isEqualTo("folder-missing");
  }

  @Test
  void ourOwnPortIsPostedToWithASignatureAndItsRefusalIsSaid() throws Exception {
    List<String> keys = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/intake/sms",
        exchange -> {
          boolean post = exchange.getRequestMethod().equals("POST");
          if (post) {
            keys.add(exchange.getRequestHeaders().getFirst("X-Sanwei-Key"));
            keys.add(exchange.getRequestHeaders().getFirst("X-Sanwei-Signature"));
          }
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(post ? 202 : 405, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    try {
      Ways ways = ways(port, Channels.posts("sms-post", ChannelKind.SMS));
      assertThat(ways.check("sms-post").code()).isEqualTo("port-answers");
      assertThat(ways.feed("sms-post", PROBE)).isEqualTo(new Fed.Sent());
      assertThat(keys).hasSize(2).first().isEqualTo("oa");
      assertThat(keys.get(1)).matches("[0-9a-f]{64}");
      Ways elsewhere = ways(port, Channels.posts("fax-post", ChannelKind.FAX));
      assertThat(elsewhere.check("fax-post").code()).isEqualTo("port-wrong");
      assertThat(elsewhere.feed("fax-post", PROBE)).isEqualTo(new Fed.Failed("http-404"));
    } finally {
      server.stop(0);
    }
    assertThat(ways(port, Channels.posts("sms-post", ChannelKind.SMS)).check("sms-post").code())
        .isEqualTo("refused");
  }

  @Test
  void aDoorOfTheBrokerMustGreetAsItsProtocolDoes() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> hello(stranger));
      answering.start();
      GatewayConfig.IntranetDoors doors =
          new GatewayConfig.IntranetDoors("127.0.0.1", false, null, stranger.getLocalPort(), null);

      Checked found = ways(1, doors, Channels.broker()).check("intranet-lan");

      assertThat(found.code()).isEqualTo("no-greeting");
      assertThat(found.where()).startsWith("STOMP 127.0.0.1:");
      answering.join();
    }
    GatewayConfig.IntranetDoors mqttOnly =
        new GatewayConfig.IntranetDoors("127.0.0.1", false, null, null, freePort());
    assertThat(ways(1, mqttOnly, Channels.broker()).feed("intranet-lan", PROBE))
        .isEqualTo(new Fed.Unprovable("broker-without-amqp"));
  }

  @Test
  void aSessionIsProvenAndWhatPhonesSendIsNot() {
    ChannelConfig texts = Channels.texts();
    GatewayConfig config = Channels.config(Map.of(texts.name(), texts));
    for (Ways.Answer answer : Ways.Answer.values()) {
      Ways ways =
          new Ways(
              config,
              new OwnPort(config, () -> 1),
              outlet -> answer,
              "intranet.in",
              null,
              Clock.systemUTC(),
              new SecureRandom());

      assertThat(ways.check("sms-in").good()).isEqualTo(answer == Ways.Answer.ANSWERS);
      assertThat(ways.feed("sms-in", PROBE))
          .isEqualTo(
              answer == Ways.Answer.ANSWERS
                  ? new Fed.Unprovable("sms-session-only")
                  : new Fed.Failed("not-bound"));
    }
  }

  @Test
  void aCentreOfOursBringsTheProbeAsAPhoneWould() {
    ChannelConfig texts = Channels.texts();
    GatewayConfig config = Channels.config(Map.of(texts.name(), texts));
    List<String> brought = new ArrayList<>();
    Ways.Sessions ours =
        new Ways.Sessions() {
          @Override
          public Ways.Answer apply(String outlet) {
            return Ways.Answer.ANSWERS;
          }

          @Override
          public Fed feed(String outlet, ProbeMessage probe) {
            brought.add(outlet + probe.text());
            return new Fed.Sent();
          }
        };

    Fed fed = ways(config, ours).feed("sms-in", PROBE);

    assertThat(fed).isEqualTo(new Fed.Sent());
    assertThat(brought).containsExactly("sms" + PROBE.text());
  }

  @Test
  void whatPeopleWriteDownIsNoWayThatCanBeTried() {
    ChannelConfig hand =
        new ChannelConfig(
            "hand-desk", ChannelKind.HAND, new ChannelConfig.Slips(Duration.ofDays(7), 20));
    GatewayConfig config = Channels.config(Map.of("hand-desk", hand, "sms-in", Channels.texts()));

    assertThat(ways(config, outlet -> Ways.Answer.ANSWERS).names()).containsExactly("sms-in");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WeCom gives a token        | wecom | ''                    | true  | token-given
          WeCom refuses one          | wecom | wecom-40001           | false | token-refused
          WeCom does not answer      | wecom | wecom-token-no-answer | false | no-answer
          the centre answers         | sms   | ''                    | true  | session-answers
          """)
  void aWayOutIsTriedWithoutSendingAnything(
      String why, String outlet, String refusal, boolean good, String code) {
    Secret secret = new Secret(new byte[1]);
    GatewayConfig.Endpoint server = new GatewayConfig.Endpoint("127.0.0.1", 2775);
    Outlets outlets =
        new Outlets(
            Map.of(
                "sms",
                new OutletConfig.Smpp("sms", server, false, "s", secret, "106", "值班", 1),
                "wecom",
                new OutletConfig.Wecom("wecom", URI.create("http://we.example"), "c", 1, secret)),
            name -> Ways.Answer.ANSWERS,
            () -> Optional.of(refusal).filter(word -> !word.isEmpty()));

    Checked found = outlets.check(outlet);

    assertThat(found.good()).as(why).isEqualTo(good);
    assertThat(found.code()).isEqualTo(code);
    assertThat(found.where()).isEqualTo(outlet.equals("sms") ? "sms" : "we.example");
  }

  private static Ways ways(GatewayConfig config, Ways.Sessions sessions) {
    return new Ways(
        config,
        new OwnPort(config, () -> 1),
        sessions,
        "intranet.in",
        null,
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static void hello(ServerSocket server) {
    try (Socket socket = server.accept()) {
      // All of it: what is left unread would reset the connection, and the answer with it.
      int read = socket.getInputStream().read(new byte[1024]);
      assertThat(read).isGreaterThan(60);
      socket.getOutputStream().write("HTTP/1.1 400\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> list() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Ways ways(ChannelConfig channel) {
    return ways(1, channel);
  }

  private static Ways ways(int port, ChannelConfig channel) {
    return ways(port, null, channel);
  }

  private static Ways ways(
      int port, GatewayConfig.@Nullable IntranetDoors doors, ChannelConfig channel) {
    GatewayConfig config = Channels.config(Map.of(channel.name(), channel), doors);
    return new Ways(
        config,
        new OwnPort(config, () -> port),
        outlet -> Ways.Answer.NOT_BOUND,
        "intranet.in",
        null,
        Clock.systemUTC(),
        new SecureRandom());
  }
}
