package org.sanwei.gateway.slip;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.SlipBody;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Slips over real HTTP and in a real browser; leaves pictures in target/screens. */
class SlipWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ConfigurableApplicationContext context;
  private static String address = "";
  private static Screens screens;

  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(SlipWeb.class)
            .web(WebApplicationType.SERVLET)
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.messages.basename=messages,messages_channel,messages_slip",
                "spring.messages.fallback-to-system-locale=false",
                "spring.flyway.enabled=false",
                "spring.main.banner-mode=off",
                "spring.artemis.embedded.enabled=false",
                "logging.level.root=WARN");
    application.application().setSources(java.util.Set.of("org.sanwei.gateway.desk.TestWeb"));
    context = application.run();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    person("zhang", "张明", Role.DUTY_OFFICER);
    person("li", "李华", Role.DUTY_OFFICER);
    person("wang", "王程", Role.DUTY_LEADER);
    person("zhao", "赵审", Role.SECURITY_AUDITOR);
    screens = Screens.before(address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    context.close();
  }

  @Test
  void theInterfaceKeepsListsHandsInAndThrowsAway() throws Exception {
    // when
    Answer kept = call("wang", "PUT", "/" + id, sent(0, "水位上涨"));
    Answer again = call("wang", "PUT", "/" + id, sent(7, "水位又涨"));
    Answer listed = call("wang", "GET", "", "");
    Answer others = call("li", "GET", "", "");

    // then
    Assertions.assertThat(kept.status()).isEqualTo(200);
    Assertions.assertThat(kept.body().path("version").asInt()).isEqualTo(1);
    Assertions.assertThat(again.status()).isEqualTo(409);
    Assertions.assertThat(again.code()).isEqualTo("stale-version");
    Assertions.assertThat(again.body().path("facts").get(0).asText()).isEqualTo("1");
    Assertions.assertThat(listed.body().path("slips").findValuesAsText("text"))
        .containsExactly("水位上涨");
    Assertions.assertThat(others.body().path("slips")).isEmpty();

    // when
    Answer entered = call("wang", "POST", "/" + id + "/submit", sent(1, "水位上涨"));
    Answer waiting = call("wang", "GET", "/" + id + "/item", "");
    context.getBean(HandDesk.class).carryOn(context.getBean(JdbcArrivalRegister.class));
    Answer booked = call("wang", "GET", "/" + id + "/item", "");
    Answer twice = call("wang", "POST", "/" + id + "/submit", sent(1, "水位上涨"));

    // then
    Assertions.assertThat(entered.status()).isEqualTo(202);
    Assertions.assertThat(entered.body().path("before").asBoolean()).isFalse();
    Assertions.assertThat(waiting.body().has("number")).isFalse();
    Assertions.assertThat(booked.body().path("number").asInt()).isPositive();
    Assertions.assertThat(booked.body().path("outcome").asText()).isEqualTo("OPEN");
    Assertions.assertThat(twice.body().path("before").asBoolean()).isTrue();
    Assertions.assertThat(twice.body().path("id")).isEqualTo(entered.body().path("id"));
    Assertions.assertThat(call("wang", "GET", "", "").body().path("slips")).isEmpty();
    Assertions.assertThat(call("wang", "DELETE", "/" + id, "").status()).isEqualTo(204);
  }

  @Test
  void noAnswerRepeatsWhatWasTyped() throws Exception {
    Answer refused = call("wang", "PUT", "/" + id, sent(0, "机密★10年 CANARY-5"));
    Answer broken = call("wang", "PUT", "/" + id, "{\"slip\":{\"CANARY-5\":1}}");
    Answer noJson = call("wang", "POST", "/" + id + "/submit", "CANARY-5");
    Answer tooLarge = call("wang", "PUT", "/" + id, "\"" + "CANARY-5".repeat(40_000) + "\"");
    Answer empty = call("wang", "POST", "/" + id + "/submit", sent(0, ""));
    Answer forbidden = call("zhao", "PUT", "/" + id, sent(0, "CANARY-5"));

    Assertions.assertThat(refused.status()).isEqualTo(409);
    Assertions.assertThat(refused.code()).isEqualTo("not-storable");
    Assertions.assertThat(refused.body().path("facts").get(0).asText()).isEqualTo("mark-secret");
    Assertions.assertThat(broken.code()).isEqualTo("bad-request");
    Assertions.assertThat(noJson.code()).isEqualTo("bad-request");
    Assertions.assertThat(tooLarge.code()).isEqualTo("bad-request");
    Assertions.assertThat(empty.code()).isEqualTo("empty");
    Assertions.assertThat(forbidden.status()).isEqualTo(403);
    Assertions.assertThat(List.of(refused, broken, noJson, tooLarge, empty, forbidden))
        .allSatisfy(answer -> Assertions.assertThat(answer.text()).doesNotContain("CANARY"));
    Assertions.assertThat(
            context
                .getBean(JdbcClient.class)
                .sql("select count(*) from slip where id = ?")
                .param(id)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aCallIsTakenDownByKeyboardAloneAndShowsAtTheDesk() throws Exception {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext desk = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(desk, "zhang", complaints);

      // when: t on the inbox, then nothing but the keyboard
      page.keyboard().press("t");
      assertThat(page.locator("#slip[data-ready]")).isVisible();
      assertThat(page.locator("#unit")).isFocused();
      page.keyboard().type("河西县委办");
      page.keyboard().press("Tab");
      page.keyboard().type("王芳");
      page.keyboard().press("Tab");
      page.keyboard().type("0546-8123456");
      page.locator("#text").focus();
      page.keyboard().type("李庄段水位上涨，已派人巡堤，无人员伤亡。");
      page.locator("#readBack").focus();
      page.keyboard().press("Space");
      assertThat(page.locator("#state")).containsText("已加密暂存");

      // when: a second call comes in, and the first one is gone back to
      page.keyboard().press("Alt+n");
      assertThat(page.locator("#unit")).hasValue("");
      page.keyboard().type("石桥镇值班室");
      page.locator("#meeting").check();
      page.locator("#subject").fill("全市防汛视频会议");
      page.locator("#meetingPlace").fill("市委一楼会议室");
      page.locator("#attendees").fill("分管领导、应急局局长");
      assertThat(page.locator("#state")).containsText("已加密暂存");
      assertThat(page.locator("#open li")).hasCount(2);
      Screens.fits(page);
      Screens.shoot(page, "slips-light");
      page.keyboard().press("Alt+ArrowDown");
      assertThat(page.locator("#caller")).hasValue("王芳");

      // when: the window is closed in between
      page.reload();
      assertThat(page.locator("#open li")).hasCount(2);
      page.locator("#open button", Screens.has("河西县委办")).click();
      assertThat(page.locator("#text")).hasValue("李庄段水位上涨，已派人巡堤，无人员伤亡。");
      assertThat(page.locator("#readBack")).isChecked();

      // when: it is taken, and the answer is lost
      page.route(
          "**/submit",
          route -> {
            route.fetch();
            route.abort();
          });
      page.keyboard().press("Control+Enter");
      assertThat(page.locator("#notice")).containsText("没有收到答复");
      assertThat(page.locator("#text")).isDisabled();
      page.unroute("**/submit");
      complaints.clear();
      page.keyboard().press("Control+Enter");
      assertThat(page.locator("#done li").first()).containsText("已登记");
      context.getBean(HandDesk.class).carryOn(context.getBean(JdbcArrivalRegister.class));

      // then: its number, and the item with its particulars
      assertThat(page.locator("#done a")).containsText("受理号");
      assertThat(page.locator("#open li")).hasCount(1);
      page.locator("#done a").click();
      assertThat(page.locator(".detail [data-slip=caller]")).hasText("王芳");
      assertThat(page.locator(".detail [data-slip=readBack]")).hasText("已复述核对");
      assertThat(page.locator(".detail")).containsText("李庄段水位上涨");
      Assertions.assertThat(receptions("王芳")).as("one item, one duplicate").isEqualTo(2);
      Screens.shoot(page, "slip-item");
    }
    Assertions.assertThat(complaints).isEmpty();
  }

  @Test
  void whatMayBeClassifiedIsSaidAtOnceAndHandedOn() throws Exception {
    try (BrowserContext night = screens.desktop(ColorScheme.DARK)) {
      Page page = screens.logIn(night, "li");
      screens.go(page, "/slips");
      assertThat(page.locator("#slip[data-ready]")).isVisible();
      page.locator("#unit").fill("市应急局");
      page.locator("#text").fill("集结地点CANARY-9");
      assertThat(page.locator("#state")).containsText("已加密暂存");

      // when
      page.locator("#text").fill("机密★10年\n集结地点CANARY-9");

      // then
      assertThat(page.locator("#refused")).containsText("疑似涉密，未保存");
      assertThat(page.locator("#refused")).containsText("mark-secret");
      assertThat(page.locator("#submit")).containsText("转机要");
      Assertions.assertThat(kept("li")).isZero();
      Screens.fits(page);
      Screens.shoot(page, "slips-refused-dark");

      // when
      page.keyboard().press("Control+Enter");
      assertThat(page.locator("#done li").first()).containsText("已登记");
      context.getBean(HandDesk.class).carryOn(context.getBean(JdbcArrivalRegister.class));

      // then
      assertThat(page.locator("#done li").first()).containsText("已交机要线");
      assertThat(page.locator("#text")).hasValue("");
      Object stored = page.evaluate("localStorage.length + sessionStorage.length");
      Assertions.assertThat(stored).isEqualTo(0);
    }
  }

  @Test
  void onAPhoneNothingSticksOut() {
    try (BrowserContext phone = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(phone, "li");
      screens.go(page, "/slips");
      assertThat(page.locator("#slip[data-ready]")).isVisible();
      page.locator("#meeting").check();
      page.locator("#subject").fill("全市防汛视频会议");
      assertThat(page.locator("#state")).containsText("已加密暂存");
      Screens.fits(page);
      Screens.shoot(page, "slips-phone");
      page.locator("#discard").click();
      assertThat(page.locator("#subject")).hasValue("");
      Assertions.assertThat(kept("li")).isZero();
      page.locator("button[name=to]").click();
      assertThat(page.locator("#slip[data-ready]")).isVisible();
      assertThat(page.locator("#submit")).containsText("Enter");
    }
  }

  private static long receptions(String caller) {
    return context
        .getBean(JdbcClient.class)
        .sql(
            "select count(*) from reception r join item_part t on t.arrival_id = r.arrival_id"
                + " where t.name = 'slip/caller' and t.text = ?")
        .param(caller)
        .query(Long.class)
        .single();
  }

  private static long kept(String login) {
    return context
        .getBean(JdbcClient.class)
        .sql("select count(*) from slip s join person p on p.id = s.person where p.login = ?")
        .param(login)
        .query(Long.class)
        .single();
  }

  private record Answer(int status, String text) {
    JsonNode body() throws IOException {
      return JSON.readTree(text);
    }

    String code() throws IOException {
      return body().path("code").asText();
    }
  }

  private static String sent(int seen, String text) throws IOException {
    SlipBody slip =
        text.isEmpty() ? HandDesk.slip(SlipBody.Way.CALL, "", "", "") : HandDesk.call(text);
    return JSON.writeValueAsString(
        JSON.createObjectNode().put("seen", seen).set("slip", JSON.readTree(slip.toJson())));
  }

  private static Answer call(String login, String method, String path, String body)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString((login + ":" + TestDesk.PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/slips" + path))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private static void person(String login, String name, Role role) {
    context.getBean(People.class).add(Samples.UNIT, login, name, role, TestDesk.PASSWORD);
  }
}
