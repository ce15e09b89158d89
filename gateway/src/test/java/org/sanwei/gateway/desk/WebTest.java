package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.Defect.Kind;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;

/** Pages and interface over real HTTP. */
class WebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static RunningDesk desk;
  private static Reception open;
  private static Reception held;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("officer", "张明", Role.DUTY_OFFICER);
    desk.person("colleague", "李华", Role.DUTY_OFFICER);
    desk.person("leader", "王领导", Role.DUTY_LEADER);
    desk.person("editor", "孙信息", Role.INFORMATION_EDITOR);
    desk.person("sysadmin", "系统", Role.SYSTEM_ADMINISTRATOR);
    desk.person("secadmin", "保密", Role.SECURITY_ADMINISTRATOR);
    desk.person("auditor", "审计", Role.SECURITY_AUDITOR);
    desk.person("forgetful", "健忘", Role.DUTY_OFFICER);
    open = reception(newId(), Instant.now());
    held = reception(newId(), Instant.now());
    Attachment file =
        new Attachment("报告\"\r\nSet-Cookie: x=1.html", "text/html", new byte[300_000]);
    desk.register()
        .settle(
            Samples.open(
                open,
                Urgency.NONE,
                "CANARY-SUBJECT <script>alert(1)</script>",
                "CANARY-BODY",
                List.of(),
                List.of(file)));
    desk.register().settle(Samples.card(held, Outcome.HELD, "unread"));
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          officer   | /api/v1/items        | 200
          officer   | /api/v1/cards        | 200
          officer   | /api/v1/accounts     | 200
          officer   | /api/v1/ledger       | 403
          officer   | /actuator/prometheus | 403
          leader    | /api/v1/items        | 200
          editor    | /api/v1/items        | 200
          editor    | /api/v1/ledger       | 403
          sysadmin  | /api/v1/items        | 403
          sysadmin  | /api/v1/cards        | 403
          sysadmin  | /api/v1/stream       | 403
          sysadmin  | /api/v1/accounts     | 200
          sysadmin  | /api/v1/ledger       | 403
          secadmin  | /api/v1/items        | 403
          secadmin  | /api/v1/ledger       | 200
          auditor   | /api/v1/items        | 403
          auditor   | /api/v1/ledger       | 200
          auditor   | /api/v1/accounts     | 200
          auditor   | /api/v1/channels     | 200
          sysadmin  | /api/v1/channels     | 200
          editor    | /api/v1/channels     | 200
          nobody    | /api/v1/channels     | 401
          nobody    | /api/v1/items        | 401
          officer   | /api/v1/items/9999   | 404
          officer   | /api/v1/items/x;y    | 400
          officer   | /api/v1/nothing      | 404
          officer   | /api/v1/items?limit=x  | 400
          officer   | /api/v1/items?filter=x | 400
          officer   | /actuator/health     | 200
          """)
  void eachPostGetsWhatItMayAndNothingElse(String login, String path, int status) throws Exception {
    HttpResponse<String> answer = desk.get(login, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status >= 400 && path.startsWith("/api/") && !path.contains(";")) {
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/problem+json");
      assertThat(JSON.readTree(answer.body()).path("code").asText()).isNotEmpty();
    }
  }

  @Test
  void theDutyAsksForAHeldItemFromItsCard() throws Exception {
    // given
    Reception fax = reception(newId(), Instant.now());
    desk.register().settle(Samples.card(fax, Outcome.HELD, "unread", Defect.of(Kind.ENCRYPTED)));
    String card = "/items/" + fax.id();
    String door = "/api/v1/cards/" + fax.id() + "/resend";
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);

    // when
    String before = browser.get(card).body();
    String after = browser.post(card + "/resend", "_csrf", browser.token(before)).body();

    // then
    assertThat(before).contains("附件加密", "请对方重发");
    assertThat(after).contains("待发").doesNotContain("action=\"" + card + "/resend");
    assertThat(desk.get("officer", door).body()).contains("\"ENCRYPTED\"", "\"WAITING\"");
    HttpResponse<String> again = desk.call("leader", "POST", door, "");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("resend-asked");
    assertThat(desk.call("editor", "POST", door, "").statusCode()).isEqualTo(403);
    assertThat(desk.call("sysadmin", "GET", door, "").statusCode()).isEqualTo(403);
  }

  @Test
  void noAdministratorSeesAnItemByAnyDoor() throws Exception {
    for (String login : List.of("sysadmin", "secadmin", "auditor")) {
      RunningDesk.Browser browser = desk.browser();
      browser.login(login, TestDesk.PASSWORD);
      for (String path :
          List.of(
              "/",
              "/rows",
              "/rows?ids=" + open.id(),
              "/items/" + open.id(),
              "/items/" + open.id() + "/pane",
              "/items/" + open.id() + "/attachments/1",
              "/ledger",
              "/accounts",
              "/channels",
              "/notices",
              "/api/v1/items",
              "/api/v1/items/" + open.id(),
              "/api/v1/ledger?limit=1000")) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.body()).as(login + " " + path).doesNotContain("CANARY");
        assertThat(answer.body()).as(login + " " + path).doesNotContain("报告");
      }
    }
  }

  @Test
  void wordsThatMayNotStandInAnAddressAreNeitherSoughtNorShownAgain() throws Exception {
    String typed = "/?q=%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4+CANARY-3";
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);

    HttpResponse<String> page = browser.get(typed);
    HttpResponse<String> refused = desk.get("officer", "/api/v1/items" + typed.substring(1));
    HttpResponse<String> asked =
        desk.call("officer", "POST", "/api/v1/words", "{\"text\":\"机密★10年 CANARY-3\"}");
    HttpResponse<String> fine = desk.call("officer", "POST", "/api/v1/words", "{\"text\":\"防汛\"}");

    assertThat(page.body()).contains("没有查").doesNotContain("CANARY-3");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(refused.body()).path("code").asText()).isEqualTo("not-storable");
    assertThat(JSON.readTree(asked.body()).path("open").asBoolean()).isFalse();
    assertThat(asked.body() + refused.body()).doesNotContain("CANARY-3");
    assertThat(JSON.readTree(fine.body()).path("open").asBoolean()).isTrue();
  }

  @Test
  void theAccountsPageSaysWhenSomethingCouldNotBeDelivered() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    browser.login("sysadmin", TestDesk.PASSWORD);
    assertThat(browser.get("/accounts").body()).doesNotContain("sanwei.dead");

    TestWeb.DEAD.set(3);
    try {
      assertThat(browser.get("/accounts").body()).contains("3 件送不到", "sanwei.dead");
      TestWeb.DEAD.set(-1);
      assertThat(browser.get("/accounts").body()).contains("消息队列不应答");
    } finally {
      TestWeb.DEAD.set(0);
    }
  }

  @Test
  void aCardShowsItsClearFactsAndNothingMore() throws Exception {
    JsonNode card = JSON.readTree(desk.get("officer", "/api/v1/items/" + held.id()).body());
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);
    String page = browser.get("/items/" + held.id()).body();

    List<String> names = new ArrayList<>();
    card.fieldNames().forEachRemaining(names::add);
    assertThat(names).doesNotContain("subject", "sender", "opening", "content");
    assertThat(card.path("move").asText()).isEqualTo("HELD.unread");
    assertThat(page).contains("等机要员阅读", "内容不在本台");
    assertThat(page).doesNotContain("CANARY").doesNotContain("领办 <kbd>");
  }

  @Test
  void textOfMessagesIsNeverMarkup() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);

    for (String path : List.of("/", "/?filter=all&q=%3Cscript%3E", "/items/" + open.id())) {
      assertThat(browser.get(path).body()).as(path).doesNotContain("<script>alert");
    }
    assertThat(browser.get("/items/" + open.id()).body()).contains("&lt;script&gt;alert(1)");
  }

  @Test
  void attachmentsAreHandedOutToBeSavedOnlyAndThatIsWrittenDown() throws Exception {
    HttpResponse<String> answer =
        desk.get("editor", "/api/v1/../../items/" + open.id() + "/attachments/1");
    RunningDesk.Browser browser = desk.browser();
    browser.login("editor", TestDesk.PASSWORD);

    HttpResponse<String> file = browser.get("/items/" + open.id() + "/attachments/1");

    assertThat(answer.statusCode()).as("no way round the pages' log-in").isNotEqualTo(200);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).hasSize(300_000);
    assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.headers().allValues("Content-Security-Policy").toString()).contains("sandbox");
    assertThat(file.headers().map()).doesNotContainKey("x");
    assertThat(desk.part(Ledger.class).of(open.id()))
        .anyMatch(event -> event.step() == Step.VIEWED && event.facts().containsKey("attachment"));
    assertThat(browser.get("/items/" + open.id() + "/attachments/2").statusCode()).isEqualTo(404);
  }

  @Test
  void whatRidesOnASessionNeedsTheTokenAndWhatBringsAPasswordDoesNot() throws Exception {
    Reception reception = reception(newId(), Instant.now());
    desk.register().settle(Samples.open(reception, "subject", "text"));
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);

    HttpResponse<String> forged =
        browser.post("/items/" + reception.id() + "/claim", "version", "1");
    HttpResponse<String> forgedApi =
        browser.post("/api/v1/items/" + reception.id() + "/claim", "version", "1");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forgedApi.statusCode()).isEqualTo(403);

    String path = "/api/v1/items/" + reception.id();
    assertThat(problem("colleague", path + "/claim", "{\"version\":9}")).isEqualTo("stale-version");
    assertThat(problem("colleague", path + "/claim", "nonsense")).isEqualTo("bad-request");
    assertThat(problem("editor", path + "/claim", "{\"version\":1}")).isEqualTo("forbidden");
    HttpResponse<String> claimed =
        desk.call("colleague", "POST", path + "/claim", "{\"version\":1}");
    assertThat(JSON.readTree(claimed.body()).path("state").asText()).isEqualTo("CLAIMED");
    assertThat(problem("officer", path + "/claim", "{\"version\":2}"))
        .isEqualTo("owned-by-another");

    String page = browser.get("/items/" + reception.id()).body();
    HttpResponse<String> late =
        browser.post(
            "/items/" + reception.id() + "/claim", "version", "1", "_csrf", browser.token(page));
    assertThat(late.body()).contains("首办负责到底");
  }

  @Test
  void pagesCarryTheirHeadersAndTheCookieItsFlags() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(desk.address + "/login")).build();
    HttpResponse<String> login = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(login.body()).contains("值班室的收件台", "暂停", "演练环境");
    assertThat(login.body()).doesNotContain("http://", "https://", "<style", "onclick");
    assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly")
        .contains("SameSite=Strict");
    HttpResponse<String> api =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(desk.address + "/api/v1/items")).build(),
                BodyHandlers.ofString());
    assertThat(api.statusCode()).isEqualTo(401);
    assertThat(api.headers().map()).doesNotContainKey("www-authenticate");
  }

  @Test
  void wrongPasswordsAreAnsweredFiveTimesAndThenNobodyIsAsked() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    for (int i = 0; i < 5; i++) {
      assertThat(browser.login("forgetful", "wrong password").body()).contains("账号或密码不对");
    }

    assertThat(browser.login("forgetful", TestDesk.PASSWORD).body()).contains("暂停登录五分钟");
    assertThat(desk.get("auditor", "/api/v1/ledger?limit=1000").body())
        .contains("LOGIN_REFUSED")
        .doesNotContain("健忘");
    RunningDesk.Browser other = desk.browser();
    assertThat(other.login("colleague", TestDesk.PASSWORD).body()).contains("退出");
  }

  @Test
  void theLanguageIsChineseUnlessEnglishWasChosenAndBackIsNeverElsewhere() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    String page = browser.login("officer", TestDesk.PASSWORD).body();
    assertThat(page).contains("收件台").contains("lang=\"zh-CN\"");

    HttpResponse<String> english =
        browser.post(
            "/language", "to", "en", "back", "//evil.example/", "_csrf", browser.token(page));

    assertThat(english.uri().toString()).isEqualTo(desk.address + "/");
    assertThat(english.body()).contains("Inbox").contains("lang=\"en\"");
  }

  private static String problem(String login, String path, String body) throws Exception {
    HttpResponse<String> answer = desk.call(login, "POST", path, body);
    return JSON.readTree(answer.body()).path("code").asText();
  }
}
