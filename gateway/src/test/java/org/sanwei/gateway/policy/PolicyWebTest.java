package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.RunningDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;

class PolicyWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningDesk desk;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("qian", "钱保密", Role.SECURITY_ADMINISTRATOR);
    desk.person("sun", "孙系统", Role.SYSTEM_ADMINISTRATOR);
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @Test
  void theInterfaceSaysEachRuleInWordsAndHowOftenItFired() throws Exception {
    Instant now = Instant.now();
    JdbcArrivalRegister register = desk.part(JdbcArrivalRegister.class);
    fired(register, now.minus(Duration.ofHours(1)));
    fired(register, now.minus(Duration.ofDays(3)));
    fired(register, now.minus(Duration.ofDays(20)));
    fired(register, now.minus(Duration.ofDays(40)));
    register.settle(
        Samples.card(
            Samples.reception(Samples.newId(), now.minusSeconds(60)), Outcome.HELD, "suspect"));

    JsonNode all = JSON.readTree(desk.get("qian", "/api/v1/policy").body());

    JsonNode rule = rule(all, "urgency-immediate");
    assertThat(rule.path("fired").toString()).isEqualTo("{\"day\":1,\"week\":2,\"month\":3}");
    assertThat(rule.path("finds").get(0).asText()).isEqualTo("出现“特急”，写成独行、栏目、括注、领起的样子，在文首里");
    assertThat(rule.path("raises").get(0).asText()).isEqualTo("特急");
    assertThat(all.path("office").path("outlets").path("sms").asText()).isEqualTo("PUBLIC");
    assertThat(rule(all, "cipher-telegram").path("fired").path("month").asInt()).isZero();
  }

  @Test
  void aMadeUpMessageIsJudgedAndItsWordsAreNotSaidAgain() throws Exception {
    HttpResponse<String> answer =
        desk.call(
            "qian",
            "POST",
            "/api/v1/policy/try",
            "{\"channel\":\"fax-mail\",\"text\":\"机密★10年\\n白虎桥的事\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode verdict = JSON.readTree(answer.body());
    assertThat(verdict.path("outcome").asText()).isEqualTo("CLASSIFIED");
    assertThat(verdict.path("sensitivity").asText()).isEqualTo("SECRET");
    assertThat(verdict.path("evidence").toString()).contains("\"rule\":\"mark-secret\"");
    assertThat(answer.body()).doesNotContain("白虎桥", "机密");
  }

  @Test
  void aTextThatIsTooLongIsNotJudged() throws Exception {
    HttpResponse<String> answer =
        desk.call(
            "qian", "POST", "/api/v1/policy/try", "{\"text\":\"" + "水".repeat(20_001) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not-text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/policy",
        "/policy/rules/mark-secret",
        "/policy/office",
        "/policy/try",
        "/policy/route"
      })
  void thePagesAreForThoseWhoMayReadThePolicy(String path) throws Exception {
    RunningDesk.Browser reader = desk.browser();
    reader.login("qian", TestDesk.PASSWORD);
    RunningDesk.Browser administrator = desk.browser();
    administrator.login("sun", TestDesk.PASSWORD);

    assertThat(reader.get(path).statusCode()).isEqualTo(200);
    assertThat(administrator.get(path).statusCode()).isEqualTo(403);
  }

  @Test
  void aRuleThatIsNoLongerThereIsExplained() throws Exception {
    RunningDesk.Browser reader = desk.browser();
    reader.login("qian", TestDesk.PASSWORD);

    assertThat(reader.get("/policy/rules/of-another-time").body()).contains("现行规则里没有这一条");
    assertThat(reader.get("/policy/rules/raised-at-desk").body()).contains("不是规则");
    assertThat(reader.get("/policy/rules/%E6%9C%BA%E5%AF%86").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsTriedOnThePageIsShownWithItsEvidenceAndNothingElse() throws Exception {
    RunningDesk.Browser reader = desk.browser();
    reader.login("qian", TestDesk.PASSWORD);
    String token = reader.token(reader.get("/policy/try").body());

    String page =
        reader
            .post(
                "/policy/try",
                "channel",
                "",
                "subject",
                "",
                "text",
                "<b>特急</b>\n明电",
                "sender",
                "",
                "_csrf",
                token)
            .body();

    assertThat(page).contains("&lt;b&gt;").doesNotContain("<b>特急</b>");
    assertThat(page).contains("公开可办");
  }

  private static void fired(JdbcArrivalRegister register, Instant at) {
    Reception reception = Samples.reception(Samples.newId(), at);
    List<Evidence> evidence =
        List.of(
            new Evidence("urgency-immediate", "body", 0, 2, "特急"),
            new Evidence("urgency-immediate", "body", 3, 5, "特急"));
    register.settle(Samples.open(reception, Urgency.IMMEDIATE, "", "特急 特急", evidence, List.of()));
  }

  private static JsonNode rule(JsonNode all, String id) throws IOException {
    for (JsonNode rule : all.path("rules").path("rows")) {
      if (rule.path("id").asText().equals(id)) {
        return rule;
      }
    }
    throw new IOException("no rule " + id + " in the answer");
  }
}
