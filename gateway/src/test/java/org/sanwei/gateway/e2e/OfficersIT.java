package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.gateway.e2e.Integrator.Post;

/** What officers do with what lies on their line, and a raise that brings it there, on the jar. */
class OfficersIT extends OnSharedOffice {
  OfficersIT(SharedOffice shared) {
    super(shared);
  }

  @Test
  void noKeyButTheLinesOwnOpensAnEnvelope() throws Exception {
    Canary canary = secret();
    taken(Post.of("sms", Map.of("text", "秘密★1年\n集结地点" + canary)));
    awaitOnLine(canary);

    for (byte[] envelope : line.envelopes(Office.OFFICER_A, CipherLine.DEFAULT)) {
      assertThat(line.opener(Office.OFFICER_B).open(envelope))
          .isInstanceOf(CipherOpened.Message.class);
      assertThat(line.opener(Office.RECOVERY).open(envelope))
          .isInstanceOf(CipherOpened.Message.class);
      assertThat(line.opener(Office.SECURITY).open(envelope))
          .isInstanceOf(CipherOpened.NotForUs.class);
      assertThat(line.gatewaysOwn().open(envelope)).isInstanceOf(CipherOpened.NotForUs.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CipherLine.SPILL, "sanwei.intake", "sanwei.desk", "sanwei.dead"})
  void anOfficerReadsNoAddressButTheOwnLine(String address) {
    assertThatThrownBy(() -> line.envelopes(Office.OFFICER_A, address))
        .isInstanceOf(JMSException.class);
  }

  @Test
  void theOfficersReceiptShowsOnTheCard() throws Exception {
    Canary canary = secret();
    String id = taken(Post.of("intranet", Map.of("text", "机密★5年\n集结地点" + canary)));
    Await.until("the post is judged", () -> register.settled(id));
    assertThat(desk.item(id).has("receipt")).isFalse();

    GatewayProcess.Finished receipted =
        gateway.run(
            "cipher-desk", "receipt", id, "--config", office.officer(Office.OFFICER_A).toString());

    assertThat(receipted.exit()).as(receipted.output()).isZero();
    Await.until("the receipt is booked", () -> register.standing(id).orElseThrow().receipted());
    JsonNode receipt = desk.item(id).path("receipt");
    assertThat(receipt.path("officer").asText()).isEqualTo(Office.OFFICER_A);
    assertThat(receipt.path("fits").asBoolean()).isTrue();
    assertThat(line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT))
        .noneMatch(dossier -> dossier.reception().id().hex().equals(id));
  }

  @Test
  void aReadingByOneOfficerBringsAnUnreadFaxToTheDeskUnderItsNumber() throws Exception {
    Canary canary = secret();
    others.mail().deliver(brokenFax(canary));
    String id = awaitOnLine(canary).reception().id().hex();
    Await.until("the card is there", () -> register.settled(id));
    int number = cardOf(id, canary).path("number").asInt();
    Path words = Files.writeString(office.temporary().resolve("reading.txt"), "河东县报：堤顶无渗漏");

    GatewayProcess.Finished read =
        cipherDesk(Office.OFFICER_A, "read", id, "--text", words.toString());

    assertThat(read.exit()).as(read.output()).isZero();
    Await.until("it is open", () -> desk.item(id).path("outcome").asText().equals("OPEN"));
    JsonNode item = desk.item(id);
    assertThat(item.path("number").asInt()).isEqualTo(number);
    assertThat(item.toString()).contains("河东县报：堤顶无渗漏");
    // Now that the rules found nothing in it, what was sealed may be read at the desk.
    secrets.remove(canary);
  }

  @Test
  void twoOfficersClearADoubtAndOneAloneDoesNot() throws Exception {
    Canary canary = secret();
    String id = taken(Post.of("sms", Map.of("sender", "13800000000", "text", "密件，阅后即焚" + canary)));
    Await.until("the post is judged", () -> register.settled(id));
    List<String> proposal = new ArrayList<>(List.of("clear", id, "--label", "PUBLIC"));
    cardOf(id, canary)
        .path("rules")
        .forEach(rule -> proposal.addAll(List.of("--override", rule.asText())));

    GatewayProcess.Finished proposed =
        cipherDesk(Office.OFFICER_A, proposal.toArray(String[]::new));
    assertThat(proposed.exit()).as(proposed.output()).isZero();
    Await.until("it lies on the line", () -> listed(Office.OFFICER_B).contains("PROPOSAL"));
    GatewayProcess.Finished alone = cipherDesk(Office.OFFICER_A, "clear", id);
    assertThat(alone.exit()).as("one's own proposal is nothing to sign").isNotZero();
    assertThat(cardOf(id, canary).path("outcome").asText()).isEqualTo("HELD");

    GatewayProcess.Finished shown = cipherDesk(Office.OFFICER_B, "clear", id);
    assertThat(shown.output()).contains(canary.words()).contains(Office.OFFICER_A);
    String digest = shown.output().replaceAll("(?s).*--countersign ([0-9a-f]+).*", "$1");
    GatewayProcess.Finished signed =
        cipherDesk(Office.OFFICER_B, "clear", id, "--countersign", digest);

    assertThat(signed.exit()).as(signed.output()).isZero();
    Await.until("it is open", () -> desk.item(id).path("outcome").asText().equals("OPEN"));
    assertThat(desk.item(id).toString()).contains(canary.words());
    assertThat(listed(Office.OFFICER_B)).doesNotContain("PROPOSAL");
    secrets.remove(canary);
  }

  @Test
  void whatSomebodyRaisesIsHiddenAtOnceAndReachesTheOfficers() throws Exception {
    Canary canary = secret();
    String id = taken(Post.of("intranet", Map.of("text", "河堤巡查值守表" + canary)));
    Await.until("the post is judged", () -> register.settled(id));
    assertThat(desk.item(id).path("outcome").asText()).isEqualTo("OPEN");

    assertThat(desk.act(id, "raise").path("outcome").asText()).isEqualTo("HELD");

    cardOf(id, canary);
    assertThat(awaitOnLine(canary).reception().id().hex()).isEqualTo(id);
    // It lay open for a moment: the write-ahead log keeps that until it is overwritten.
    secrets.remove(canary);
  }

  private String listed(String officer) throws Exception {
    return cipherDesk(officer, "list").output();
  }

  private GatewayProcess.Finished cipherDesk(String officer, String... what) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("cipher-desk"));
    arguments.addAll(List.of(what));
    arguments.addAll(List.of("--config", office.officer(officer).toString()));
    return gateway.run(arguments.toArray(String[]::new));
  }
}
