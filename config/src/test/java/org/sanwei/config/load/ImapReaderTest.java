package org.sanwei.config.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.config.policy.GatewayConfig;

/** What gateway.yaml may say of a mailbox. */
class ImapReaderTest {
  private static final String FIXED =
      "host: 127.0.0.1, port: 3143, tls: none, user: fax, passwordFile: secrets/imap-fax, folder:"
          + " INBOX, pollEvery: 2s";

  private Path dir = Path.of("");

  @BeforeEach
  void aShippedConfiguration(@TempDir Path fresh) throws IOException {
    dir = fresh;
    ShippedConfig.copyTo(dir);
    Files.createDirectories(dir.resolve("secrets"));
    for (String name :
        new String[] {
          "imap-fax", "fax-server", "city-sms", "hotline-12345", "oa", "smpp", "wecom"
        }) {
      Files.writeString(
          dir.resolve("secrets").resolve(name),
          name.equals("smpp") ? "8letters" : "a-secret-of-enough-letters-" + name);
    }
  }

  @Test
  void aMailboxOfOursIsEmptiedWhole() throws IOException {
    Imap imap = imap("processed: Done");

    assertThat(imap.processed()).isEqualTo("Done");
    assertThat(imap.since()).isEqualTo(new Since.Everything());
    assertThat(imap.mailBytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(imap.exactSizes()).isTrue();
  }

  @Test
  void aMailboxOfOthersIsReadFromAWeekBeforeTheFirstContact() throws IOException {
    Imap imap = imap("take: peek");

    assertThat(imap.processed()).isNull();
    assertThat(imap.since()).isEqualTo(new Since.DaysBefore(7));
  }

  @Test
  void everythingMayBeSaid() throws IOException {
    Imap imap = imap("take: peek, since: 2026-11-01, mailBytes: 50000000, sizes: estimated");

    assertThat(imap.since()).isEqualTo(new Since.Day(LocalDate.of(2026, 11, 1)));
    assertThat(imap.mailBytes()).isEqualTo(50_000_000);
    assertThat(imap.exactSizes()).isFalse();
    assertThat(imap("processed: Done, since: all").since()).isEqualTo(new Since.Everything());
    assertThat(imap("take: move, processed: Done, since: 30d").since())
        .isEqualTo(new Since.DaysBefore(30));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          moving needs a place        | take: move                       | 'channels.fax-mail.imap.processed' is missing
          nothing is moved by a peek  | take: peek, processed: Done      | nothing is moved
          no such way                 | take: copy, processed: Done      | 'channels.fax-mail.imap.take' is 'copy'
          a day is written so         | take: peek, since: 1.11.2026     | since: 2026-11-01
          a day that is none          | take: peek, since: 2026-13-01    | 'channels.fax-mail.imap.since' is '2026-13-01'
          not for ever                | take: peek, since: 9999d         | 'channels.fax-mail.imap.since' is '9999d'
          more than a queue carries   | take: peek, mailBytes: 999999999 | write a whole number from 1024 to 125829120
          sizes are exact or not      | take: peek, sizes: about         | 'channels.fax-mail.imap.sizes' is 'about'
          the same folder             | processed: INBOX                 | taken again and again
          """)
  void refuses(String why, String extra, String said) throws IOException {
    assertThat(load(extra).problems().toString()).as(why).contains(said);
  }

  private Imap imap(String extra) throws IOException {
    Loading<GatewayConfig> loading = load(extra);
    assertThat(loading.problems()).isEmpty();
    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) loading).value();
    return (Imap) requireNonNull(config.channels().get("fax-mail")).source();
  }

  /** The shipped file with its mailbox replaced. */
  private Loading<GatewayConfig> load(String extra) throws IOException {
    ShippedConfig.copyTo(dir);
    Path file = dir.resolve("gateway.yaml");
    String text = Files.readString(file);
    int from = text.indexOf("  fax-mail:");
    int to = text.indexOf("  fax-post:");
    Files.writeString(
        file,
        text.substring(0, from)
            + "  fax-mail: { kind: fax, imap: { "
            + FIXED
            + ", "
            + extra
            + " } }\n"
            + text.substring(to));
    return GatewayConfigLoader.lint(dir);
  }
}
