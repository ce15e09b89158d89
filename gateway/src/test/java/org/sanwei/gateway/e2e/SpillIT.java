package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.routes.message.Dossier;

/** An office that may carry work secrets and no state secret: what lies above is a spill (泄密隐患). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpillIT {
  private final Random words = new Random(new SecureRandom().nextLong());
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("spill", Sensitivity.WORK_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final CipherLine line = new CipherLine(office);
  private final Integrator provider = Integrator.provider(office, gateway.web());
  private final Integrator network = Integrator.network(office, gateway.web());
  private final Desk desk = office.desk(Office.DUTY_OFFICER);

  SpillIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    // A small heap, and the compiler that a production start has: large bodies go through both.
    gateway.start("-Xmx256m", "-XX:TieredStopAtLevel=4");
    office.equipOfficers();
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @Test
  void aStateSecretGoesToTheSecurityOfficersOnly() throws Exception {
    Canary canary = Canary.next(words);
    String id = settled("机密★10年\n集结地点" + canary);

    JsonNode card = desk.item(id);
    assertThat(card.path("outcome").asText()).isEqualTo("SPILL");
    assertThat(card.toString()).doesNotContain(canary.words());
    assertThat(line.envelopes(Office.OFFICER_A, CipherLine.DEFAULT)).isEmpty();
    for (byte[] envelope : line.envelopes(Office.SECURITY, CipherLine.SPILL)) {
      assertThat(line.opener(Office.OFFICER_A).open(envelope))
          .isInstanceOf(CipherOpened.NotForUs.class);
      assertThat(line.opener(Office.RECOVERY).open(envelope))
          .isInstanceOf(CipherOpened.NotForUs.class);
      assertThat(line.gatewaysOwn().open(envelope)).isInstanceOf(CipherOpened.NotForUs.class);
    }
    assertThat(line.dossiers(Office.SECURITY, CipherLine.SPILL))
        .flatExtracting(Dossier::parts)
        .extracting(Part::text)
        .anyMatch(text -> text.contains("集结地点" + canary));
    assertThat(new LeakScan(List.of(canary)).below(office.root())).isEmpty();
  }

  @Test
  void aWorkSecretIsForTheDesk() throws Exception {
    Canary canary = Canary.next(words);

    String id = settled("内部事项 注意保管\n会议安排，联系人" + canary);

    JsonNode item = desk.item(id);
    assertThat(item.path("outcome").asText()).isEqualTo("OPEN");
    assertThat(item.path("sensitivity").asText()).isEqualTo("WORK_SECRET");
    assertThat(item.path("content").toString()).contains(canary.words());
  }

  @Test
  void anOrdinaryStopIsCleanAndTheNextStartGoesOnWhereItWas() throws Exception {
    Canary before = Canary.next(words);
    Canary after = Canary.next(words);
    String open = settled("水位正常，联系人" + before);
    String spilled = settled("绝密★启用前\n集结地点" + before);
    int numbers = register.numbers().size();

    int exit = gateway.stop();
    gateway.start();
    String next = settled("水位上涨，联系人" + after);

    assertThat(exit).as("128 + SIGTERM").isEqualTo(143);
    assertThat(desk.item(open).path("content").toString()).contains(before.words());
    assertThat(desk.item(spilled).path("outcome").asText()).isEqualTo("SPILL");
    assertThat(line.dossiers(Office.SECURITY, CipherLine.SPILL))
        .anyMatch(dossier -> dossier.reception().id().hex().equals(spilled));
    assertThat(register.standing(next).orElseThrow().number()).isEqualTo(numbers + 1);
    Register.Account account = register.account();
    assertThat(account.placed()).isEqualTo(account.arrived());
    assertThat(account.spilled()).isPositive();
  }

  @Test
  void aMarkThatAPersonReadsOnAPageIsASpillLikeAnyOther() throws Exception {
    Canary canary = Canary.next(words);
    Sender sender = new Sender("faxline", "<page@senders.invalid>");
    String before = register.lastOf("fax-mail");
    new FaxMachine(others.mail()).page("水位正常，联系人" + canary, false, sender).bring();
    Await.until("the fax has come", () -> !register.lastOf("fax-mail").equals(before));
    String id = register.lastOf("fax-mail");
    Await.until("its page is read", () -> register.settled(id));
    assertThat(desk.item(id).path("outcome").asText()).isEqualTo("OPEN");
    String pages = "/api/v1/items/" + id + "/pages";
    assertThat(desk.get(pages).path("pages").get(0).path("lines")).isNotEmpty();

    JsonNode raised = desk.post(pages + "/1/lines/1", Map.of("text", "机密★10年" + canary)).done();

    assertThat(raised.path("outcome").asText()).isEqualTo("SPILL");
    assertThat(raised.toString()).doesNotContain(canary.words());
    Await.until(
        "the security officers have it",
        () ->
            line.dossiers(Office.SECURITY, CipherLine.SPILL).stream()
                .anyMatch(dossier -> dossier.reception().id().hex().equals(id)));
    assertThat(line.envelopes(Office.OFFICER_A, CipherLine.DEFAULT)).isEmpty();
    assertThat(desk.post(pages + "/1/lines/1", Map.of("text", "x")).status()).isEqualTo(404);
    assertThat(desk.cards()).doesNotContain(canary.words());
  }

  @Test
  void aBodyTooLargeForTheHeapReachesTheOfficersInPieces() throws Exception {
    reachesTheOfficersInPieces(48_000_000);
  }

  /** Not in every run, for its time. */
  @Test
  @Tag("soak")
  void aBodyOf200MegabytesReachesTheOfficersInPieces() throws Exception {
    reachesTheOfficersInPieces(200_000_000);
  }

  private void reachesTheOfficersInPieces(long bytes) throws Exception {
    Canary canary = Canary.next(words);
    byte[] block = blockWith(canary);
    Supplier<InputStream> body = () -> new Repeated(block, bytes);

    Answer answer = network.post("intranet", body, bytes);
    assertThat(answer.status()).as(answer.code()).isEqualTo(202);
    String id = answer.id();
    Await.until("the post is judged", () -> register.settled(id));

    reachesTheOfficersInPieces(id, canary, body, bytes);
  }

  @Test
  void aMailOf40MegabytesReachesTheOfficersInPieces() throws Exception {
    Canary canary = Canary.next(words);
    String head =
        """
        From: fax@machine.invalid
        To: %s
        Message-ID: <large@machine.invalid>
        Subject: fax
        MIME-Version: 1.0
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64

        """
            .formatted(others.mail().address())
            .replace("\n", "\r\n");
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    byte[] lines = Base64.getMimeEncoder().encode(blockWith(canary));
    while (mail.size() < 40_000_000) {
      mail.writeBytes(lines);
      mail.writeBytes(new byte[] {'\r', '\n'});
    }
    byte[] sent = mail.toByteArray();

    others.mail().deliver(sent);
    Await.until("the mail is judged", () -> register.settled(register.lastOf("fax-mail")));

    String id = register.lastOf("fax-mail");
    reachesTheOfficersInPieces(id, canary, () -> new ByteArrayInputStream(sent), sent.length);
  }

  private byte[] blockWith(Canary canary) {
    byte[] block = new byte[1 << 20];
    words.nextBytes(block);
    byte[] told = canary.words().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(told, 0, block, 1000, told.length);
    return block;
  }

  private void reachesTheOfficersInPieces(
      String id, Canary canary, Supplier<InputStream> body, long bytes) throws Exception {
    assertThat(desk.item(id).path("outcome").asText()).isEqualTo("HELD");
    assertThat(desk.item(id).path("reason").asText()).isEqualTo("unread");
    Path broker = office.data().resolve("broker");
    assertThat(new LeakScan(List.of(canary)).below(broker)).isEmpty();
    assertThat(Trees.sizeBytes(broker.resolve("large"))).isGreaterThan(bytes / 10 * 9);

    Path officer = office.officer(Office.OFFICER_A);
    Path file = officer.resolve("large.bin");
    GatewayProcess.Finished opened = desk("open", id, "--out", file.toString());
    assertThat(opened.exit()).as(opened.output()).isZero();
    assertThat(sha256(Files.newInputStream(file))).isEqualTo(sha256(body.get()));
    Files.delete(file);

    GatewayProcess.Finished receipted = desk("receipt", id);
    assertThat(receipted.exit()).as(receipted.output()).isZero();
    Await.until("the pieces are gone", () -> isEmpty(broker.resolve("large")));
    assertThat(line.envelopes(Office.OFFICER_A, CipherLine.DEFAULT)).isEmpty();
    assertThat(Trees.sizeBytes(officer.resolve("received"))).isGreaterThan(bytes);
    Trees.delete(officer.resolve("received"));
  }

  private GatewayProcess.Finished desk(String... what) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("cipher-desk"));
    arguments.addAll(List.of(what));
    arguments.addAll(List.of("--config", office.officer(Office.OFFICER_A).toString()));
    return gateway.run(arguments.toArray(String[]::new));
  }

  private static String sha256(InputStream body) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = body) {
      byte[] step = new byte[1 << 16];
      for (int read = in.read(step); read >= 0; read = in.read(step)) {
        digest.update(step, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return !files.iterator().hasNext();
    }
  }

  private String settled(String text) throws IOException {
    Answer answer = provider.post(Post.of("sms", Map.of("sender", "13800000000", "text", text)));
    assertThat(answer.status()).as(answer.code()).isEqualTo(202);
    Await.until("the post is judged", () -> register.settled(answer.id()));
    return answer.id();
  }
}
