package org.sanwei.config.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Algorithm;
import org.sanwei.config.policy.ChannelConfig.Http;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.config.policy.OutletConfig.Wecom;

class GatewayConfigLoaderTest {
  private static final List<String> SECRETS =
      List.of("imap-fax", "fax-server", "city-sms", "hotline-12345", "oa", "smpp", "wecom");

  private Path dir = Path.of("");

  @BeforeEach
  void aShippedConfigurationWithItsSecrets(@TempDir Path fresh) throws IOException {
    dir = fresh;
    ShippedConfig.copyTo(dir);
    Files.createDirectories(dir.resolve("secrets"));
    for (String name : SECRETS) {
      Files.writeString(
          dir.resolve("secrets").resolve(name),
          (name.equals("smpp") ? "c-smpp" : "canary-" + name) + "\n");
    }
  }

  @Test
  void readsEverythingOfTheShippedFile() {
    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) GatewayConfigLoader.load(dir)).value();

    assertThat(config.unit()).isEqualTo("370500");
    assertThat(config.zone()).hasToString("Asia/Shanghai");
    assertThat(config.web().port()).isEqualTo(8080);
    assertThat(config.database()).isInstanceOf(Database.Embedded.class);
    assertThat(config.masterKeyFile()).isEqualTo(dir.resolveSibling("keys/master.key"));
    assertThat(config.anchors()).isEqualTo(dir.resolve("keys/officers"));
    assertThat(config.epoch()).isEqualTo(Duration.ofMinutes(10));
    Imap imap = (Imap) requireNonNull(config.channels().get("fax-mail")).source();
    assertThat(imap.pollEvery()).isEqualTo(Duration.ofSeconds(2));
    assertThat(imap.password().revealText()).isEqualTo("canary-imap-fax");
    assertThat(requireNonNull(config.channels().get("sms-post")).source())
        .isEqualTo(new Http(Set.of("city-sms")));
    assertThat(requireNonNull(config.channels().get("hand-desk")).source())
        .isEqualTo(new ChannelConfig.Slips(Duration.ofDays(7), 20));
    assertThat(requireNonNull(config.channels().get("sms-in")).source())
        .isEqualTo(new ChannelConfig.Smpp("sms", Duration.ofMinutes(2)));
    assertThat(requireNonNull(config.integrators().get("hotline-12345")).algorithm())
        .isEqualTo(Algorithm.HMAC_SHA256);
    assertThat(config.outlets().get("wecom"))
        .isInstanceOfSatisfying(
            Wecom.class,
            w -> assertThat(w.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:9080")));
  }

  @Test
  void noSecretIsEverPrinted() throws IOException {
    Files.writeString(
        dir.resolve("gateway.yaml"),
        "\nbogus: 1\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);
    List<Problem> problems = GatewayConfigLoader.load(dir).problems();
    replace("bogus: 1", "");

    assertThat(GatewayConfigLoader.load(dir).toString())
        .contains("[REDACTED]")
        .doesNotContain("canary");
    assertThat(problems.toString()).contains("bogus").doesNotContain("canary");
  }

  @Test
  void everyProblemIsReportedAtOnceAndInOrder() throws IOException {
    replace("epoch: 10m", "epoch: soon");
    replace("zone: Asia/Shanghai", "zone: Mars");
    Files.delete(dir.resolve("secrets/wecom"));

    List<Problem> problems = GatewayConfigLoader.load(dir).problems();

    assertThat(problems).extracting(Problem::what).hasSize(3);
    assertThat(problems).extracting(p -> p.at().line()).isSorted();
  }

  @Test
  void aProblemNamesFileLineAndColumnAndTheMend() throws IOException {
    replace("folder: INBOX", "foldr: INBOX");

    assertThat(GatewayConfigLoader.load(dir).problems())
        .extracting(Problem::toString)
        .contains(
            "gateway.yaml:25:7: unknown key 'channels.fax-mail.imap.foldr'\n"
                + "    fix: did you mean 'folder'?");
  }

  @Test
  void lintLeavesSecretsAlone() throws IOException {
    Files.delete(dir.resolve("secrets/wecom"));

    assertThat(GatewayConfigLoader.lint(dir)).isInstanceOf(Loading.Loaded.class);
    assertThat(GatewayConfigLoader.load(dir)).isInstanceOf(Loading.Refused.class);
  }

  @Test
  void aMissingFileIsAProblem(@TempDir Path empty) {
    assertThat(GatewayConfigLoader.load(empty).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("cannot be read"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a unit that is no code        | unit: "370500"          | unit: "东营"              | 'unit' is '东营'
          a zone that does not exist    | zone: Asia/Shanghai     | zone: Asia/Dongying      | 'zone' is
          a port too high               | port: 8080              | port: 65536              | 'web.port' is '65536'
          a port that is a word         | port: 8080              | port: http               | 'web.port' is 'http'
          a database of another make    | database: embedded      | database: oracle         | 'database' is 'oracle'
          a database without an address | database: embedded      | database: { user: a }    | 'database.url' is missing
          a foreign database address    | database: embedded      | database: { url: "jdbc:h2:x", user: a, passwordFile: secrets/oa } | 'database.url' is
          an epoch without unit         | epoch: 10m              | epoch: 10                | 'epoch' is '10'
          an epoch of nothing           | epoch: 10m              | epoch: 0m                | 'epoch' is '0m'
          a body limit of nothing       | bodyBytes: 26214400     | bodyBytes: 0             | 'limits.bodyBytes' is '0'
          a large limit that is a word  | largeBodyBytes: 268435456 | largeBodyBytes: much     | 'limits.largeBodyBytes' is 'much'
          a large limit below nothing   | largeBodyBytes: 268435456 | largeBodyBytes: -1       | 'limits.largeBodyBytes' is '-1'
          a key given twice             | epoch: 10m              | epoch: 10m\\nepoch: 5m  | key 'epoch' is given twice
          an unknown top key            | epoch: 10m              | epochs: 10m              | unknown key 'epochs'
          a missing key                 | epoch: 10m              | zone2: UTC               | 'epoch' is missing
          a channel of no known kind    | kind: hotline           | kind: hotlin             | 'channels.hotline-post.kind' is 'hotlin'
          a channel without a source    | intranet, http: { integrators: [oa] } | intranet    | must have exactly one of imap, http, folder, smpp, broker, slips
          two channels on one folder    | path: ../drop/hotline   | path: ../drop/fax/in     | watch one folder, or one within it
          a channel nobody may post to  | integrators: [oa]       | integrators: []          | nobody may send to channel
          an integrator that is missing | integrators: [oa]       | integrators: [ao]        | names integrator 'ao'
          an integrator twice           | integrators: [oa]       | integrators: [oa, oa]    | twice
          integrators that are no list  | integrators: [oa]       | integrators: oa          | must be a list
          an algorithm of another kind  | algorithm: HMAC-SHA256  | algorithm: MD5           | 'integrators.hotline-12345.algorithm' is 'MD5'
          a probe at no time of day     | at: "06:30"             | at: "6:30"               | 'probe.at' is '6:30'
          a probe with no time to come  | within: 5m              | within: 5s               | proves nothing
          shadow neither true nor false | repeats: { within: 10m } | shadow: yes              | 'shadow' is 'yes'
          repeats an hour apart         | repeats: { within: 10m } | repeats: { within: 60m } | are two reports
          no such tls                   | tls: none               | tls: maybe               | 'channels.fax-mail.imap.tls' is 'maybe'
          the same folder twice         | processed: Processed    | processed: INBOX         | are the same
          an inline password            | passwordFile: secrets/imap-fax | password: hunter2 | unknown key 'channels.fax-mail.imap.password'
          texts of no known outlet      | smpp: { outlet: sms,    | smpp: { outlet: smz,     | names 'smz', which is no outlet of kind smpp
          texts of an outlet of WeCom's | smpp: { outlet: sms,    | smpp: { outlet: wecom,   | names 'wecom', which is no outlet of kind smpp
          texts of nowhere              | outlet: sms, segmentsWait | segmentsWait           | 'channels.sms-in.smpp.outlet' is missing
          texts of one outlet twice     | { kind: sms,      http: { integrators: [city-sms] } } | { kind: sms, smpp: { outlet: sms } } | both take the texts of outlet 'sms'
          texts that are faxes          | sms-in:        { kind: sms | sms-in: { kind: fax   | is not of kind sms
          a wait of a day               | segmentsWait: 2m        | segmentsWait: 1d         | for more than an hour
          sessions without end          | binds: 1                | binds: 100               | 'outlets.sms.binds' is '100'
          a secret file that is missing | secrets/imap-fax        | secrets/imap             | the secret file 'secrets/imap' of
          a name with capitals          | sms-post:               | SMS-post:                | is no name
          slips that are faxes          | hand-desk:     { kind: hand | hand-desk: { kind: fax | takes slips that people fill in and is not of kind hand
          slips on two pages            | { kind: sms,      http: { integrators: [city-sms] } } | { kind: hand, slips: { keep: 7d, open: 20 } } | both take slips
          slips kept for a year         | keep: 7d                | keep: 366d               | kept for an hour to 31 days
          slips without number          | open: 20                | open: 0                  | 'channels.hand-desk.slips.open'
          an outlet of no known kind    | kind: smpp              | kind: cmpp               | 'outlets.sms.kind' is 'cmpp'
          tls neither true nor false    | tls: false              | tls: no                  | 'outlets.sms.tls' is 'no'
          a source that is no number    | sourceAddress: "10690000" | sourceAddress: abc     | 'outlets.sms.sourceAddress' is
          pages in the clear            | web:  { host: 127.0.0.1, port: 8080 } | web: { host: 0.0.0.0, port: 8080 } | passwords and messages would cross the network
          pages behind nothing          | web:  { host: 127.0.0.1, port: 8080 } | web: { host: 10.1.1.1, port: 8080, behindProxy: [] } | names no proxy
          a proxy that is no address    | web:  { host: 127.0.0.1, port: 8080 } | web: { host: 10.1.1.1, port: 8080, behindProxy: [".*"] } | '.*' is no address
          TLS without its password      | web:  { host: 127.0.0.1, port: 8080 } | web: { host: 10.1.1.1, port: 8443, tls: { keyStore: a.p12 } } | 'web.tls.passwordFile' is missing
          a broker at every address     | amqp: { host: 127.0.0.1 | amqp: { host: 0.0.0.0 | no name for a certificate
          the intranet in the clear     | intranet: { host: 127.0.0.1 | intranet: { host: gw.example | secrets and messages would cross the network
          the intranet at every address | intranet: { host: 127.0.0.1 | intranet: { tls: true, host: 0.0.0.0 | no name for a certificate
          an intranet without a port    | amqp: 5672, stomp: 61613, mqtt: 1883 | tls: true  | names no port
          an intranet port of nothing   | stomp: 61613            | stomp: 0                 | intranet.stomp' is '0'
          a broker channel without port | intranet: { host: 127.0.0.1, amqp: 5672, stomp: 61613, mqtt: 1883 } | \\n | comes by the broker, which has no port for it
          a broker channel of SMS       | kind: intranet, broker  | kind: sms, broker        | is not of kind intranet
          an account with two channels  | intranet-lan:  { kind: intranet, broker: { integrators: [oa] } } | a: { kind: intranet, broker: { integrators: [oa] } }\\n  b: { kind: intranet, broker: { integrators: [oa] } } | integrator 'oa' sends by broker to channels 'a' and 'b'
          SMS in the clear              | host: 127.0.0.1\\n    port: 2775 | host: smsc.example\\n    port: 2775 | every bulletin would cross the network
          WeCom in the clear            | http://127.0.0.1:9080   | http://wecom.example     | 'outlets.wecom.baseUrl' is
          WeCom at no address           | http://127.0.0.1:9080   | ftp://x                  | 'outlets.wecom.baseUrl' is
          a map where a word belongs    | name: 东营市委值班室      | name: { a: b }           | 'name' must be one value
          a word where a map belongs    | limits: { bodyBytes: 26214400, largeBodyBytes: 268435456 } | limits: large    | 'limits' must be a map
          an anchor                     | epoch: 10m              | epoch: &e 10m            | is an anchor
          an alias                      | epoch: 10m              | epoch: *e                | is an alias
          a tag                         | epoch: 10m              | epoch: !!str 10m         | carries a tag
          a tag of Java's               | epoch: 10m              | epoch: !!java.net.URL [x] | carries a tag
          nesting without end           | epoch: 10m              | epoch: [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]] | nested deeper
          broken YAML                   | epoch: 10m              | epoch: [10m              | is not YAML here
          """)
  void refuses(String why, String from, String to, String expected) throws IOException {
    replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));

    List<Problem> problems = GatewayConfigLoader.load(dir).problems();

    assertThat(problems).as(why).anySatisfy(p -> assertThat(p.what()).contains(expected));
    assertThat(problems).allSatisfy(p -> assertThat(p.fix()).isNotBlank());
    assertThat(problems.toString()).doesNotContain("hunter2", "canary");
  }

  @Test
  void mailInTheClearIsForLoopbackOnly() throws IOException {
    replace("host: 127.0.0.1\n      port: 3143", "host: mail.example\n      port: 3143");

    assertThat(GatewayConfigLoader.load(dir).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("in the clear"));
  }

  @Test
  void pagesOffLoopbackNameTheirKeyStoreOrTheirProxy() throws IOException {
    Files.writeString(dir.resolve("secrets/web-password"), "canary-web\n");
    replace(
        "web:  { host: 127.0.0.1, port: 8080 }",
        "web: { host: 0.0.0.0, port: 8443, behindProxy: [10.1.2.3, 'fd00::1'],"
            + " tls: { keyStore: secrets/web.p12, passwordFile: secrets/web-password } }");

    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) GatewayConfigLoader.load(dir)).value();

    assertThat(config.webDoor().proxies()).containsExactlyInAnyOrder("10.1.2.3", "fd00::1");
    GatewayConfig.WebTls tls = requireNonNull(config.webDoor().tls());
    assertThat(tls.keyStore()).isEqualTo(dir.resolve("secrets/web.p12"));
    assertThat(tls.password().revealText()).isEqualTo("canary-web");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Files.writeString(dir.resolve("gateway.yaml"), "#".repeat(YamlFile.MAX_BYTES + 1));

    assertThat(GatewayConfigLoader.load(dir).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("larger"));
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(dir.resolve("gateway.yaml"), new byte[] {'a', ':', (byte) 0xC4, (byte) 0xE3});

    assertThat(GatewayConfigLoader.load(dir).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("UTF-8"));
  }

  @ParameterizedTest(name = "a secret file with {0} bytes")
  @CsvSource({"0, is empty", "1, is empty", "5000, is larger"})
  void aSecretOfABadSizeIsRefused(int size, String expected) throws IOException {
    Files.writeString(dir.resolve("secrets/oa"), size < 2 ? "\n".repeat(size) : "x".repeat(size));

    assertThat(GatewayConfigLoader.load(dir).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains(expected));
  }

  @Test
  void whatSmppHasNoRoomForIsRefusedBeforeTheStart() throws IOException {
    Files.writeString(dir.resolve("secrets/smpp"), "123456789");
    replace("systemId: sanwei", "systemId: sixteen-letters-x");

    assertThat(GatewayConfigLoader.load(dir).problems())
        .extracting(Problem::what)
        .containsExactlyInAnyOrder(
            "'outlets.sms.systemId' is 'sixteen-letters-x'",
            "the password of 'outlets.sms.passwordFile' is longer than SMPP's 8 bytes")
        .noneMatch(what -> what.contains("123456789"));
  }

  private void replace(String from, String to) throws IOException {
    Path file = dir.resolve("gateway.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    int at = text.lastIndexOf(from);
    Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
  }
}
