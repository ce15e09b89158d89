package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;

/** What is equal for a possible repeat, and what is not. */
class RepeatKeyTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final String HEADER_7 = "050003070201";
  private static final String HEADER_8 = "050003080201";

  private static IdentityKey key;

  @BeforeAll
  static void makeKey(@TempDir Path directory) throws Exception {
    key = MasterKey.createFile(directory.resolve("master.key"), new SecureRandom()).identityKey();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same text a little later         | sms-in | 138 | 106 | 0  | 8 | 5821575d | true
          of another sender                    | sms-in | 139 | 106 | 0  | 8 | 5821575d | false
          to another number of ours            | sms-in | 138 | 107 | 0  | 8 | 5821575d | false
          by another channel                   | sms-2  | 138 | 106 | 0  | 8 | 5821575d | false
          in another alphabet                  | sms-in | 138 | 106 | 0  | 4 | 5821575d | false
          with one octet more                  | sms-in | 138 | 106 | 0  | 8 | 5821575d00 | false
          """)
  void aTextIsEqualToWhatItsSenderSentBefore(
      String why,
      String channel,
      String from,
      String to,
      int esm,
      int dcs,
      String octets,
      boolean equal) {
    String first = key("sms-in", "138", "106", 0, 8, "5821575d", NOON);
    String second = key(channel, from, to, esm, dcs, octets, NOON.plusSeconds(90));

    assertThat(first.equals(second)).as(why).isEqualTo(equal);
  }

  @Test
  void theReferenceThatJoinsPartsIsNoPartOfWhatIsSaidButADamagedHeaderIs() {
    assertThat(key("sms-in", "138", "106", 0x40, 8, HEADER_7 + "5821", NOON))
        .isEqualTo(key("sms-in", "138", "106", 0x40, 8, HEADER_8 + "5821", NOON));
    assertThat(key("sms-in", "138", "106", 0x40, 8, "300000075821", NOON))
        .isNotEqualTo(key("sms-in", "138", "106", 0x40, 8, "300000085821", NOON));
  }

  @Test
  void whatItsSourceNamesHasNoKey() {
    RawArrival named =
        new RawArrival(
            1,
            id(),
            UUID.randomUUID(),
            "1",
            "fax-mail",
            "",
            ChannelKind.FAX,
            NOON,
            "message/rfc822",
            new byte[4],
            new byte[16]);

    assertThat(RepeatKey.of(named, key)).isNull();
  }

  @Test
  void ofPostsTheIntegratorIsPartOfIt() {
    assertThat(post("oa", "停水")).isEqualTo(post("oa", "停水"));
    assertThat(post("oa", "停水")).isNotEqualTo(post("city-sms", "停水"));
    assertThat(post("oa", "停水")).isNotEqualTo(post("oa", "停电"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a text                      | false | text
          a post without a key        | false | nonce
          a post with a key           | true  | post
          a broker message without    | false | fresh
          a broker message with a key | true  | broker
          a mail                      | true  | mail
          a case                      | true  | case
          a row of a file             | true  | row
          a key that says nonce       | true  | word
          """)
  void aSourceNamesItsMessagesOrDoesNot(String what, boolean named, String which) {
    SourceIdentity identity =
        switch (which) {
          case "text" -> SourceIdentity.unnamed(UUID.randomUUID());
          case "nonce" -> SourceIdentity.post("oa", "nonce", "n-1", "d");
          case "post" -> SourceIdentity.post("oa", "key", "k-1", "d");
          case "fresh" -> SourceIdentity.broker("oa", "fresh", "u-1", "d");
          case "broker" -> SourceIdentity.broker("oa", "key", "k-1", "d");
          case "mail" -> SourceIdentity.mailbox("h", "u", "f", 1, 2);
          case "case" -> SourceIdentity.caseVersion("oa", "nonce", "1", "d");
          case "row" -> SourceIdentity.row("i", "fresh", 1, 1, "d");
          default -> SourceIdentity.post("oa", "key", "nonce", "d");
        };

    assertThat(identity.named()).as(what).isEqualTo(named);
  }

  private static String key(
      String channel, String from, String to, int esm, int dcs, String octets, Instant at) {
    SmsPart part = new SmsPart(1, at, esm, 0, dcs, HexFormat.of().parseHex(octets));
    SmsBody body = new SmsBody(SmsBody.VERSION, from, to, 1, List.of(part));
    return of(channel, "", SmsBody.MEDIA_TYPE, body.toJson());
  }

  private static String post(String integrator, String text) {
    return of(
        "intranet",
        integrator,
        "application/vnd.sanwei.intranet+json",
        ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static String of(String channel, String integrator, String type, byte[] body) {
    RawArrival arrival =
        new RawArrival(
            1,
            id(),
            UUID.randomUUID(),
            "1",
            channel,
            integrator,
            ChannelKind.SMS,
            NOON,
            type,
            body,
            new byte[16],
            true);
    @Nullable String found = RepeatKey.of(arrival, key);
    return Objects.requireNonNull(found);
  }

  private static ArrivalId id() {
    return new ArrivalId(UUID.randomUUID().toString().replace("-", ""));
  }
}
