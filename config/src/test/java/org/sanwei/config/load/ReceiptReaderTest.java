package org.sanwei.config.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.ReceiptConfig;

/** What gateway.yaml may say of receipts. */
class ReceiptReaderTest {
  private static final String MAILBOX =
      "imap: { host: 127.0.0.1, port: 3143, tls: none, user: fax, passwordFile: secrets/imap-fax,"
          + " folder: INBOX, processed: Processed, pollEvery: 2s }";
  private static final String SERVER =
      "mail: { host: 127.0.0.1, port: 25, tls: none, from: zhiban@office.example }";

  private Path dir = Path.of("");

  @BeforeEach
  void aShippedConfiguration(@TempDir Path fresh) throws IOException {
    dir = fresh;
    ShippedConfig.copyTo(dir);
  }

  @Test
  void asShippedNobodyIsAnswered() {
    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) GatewayConfigLoader.lint(dir)).value();

    assertThat(config.channels().values()).extracting(ChannelConfig::receipt).containsOnlyNulls();
  }

  @Test
  void readsAMailboxThatAnswersWithItsUsualLimits() throws IOException {
    ReceiptConfig receipt =
        receipt(
            "fax",
            MAILBOX,
            "mail: { host: mail.example, port: 465, tls: implicit, from: Zhiban@office.example,"
                + " user: zhiban, passwordFile: secrets/smtp, never: [\"@lists.example\"] }");

    assertThat(receipt.way()).isEqualTo(ReceiptConfig.Way.MAIL);
    assertThat(receipt.after()).isEqualTo(Duration.ofSeconds(30));
    assertThat(receipt.keep()).isEqualTo(Duration.ofDays(7));
    assertThat(receipt.perAddress()).isEqualTo(5);
    assertThat(receipt.perChannel()).isEqualTo(60);
    assertThat(requireNonNull(receipt.mail()).never())
        .containsExactlyInAnyOrder("zhiban@office.example", "@lists.example");
  }

  @Test
  void citizensAreAnsweredOnceThatIsSaidTwice() throws IOException {
    String posts = "http: { integrators: [city-sms] }";

    assertThat(receipt("sms", posts, "citizens: true, perAddress: 1").perAddress()).isEqualTo(1);
    assertThat(load("sms", posts, "perAddress: 1").problems().toString())
        .contains("would answer citizens by machine");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a folder has no way back      | folder: { path: d, pattern: "*", quietFor: 5s } | keep: 1d | has no way back
          a mailbox needs a server      | MAILBOX | keep: 1d | 'channels.asks.receipt.mail' is missing
          in the clear across a network | MAILBOX | mail: { host: mail.example, port: 25, tls: none, from: a@b.example } | would cross the network in the clear
          an address that is none       | MAILBOX | mail: { host: 127.0.0.1, port: 25, tls: none, from: "a@b.example, c@d.example" } | mail.from
          a name is no address          | MAILBOX | mail: { host: 127.0.0.1, port: 25, tls: none, from: zhiban } | mail.from
          a user has a password         | MAILBOX | mail: { host: 127.0.0.1, port: 25, tls: none, from: a@b.example, user: u } | passwordFile' is missing
          never is of addresses         | MAILBOX | mail: { host: 127.0.0.1, port: 25, tls: none, from: a@b.example, never: [x] } | neither an address nor a domain
          too long a while              | MAILBOX | after: 2h, SERVER | is longer than 1h
          addresses kept too long       | MAILBOX | keep: 60d, SERVER | is longer than 720h
          none an hour                  | MAILBOX | perAddress: 0, SERVER | whole number from 1 to 10000
          a mail server for posts       | http: { integrators: [oa] } | SERVER | unknown key 'channels.asks.receipt.mail'
          an unknown key                | MAILBOX | delay: 3s, SERVER | unknown key 'channels.asks.receipt.delay'
          """)
  void refuses(String why, String source, String receipt, String said) throws IOException {
    String problems =
        load("fax", source.replace("MAILBOX", MAILBOX), receipt.replace("SERVER", SERVER))
            .problems()
            .toString();

    assertThat(problems).as(why).contains(said);
  }

  private ReceiptConfig receipt(String kind, String source, String yaml) throws IOException {
    Loading<GatewayConfig> loading = load(kind, source, yaml);
    assertThat(loading.problems()).isEmpty();
    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) loading).value();
    return requireNonNull(requireNonNull(config.channels().get("asks")).receipt());
  }

  private Loading<GatewayConfig> load(String kind, String source, String receipt)
      throws IOException {
    Path file = dir.resolve("gateway.yaml");
    String channel = "  asks: { kind: %s, %s, receipt: { %s } }\n".formatted(kind, source, receipt);
    Files.writeString(
        file, Files.readString(file).replace("\nchannels:\n", "\nchannels:\n" + channel));
    return GatewayConfigLoader.lint(dir);
  }
}
