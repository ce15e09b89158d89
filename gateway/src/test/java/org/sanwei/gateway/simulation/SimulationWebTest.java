package org.sanwei.gateway.simulation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sanwei.gateway.Screens.fits;
import static org.sanwei.gateway.Screens.has;
import static org.sanwei.gateway.Screens.name;
import static org.sanwei.gateway.Screens.shoot;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Simulations over real HTTP, a real database and a real browser; pictures in target/screens. */
class SimulationWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1/policy/simulations";
  private static ConfigurableApplicationContext context;
  private static String address = "";
  private static Screens screens;

  @BeforeAll
  static void start() {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(SimulationWeb.class)
            .web(WebApplicationType.SERVLET)
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.messages.basename=messages,messages_channel,messages_policy,messages_simulate",
                "spring.messages.fallback-to-system-locale=false",
                "spring.flyway.enabled=false",
                "spring.main.banner-mode=off",
                "logging.level.root=WARN");
    application.application().setSources(java.util.Set.of("org.sanwei.gateway.desk.TestWeb"));
    context = application.run();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    person("zhang", "张明", Role.DUTY_OFFICER);
    person("bao", "鲍密", Role.SECURITY_ADMINISTRATOR);
    person("zhao", "赵审", Role.SECURITY_AUDITOR);
    traffic(12, "CANARY-甲 甲字第7号来文，请阅。");
    traffic(7, "CANARY-乙 全市防汛会议通知。");
    traffic(3, "CANARY-丙 张三来访。");
    traffic(8, "CANARY-丁 道路施工。");
    for (int i = 0; i < 6; i++) {
      var reception = Samples.reception(Samples.newId(), Instant.now());
      register().settle(Samples.card(reception, Outcome.CLASSIFIED, "mark"));
    }
    screens = Screens.before(address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    context.close();
  }

  @BeforeEach
  void aNewDay() {
    jdbc().sql("delete from ledger_event where step = 'POLICY_SIMULATED'").update();
  }

  @Test
  void countsRulesAndInventedExamplesComeBackAndNoWordOfAnItem() throws Exception {
    ListAppender<ILoggingEvent> written = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger("ROOT");
    written.start();
    log.addAppender(written);

    Answer started = call("bao", "POST", API, candidate(Candidates.CHANGED));
    Answer done = ended(started.body().path("id").asText());

    log.detachAppender(written);
    JsonNode told = done.body();
    Assertions.assertThat(started.status()).isEqualTo(202);
    Assertions.assertThat(told.path("state").asText()).isEqualTo("DONE");
    Assertions.assertThat(told.path("total").asInt()).isEqualTo(30);
    Assertions.assertThat(told.path("open").path("lower").path("atLeast").asInt()).isEqualTo(5);
    Assertions.assertThat(told.path("open").path("higher").path("atLeast").asInt()).isEqualTo(15);
    Assertions.assertThat(told.path("cards").toString())
        .contains("\"rule\":\"mark-secret\"", "\"atLeast\":5");
    Assertions.assertThat(told.path("difference").toString()).contains("密级：机密");
    Assertions.assertThat(done.text()).doesNotContain("CANARY").doesNotContain("河西县委办");
    Assertions.assertThat(written.list)
        .allSatisfy(
            event -> Assertions.assertThat(event.getFormattedMessage()).doesNotContain("CANARY"));
    Answer ledger = call("zhao", "GET", "/api/v1/ledger?limit=50", "");
    Assertions.assertThat(ledger.text())
        .contains("POLICY_SIMULATED", told.path("candidate").asText())
        .doesNotContain("CANARY");
  }

  @Test
  void aWordThatFewWroteIsNotToldFromOneThatNobodyDid() throws Exception {
    String other = Candidates.CHANGED.replace("张三", "李四");

    JsonNode some = ended(id(call("bao", "POST", API, candidate(Candidates.CHANGED)))).body();
    JsonNode none = ended(id(call("bao", "POST", API, candidate(other)))).body();

    // Only the three who wrote of 张三 make the difference; 15 and 12 lie in two steps of five.
    Assertions.assertThat(some.path("open").path("rules").toString()).doesNotContain("curious");
    Assertions.assertThat(none.path("open").path("rules").toString()).doesNotContain("curious");
    Assertions.assertThat(some.path("open").path("moves")).hasSize(16);
    Assertions.assertThat(some.path("open").path("moves").findValuesAsText("from"))
        .isEqualTo(none.path("open").path("moves").findValuesAsText("from"));
  }

  @Test
  void onlyTheSecurityAdministratorMay() throws Exception {
    for (String login : List.of("zhang", "zhao")) {
      Assertions.assertThat(call(login, "POST", API, candidate(Candidates.CHANGED)).status())
          .isEqualTo(403);
      Assertions.assertThat(
              call(login, "GET", API + "/00000000-0000-0000-0000-000000000000", "").status())
          .isEqualTo(403);
    }
    Assertions.assertThat(
            call("bao", "GET", API + "/00000000-0000-0000-0000-000000000000", "").status())
        .isEqualTo(404);
  }

  @Test
  void whatCannotBeReadIsToldWithEveryProblemAndCountsForTheDay() throws Exception {
    Answer broken = call("bao", "POST", API, candidate("version: 1\nrulez: []\n"));
    Answer noJson = call("bao", "POST", API, "x");
    Answer noDays = call("bao", "POST", API, "{\"files\":{\"a.yaml\":\"\"},\"days\":0}");
    Answer tooLarge = call("bao", "POST", API, "\"" + "x".repeat(Candidate.MAX_BODY_BYTES) + "\"");

    Assertions.assertThat(broken.code()).isEqualTo("policy-unreadable");
    Assertions.assertThat(broken.body().path("problems").toString())
        .contains("policy/all.yaml:2:1");
    Assertions.assertThat(noJson.code()).isEqualTo("not-a-candidate");
    Assertions.assertThat(noDays.code()).isEqualTo("not-a-candidate");
    Assertions.assertThat(tooLarge.status()).isEqualTo(413);
    Assertions.assertThat(written()).as("the one that was a candidate").isEqualTo(1);
  }

  @Test
  void twoNewRulesAreToldAsOneSum() throws Exception {
    JsonNode open =
        ended(id(call("bao", "POST", API, candidate(Candidates.CHANGED)))).body().path("open");
    String twice =
        Candidates.CHANGED
            + """
            - id: again
              why: 再问一遍。
              match: [ { words: [甲字第] } ]
              raises: { hold: suspect }
          """;
    JsonNode more = ended(id(call("bao", "POST", API, candidate(twice)))).body().path("open");

    Assertions.assertThat(open.path("rules").toString()).doesNotContain("probe", "curious");
    Assertions.assertThat(open.path("newOrChanged").path("atLeast").asInt()).isEqualTo(15);
    Assertions.assertThat(more.path("newOrChanged"))
        .as("a rule written twice weighs no more")
        .isEqualTo(open.path("newOrChanged"));
  }

  @Test
  void whileOneIsBeingSentAnotherIsNotEvenRead() throws Exception {
    String body = "{\"files\":{},\"days\":1}";
    String head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n";
    byte[] begun = head.formatted(API, basic("bao"), body.length()).getBytes(UTF_8);
    URI at = URI.create(address);
    List<Socket> slow = new ArrayList<>();
    // The short one may have the turn just when a slow one comes, which is refused then.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Socket next = new Socket(at.getHost(), at.getPort());
              slow.add(next);
              next.getOutputStream().write(begun);
              return call("bao", "POST", API, "x").code().equals("busy");
            });

    StringBuilder answers = new StringBuilder();
    for (Socket one : slow) {
      try (one) {
        one.getOutputStream().write(body.getBytes(UTF_8));
        answers.append(new String(one.getInputStream().readAllBytes(), UTF_8));
      } catch (IOException e) {
        answers.append("refused before, and closed");
      }
    }
    Assertions.assertThat(answers).contains("not-a-candidate");
    Assertions.assertThat(call("bao", "POST", API, "x").code()).isEqualTo("not-a-candidate");
  }

  @Test
  void afterTwentyInADayThereAreNoMore() throws Exception {
    jdbc()
        .sql(
            "insert into ledger_event (origin, sequence, at, version, step, unit, actor, facts)"
                + " select 'desk/' || :unit, 1000000 + n, now(), 1, 'POLICY_SIMULATED', :unit,"
                + " 'person/x', '{}' from generate_series(1, 20) n")
        .param("unit", Samples.UNIT)
        .update();

    Answer refused = call("bao", "POST", API, candidate(Candidates.CHANGED));

    Assertions.assertThat(refused.status()).isEqualTo(429);
    Assertions.assertThat(refused.code()).isEqualTo("enough-simulations");
    Assertions.assertThat(call("bao", "POST", API, candidate("rulez: []")).code())
        .as("not even read")
        .isEqualTo("enough-simulations");
  }

  @Test
  void aCandidateIsTriedInThePage(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("all.yaml"), Candidates.CHANGED);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      List<String> complaints = new ArrayList<>();
      try (BrowserContext browser = screens.desktop(scheme)) {
        Page page = screens.logIn(browser, "bao", complaints);
        screens.go(page, "/policy/simulate");
        page.locator("header nav a", has("策略模拟")).click();
        page.locator("#start").press("Enter");
        page.setInputFiles("#files", file);
        page.locator("#days").fill("30");
        shoot(page, "simulate-" + name(scheme));
        page.locator("#days").press("Enter");
        assertThat(page.locator("#told[data-ended=true]")).isVisible();
        assertThat(page.locator("#told")).containsText("完成");
        assertThat(page.locator(".moves")).containsText("15–19");
        assertThat(page.locator("#new-or-changed")).containsText("15–19");
        assertThat(page.locator(".change", has("mark-secret"))).containsText("密级：机密");
        Assertions.assertThat(page.content()).doesNotContain("CANARY");
        Assertions.assertThat(page.content()).doesNotContain("??");
        fits(page);
        shoot(page, "simulation-" + name(scheme));
      }
      Assertions.assertThat(complaints).isEmpty();
    }
    try (BrowserContext browser = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(browser, "bao");
      screens.go(page, "/policy/simulate");
      page.navigate(address + "/policy/simulate");
      fits(page);
      page.locator("tbody a").first().click();
      assertThat(page.locator("#told")).containsText("完成");
      fits(page);
      shoot(page, "simulation-phone");
      page.locator("button[name=to]").click();
      assertThat(page.locator("#told")).containsText("loosens");
      Assertions.assertThat(page.content()).doesNotContain("??");
    }
  }

  @Test
  void aFileThatIsNoPolicyIsToldInThePage(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("bad.yaml"), "version: 1\nrulez: []\n");
    try (BrowserContext browser = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(browser, "bao");
      screens.go(page, "/policy/simulate");
      page.navigate(address + "/policy/simulate");
      page.setInputFiles("#files", file);
      page.locator("#start").click();
      assertThat(page.locator("#notice")).containsText("policy/bad.yaml:2:1");
      shoot(page, "simulate-refused");
    }
  }

  private static int written() {
    return jdbc()
        .sql("select count(*) from ledger_event where step = 'POLICY_SIMULATED'")
        .query(Integer.class)
        .single();
  }

  private static String id(Answer started) {
    return started.body().path("id").asText();
  }

  private static Answer ended(String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> call("bao", "GET", API + "/" + id, ""),
            answer -> !answer.body().path("state").asText().equals("RUNNING"));
  }

  private static String candidate(String text) throws Exception {
    return JSON.writeValueAsString(Map.of("files", Map.of("all.yaml", text), "days", 30));
  }

  record Answer(int status, String text) {
    JsonNode body() {
      try {
        return JSON.readTree(text);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    String code() {
      return body().path("code").asText();
    }
  }

  private static Answer call(String login, String method, String path, String body)
      throws java.io.IOException, InterruptedException {
    HttpRequest request =
        request(login, path).method(method, HttpRequest.BodyPublishers.ofString(body)).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private static String basic(String login) {
    String credentials = login + ":" + TestDesk.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private static HttpRequest.Builder request(String login, String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", basic(login))
        .header("Content-Type", "application/json");
  }

  private static void traffic(int count, String text) {
    for (int i = 0; i < count; i++) {
      var reception = Samples.reception(Samples.newId(), Instant.now());
      register().settle(Samples.open(reception, "CANARY-标题", text));
    }
  }

  private static JdbcArrivalRegister register() {
    return context.getBean(JdbcArrivalRegister.class);
  }

  private static JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  private static void person(String login, String name, Role role) {
    context.getBean(People.class).add(Samples.UNIT, login, name, role, TestDesk.PASSWORD);
  }
}
