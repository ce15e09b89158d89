package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.DrillMessage;
import org.sanwei.routes.message.Dossier;

/**
 * Tests on the office that several classes share, and what they have in common: messages that come
 * in, and where they are looked for. Each class ends with a look at everything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedOffice.Resolver.class)
abstract class OnSharedOffice {
  final Random words = new Random(new SecureRandom().nextLong());
  final List<Canary> secrets = new ArrayList<>();
  final Counterparties others;
  final Office office;
  final GatewayProcess gateway;
  final Register register;
  final CipherLine line;
  final Integrator provider;
  final Integrator network;
  final Desk desk;

  OnSharedOffice(SharedOffice shared) {
    others = shared.others();
    office = shared.office();
    gateway = shared.gateway();
    register = new Register(office);
    line = new CipherLine(office);
    provider = Integrator.provider(office, gateway.web());
    network = Integrator.network(office, gateway.web());
    desk = office.desk(Office.DUTY_OFFICER);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void afterAllOfThisTheAccountsBalanceAndNoFileHoldsASecret() throws Exception {
    Canary canary = secret();
    String id = taken(Post.of("intranet", Map.of("text", "绝密★启用前\n集结地点" + canary)));
    Await.until("the post is judged", () -> register.settled(id));
    Await.until("nothing waits", () -> register.account().waiting() == 0);
    Await.until("every step is written down", () -> register.receptionsWithoutSteps() == 0);

    Register.Account account = register.account();
    assertThat(account.placed()).isEqualTo(account.arrived());
    JsonNode total = desk.account();
    assertThat(total.path("balanced").asBoolean()).isTrue();
    assertThat(total.path("arrived").asLong()).isGreaterThanOrEqualTo(account.arrived());
    assertThat(register.originsWithGaps()).isZero();

    LeakScan scan = new LeakScan(secrets);
    assertThat(scan.below(office.root())).isEmpty();
    assertThat(scan.files()).isGreaterThan(100);
  }

  Canary secret() {
    Canary canary = Canary.next(words);
    secrets.add(canary);
    return canary;
  }

  String taken(Post post) throws IOException {
    Integrator source =
        post.channel().equals("sms") || post.channel().equals("fax") ? provider : network;
    Answer answer = source.post(post);
    assertThat(answer.status()).as(answer.code()).isEqualTo(202);
    return answer.id();
  }

  /** The card as the desk shows it, after looking that it holds nothing of the message. */
  JsonNode cardOf(String id, Canary canary) throws IOException {
    JsonNode card = desk.item(id);
    assertThat(card.toString()).doesNotContain(canary.words());
    assertThat(card.has("content")).isFalse();
    assertThat(card.has("subject")).isFalse();
    assertThat(card.has("sender")).isFalse();
    assertThat(desk.cards()).contains(id).doesNotContain(canary.words());
    return card;
  }

  Dossier awaitOnLine(Canary canary) {
    List<Dossier> found = new ArrayList<>();
    Await.until(
        "the line has " + canary,
        () -> {
          found.clear();
          found.addAll(withWords(canary));
          return !found.isEmpty();
        });
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Dossier> withWords(Canary canary) {
    try {
      return line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT).stream()
          .filter(
              dossier -> dossier.parts().stream().anyMatch(p -> p.text().contains(canary.words())))
          .toList();
    } catch (JMSException | IOException e) {
      throw new IllegalStateException("the line does not answer", e);
    }
  }

  static DrillMessage.Fax fax(String subject, String text, String page) {
    return new DrillMessage.Fax(
        DrillMessage.Kind.ROUTINE, "0546-8000000", subject, text, DrillMessage.Page.valueOf(page));
  }

  /** Of its page no more came than the first bytes. */
  byte[] brokenFax(Canary canary) {
    Base64.Encoder base64 = Base64.getEncoder();
    return """
        From: fax@senders.invalid
        To: %s
        Message-ID: <%s@senders.invalid>
        Subject: fax
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=page

        --page
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: base64

        %s
        --page
        Content-Type: image/tiff; name=fax.tif
        Content-Transfer-Encoding: base64

        %s
        --page--
        """
        .formatted(
            others.mail().address(),
            UUID.randomUUID(),
            base64.encodeToString(("见附件" + canary).getBytes(StandardCharsets.UTF_8)),
            base64.encodeToString(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 9}))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
