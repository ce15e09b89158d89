package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxWecomTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SandboxWecom.Settings SETTINGS =
      new SandboxWecom.Settings("corp", "s3cret", 1000002, "信息直呈", Duration.ofHours(2), 3, 10);

  private volatile Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private final Clock clock = movedBy(() -> now);
  private final Phones phones = new Phones(PhoneBook.invented(), clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final SandboxWecom wecom = start();
  private String token = "";

  private static Clock movedBy(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private SandboxWecom start() {
    try {
      return SandboxWecom.start(SETTINGS, phones, clock, new SecureRandom(), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void logIn() throws Exception {
    JsonNode answer = getToken("corp", "s3cret");
    assertThat(answer.path("errcode").asInt()).isZero();
    assertThat(answer.path("expires_in").asInt()).isEqualTo(7_200);
    token = answer.path("access_token").asText();
  }

  @AfterEach
  void close() {
    wecom.close();
  }

  @Test
  void aTextReachesTheMembersPhonesAndUnknownOnesAreNamed() throws Exception {
    JsonNode answer = send(text("zhoumingyuan|ShenRuoLan|nobody", "直呈（演练）"));

    assertThat(answer.path("errcode").asInt()).isZero();
    assertThat(answer.path("msgid").asText()).isNotEmpty();
    assertThat(answer.path("invaliduser").asText()).isEqualTo("nobody");
    assertThat(phones.wecomOf("zhoumingyuan"))
        .extracting(Phones.Received::text)
        .containsExactly("直呈（演练）");
    assertThat(phones.wecomOf("shenruolan")).hasSize(1);
  }

  @Test
  void aCardShowsItsTitleAndIsCutWhereWecomCutsIt() throws Exception {
    Map<String, Object> card =
        Map.of(
            "touser",
            "zhoumingyuan",
            "msgtype",
            "textcard",
            "agentid",
            1000002,
            "textcard",
            Map.of("title", "信息直呈第1期", "description", "长".repeat(300), "url", "URL"));

    assertThat(send(card).path("errcode").asInt()).isZero();

    Phones.Received received = phones.wecomOf("zhoumingyuan").get(0);
    assertThat(received.title()).isEqualTo("信息直呈第1期");
    assertThat(received.text()).isEqualTo("长".repeat(170)); // 512 bytes of 3 each
  }

  @Test
  void theDocumentedErrorsComeBack() throws Exception {
    assertThat(getToken("other", "s3cret").path("errcode").asInt()).isEqualTo(40013);
    assertThat(getToken("corp", "wrong").path("errcode").asInt()).isEqualTo(40001);
    assertThat(code(text("nobody", "演练"))).isEqualTo(81013);
    assertThat(code(text("", "演练"))).isEqualTo(40003);
    assertThat(code(text("zhoumingyuan", ""))).isEqualTo(44004);
    assertThat(code(Map.of("touser", "zhoumingyuan", "msgtype", "image", "agentid", 1000002)))
        .isEqualTo(40008);
    assertThat(code(Map.of("touser", "zhoumingyuan", "msgtype", "text", "agentid", 1)))
        .isEqualTo(40056);
    assertThat(phones.all()).isEmpty();
  }

  @Test
  void aTokenExpiresAndAForgottenOneIsInvalid() throws Exception {
    now = now.plus(Duration.ofHours(2));
    assertThat(code(text("zhoumingyuan", "演练"))).isEqualTo(42001);

    wecom.forgetTokens();
    assertThat(code(text("zhoumingyuan", "演练"))).isEqualTo(40014);
    assertThat(phones.all()).isEmpty();
  }

  @Test
  void moreThanAMembersMinuteIsDroppedWithoutAWordAndTheNextMinuteIsFree() throws Exception {
    for (int i = 1; i <= 4; i++) {
      assertThat(code(text("zhoumingyuan", "第" + i))).isZero();
    }
    assertThat(phones.wecomOf("zhoumingyuan")).hasSize(3);

    now = now.plus(Duration.ofMinutes(1));
    assertThat(code(text("zhoumingyuan", "第5"))).isZero();
    assertThat(phones.wecomOf("zhoumingyuan")).hasSize(4);
  }

  @Test
  void moreThanADaysPersonSendsIsRefusedUntilTomorrow() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(code(text("zhoumingyuan|shenruolan", "演练"))).isZero();
    }
    assertThat(code(text("zhoumingyuan", "演练"))).isEqualTo(45009);

    now = now.plus(Duration.ofHours(22));
    logIn();
    assertThat(code(text("zhoumingyuan", "演练"))).isZero();
  }

  @Test
  void toldToFailItFailsThatOftenAndDeliversNothing() throws Exception {
    wecom.failNext(-1, 2);

    assertThat(code(text("zhoumingyuan", "演练"))).isEqualTo(-1);
    assertThat(code(text("zhoumingyuan", "演练"))).isEqualTo(-1);
    assertThat(phones.all()).isEmpty();
    assertThat(code(text("zhoumingyuan", "演练"))).isZero();
    assertThat(wecom.sendCalls()).isEqualTo(3);
  }

  @Test
  void droppedBeforeOrAfterDeliveringTheCallerCannotTellWhich() throws Exception {
    wecom.dropBeforeDeliveringNext(1);
    assertThatThrownBy(() -> send(text("zhoumingyuan", "前"))).isInstanceOf(IOException.class);
    assertThat(phones.all()).isEmpty();

    wecom.dropAfterDeliveringNext(1);
    assertThatThrownBy(() -> send(text("zhoumingyuan", "后"))).isInstanceOf(IOException.class);
    assertThat(phones.wecomOf("zhoumingyuan")).hasSize(1);
  }

  @Test
  void hangingItDeliversAndNeverAnswers() {
    wecom.hangNext(1);

    assertThatThrownBy(() -> send(text("zhoumingyuan", "演练"), Duration.ofMillis(500)))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(phones.wecomOf("zhoumingyuan")).hasSize(1);
  }

  @Test
  void thePhonesPageIsWholeAndItsDataListsEveryPhone() throws Exception {
    phones.sms("13800000009", "10690000", "陌生号码（演练）");

    HttpResponse<String> page = get("/phones");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
    assertThat(page.body()).contains("演练环境").doesNotContain("http://").doesNotContain("https://");
    JsonNode data = JSON.readTree(get("/phones.json").body());
    assertThat(data.path("phones")).hasSize(5);
    assertThat(data.path("phones").get(4).path("messages").get(0).path("text").asText())
        .isEqualTo("陌生号码（演练）");
    assertThat(get("/phones/other").statusCode()).isEqualTo(404);
  }

  private static Map<String, Object> text(String toUser, String content) {
    return Map.of(
        "touser",
        toUser,
        "msgtype",
        "text",
        "agentid",
        1000002,
        "text",
        Map.of("content", content));
  }

  private int code(Map<String, Object> message) throws Exception {
    return send(message).path("errcode").asInt();
  }

  private JsonNode send(Map<String, Object> message) throws Exception {
    return send(message, Duration.ofSeconds(20));
  }

  private JsonNode send(Map<String, Object> message, Duration patience) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                wecom.baseUri().resolve("/cgi-bin/message/send?access_token=" + token))
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private JsonNode getToken(String corp, String secret) throws Exception {
    return JSON.readTree(get("/cgi-bin/gettoken?corpid=" + corp + "&corpsecret=" + secret).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(wecom.baseUri().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
