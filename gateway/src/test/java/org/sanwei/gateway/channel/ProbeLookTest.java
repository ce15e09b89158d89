package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.Sm3;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.channel.reach.TextPdf;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.sandbox.SandboxMail;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.BoundedReader;
import org.sanwei.routes.read.ReadLimits;
import org.sanwei.routes.read.ReadResult;

/** Probes as the real reader reads them and the shipped rules judge them, and what is none. */
class ProbeLookTest {
  private static final String CODE = "0123456789abcdef0123456789abcdef";
  private static final ReadLimits PATIENT =
      new ReadLimits(
          ReadLimits.DEFAULTS.maxDepth(),
          ReadLimits.DEFAULTS.maxParts(),
          ReadLimits.DEFAULTS.maxTextCharacters(),
          ReadLimits.DEFAULTS.maxPages(),
          Duration.ofMinutes(5));

  private static Path directory;
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static Judge judge;

  @BeforeAll
  static void loadPolicy(@TempDir Path fresh) throws IOException {
    directory = fresh;
    Path config = directory.resolve("config");
    ShippedConfig.copyTo(config);
    Path office = config.resolve("policy").resolve("00-office.yaml");
    Files.writeString(
        office,
        Files.readString(office).replace("version: 1\n", "version: 1\nceiling: TOP_SECRET\n"));
    judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(config)).value());
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPostIsRecognisedAndJudgedAsItShould(boolean marked) {
    ProbeMessage message = new ProbeMessage(marked, CODE);
    for (String kind : List.of("sms", "hotline", "intranet", "fax")) {
      judgedAndRecognised(message, "application/vnd.sanwei." + kind + "+json", post(message, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFaxFileIsRecognisedAndJudgedAsItShould(boolean marked) {
    ProbeMessage message = new ProbeMessage(marked, CODE);
    byte[] body =
        new FaxFile(Map.of("fileName", "probe-0123456789ab.pdf"), message.page()).encoded();

    judgedAndRecognised(message, FaxFile.MEDIA_TYPE, body);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMailIsRecognisedAndJudgedAsItShould(boolean marked) throws Exception {
    ProbeMessage message = new ProbeMessage(marked, CODE);
    try (SandboxMail mail = SandboxMail.start(Channels.PASSWORD, 0, 0)) {
      ways(Channels.mailbox(mail.imapPort(), Channels.PASSWORD)).feed("fax-mail", message);

      judgedAndRecognised(message, "message/rfc822", Mailbox.only(mail.imapPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowOfAHotlinesFileIsRecognised(boolean marked) throws Exception {
    ProbeMessage message = new ProbeMessage(marked, CODE);
    ways(Channels.hotlineFolder(directory)).feed("hotline-folder", message);

    String csv = Files.readString(directory.resolve("probe-0123456789ab.csv"));

    assertThat(csv).startsWith("\"内容\",\"标题\"\r\n").contains(CODE);
    judgedAndRecognised(message, "application/vnd.sanwei.hotline+json", post(message, ""));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        ",\"note\":\"机密★10年 集结地点\"",
        ",\"unit\":\"某县\"",
        ",\"attachments\":[{\"name\":\"a.txt\",\"mediaType\":\"text/plain\",\"base64\":\"5LiA\"}]",
        ",\"attachments\":[{\"name\":\"a.zip\",\"mediaType\":\"application/zip\",\"base64\":\"UEs=\"}]",
        ",\"caseId\":\"1\",\"version\":\"1\""
      })
  void whateverIsAddedToAProbeMakesItAMessageLikeAnyOther(String added) {
    ProbeMessage message = new ProbeMessage(true, CODE);

    ReadResult read = read("application/vnd.sanwei.hotline+json", post(message, added));

    assertThat(look(message).is("c", read)).isFalse();
  }

  @Test
  void wordsInsideTheTextOrAnotherFileMakeItNone() {
    ProbeMessage message = new ProbeMessage(true, CODE);
    String type = "application/vnd.sanwei.sms+json";
    String longer = message.text() + "集结地点";
    String shorter = message.text().replace("没有内容", "");
    byte[] another = TextPdf.of(message.text() + " ");

    assertThat(look(message).is("c", read(type, json(Map.of("text", longer))))).isFalse();
    assertThat(look(message).is("c", read(type, json(Map.of("text", shorter))))).isFalse();
    assertThat(look(message).is("c", read(type, json(Map.of("text", "演练"))))).isFalse();
    assertThat(look(message).is("c", read(type, "{".getBytes(StandardCharsets.UTF_8)))).isFalse();
    assertThat(
            look(message)
                .is(
                    "c",
                    read(
                        FaxFile.MEDIA_TYPE,
                        new FaxFile(Map.of("fileName", "probe-0123456789ab.pdf"), another)
                            .encoded())))
        .isFalse();
  }

  @Test
  void itIsOfItsChannelAndItsCodeOnly() {
    ProbeMessage message = new ProbeMessage(false, CODE);
    ReadResult read = read("application/vnd.sanwei.sms+json", post(message, ""));

    assertThat(look(message).is("other", read)).isFalse();
    assertThat(look(new ProbeMessage(false, CODE.replace('0', '1'))).is("c", read)).isFalse();
    assertThat(look(new ProbeMessage(true, CODE)).is("c", read)).isFalse();
  }

  private static void judgedAndRecognised(ProbeMessage message, String type, byte[] body) {
    ReadResult read = read(type, body);
    Outcome outcome =
        judge
            .judge(read.content(), new Arrival("fax-mail", read.sender(), Instant.EPOCH))
            .outcome();

    assertThat(read.content().unread()).isEmpty();
    assertThat(look(message).is("c", read)).as(read.content().parts().toString()).isTrue();
    assertThat(outcome).isEqualTo(message.marked() ? Outcome.CLASSIFIED : Outcome.OPEN);
  }

  private static ProbeLook look(ProbeMessage message) {
    return new ProbeLook(
        new UUID(0, 1),
        "c",
        ProbeLook.squeezed(message.text()),
        message.around().stream().map(ProbeLook::squeezed).toList(),
        Sm3.hex(message.page()));
  }

  private static byte[] post(ProbeMessage message, String added) {
    String whole =
        new String(
            json(
                Map.of(
                    "sender",
                    ProbeMessage.SENDER,
                    "subject",
                    message.subject(),
                    "text",
                    message.text())),
            StandardCharsets.UTF_8);
    return (whole.substring(0, whole.length() - 1) + added + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(Map<String, String> fields) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(fields);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ways ways(ChannelConfig channel) {
    var config = Channels.config(new HashMap<>(Map.of(channel.name(), channel)));
    return new Ways(
        config,
        new OwnPort(config, () -> 1),
        outlet -> Ways.Answer.NOT_BOUND,
        "intranet.in",
        null,
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static ReadResult read(String type, byte[] body) {
    return new BoundedReader(THREADS, PATIENT)
        .read(
            new RawArrival(
                RawArrival.VERSION,
                new ArrivalId(CODE),
                new UUID(0, 1),
                "370900",
                "c",
                "",
                ChannelKind.FAX,
                Instant.EPOCH,
                type,
                body,
                new byte[16]));
  }
}
