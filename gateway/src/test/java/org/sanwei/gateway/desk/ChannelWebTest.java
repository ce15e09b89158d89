package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.channel.ChannelWatch;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The channels' page, their interface and their alarms over real HTTP. */
class ChannelWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static RunningDesk desk;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("officer", "张明", Role.DUTY_OFFICER);
    desk.person("editor", "孙信息", Role.INFORMATION_EDITOR);
    desk.person("sysadmin", "系统", Role.SYSTEM_ADMINISTRATOR);
    desk.person("auditor", "审计", Role.SECURITY_AUDITOR);
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @Test
  void whoMayTestAChannelGetsAnAnswerAndOthersARefusal() throws Exception {
    String test = "/api/v1/channels/fax-1/test";

    assertThat(desk.call("auditor", "POST", test, "").statusCode()).isEqualTo(403);
    assertThat(desk.call("editor", "POST", "/api/v1/channels/probe", "").statusCode())
        .isEqualTo(403);
    assertThat(desk.call("officer", "POST", "/api/v1/channels/none/test", "").statusCode())
        .isEqualTo(404);

    JsonNode good = JSON.readTree(desk.call("officer", "POST", test, "").body());
    JsonNode bad =
        JSON.readTree(desk.call("sysadmin", "POST", "/api/v1/channels/hotline-1/test", "").body());
    assertThat(good.path("good").asBoolean()).isTrue();
    assertThat(good.path("code").asText()).isEqualTo("folder-usable");
    assertThat(bad.path("good").asBoolean()).isFalse();
    assertThat(bad.path("code").asText()).isEqualTo("refused");
    assertThat(desk.get("auditor", "/api/v1/ledger?limit=1000").body()).contains("CHANNEL_TESTED");

    String outlet = "/api/v1/channels/outlets/sms/test";
    assertThat(desk.call("auditor", "POST", outlet, "").statusCode()).isEqualTo(403);
    assertThat(desk.call("officer", "POST", outlet, "").body()).contains("session-answers");
    assertThat(desk.call("officer", "POST", "/api/v1/channels/outlets/none/test", "").statusCode())
        .isEqualTo(404);
    assertThat(desk.call("officer", "POST", "/api/v1/channels/hand-desk/test", "").statusCode())
        .isEqualTo(404);
    JsonNode outlets = JSON.readTree(desk.get("editor", "/api/v1/channels").body()).path("outlets");
    assertThat(outlets).hasSize(2);
    assertThat(outlets.get(0).path("name").asText()).isEqualTo("sms");
    assertThat(outlets.get(0).path("waiting").asInt(-1)).isZero();
  }

  @Test
  void theChannelsPageSaysHowEachIsAndItsButtonsWork() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);
    desk.part(ChannelWatch.class).run();

    String page = browser.get("/channels").body();
    String token = browser.token(page);
    String tested = browser.post("/channels/hotline-1/test", "_csrf", token).body();
    String probed = browser.post("/channels/sms-1/probe", "_csrf", token).body();

    assertThat(page).contains("通道状态", "fax-1", "sms-1", "立即测试连接");
    assertThat(tested).contains("连接被拒", "核对地址和端口");
    assertThat(probed).contains("已向 1 条通道投出自检件");
    String out = browser.post("/channels/outlets/wecom/test", "_csrf", token).body();
    assertThat(out).contains("应用口令被拒", "outlet-sms", "从未发出");
    assertThat(page)
        .containsOnlyOnce("由人登记，没有可测的")
        .doesNotContain("/channels/hand-desk/test", "/channels/hand-desk/probe");
    assertThat(browser.get("/channels/rows").body()).contains("<table").doesNotContain("<header");
    RunningDesk.Browser english = desk.browser();
    english.login("auditor", TestDesk.PASSWORD);
    assertThat(english.get("/channels").body()).doesNotContain("立即测试连接");
  }

  @Test
  void anAlarmStandsOnEveryPageUntilAMessageComes() throws Exception {
    RunningDesk.Browser browser = desk.browser();
    browser.login("officer", TestDesk.PASSWORD);
    desk.part(ChannelWatch.class).run();
    desk.part(JdbcClient.class)
        .sql(
            "update channel_state set alarm_at = now(), alarm_seen = coalesce(last_at, 'epoch')"
                + " where channel = 'intranet-1'")
        .update();

    await().atMost(PATIENCE).until(() -> browser.get("/").body().contains("intranet-1 太久没有来件"));
    assertThat(browser.get("/notices").body())
        .contains("intranet-1 太久没有来件")
        .doesNotContain("<header");
    Reception reception = reception(newId(), Instant.now(), ChannelKind.INTRANET);
    desk.register().settle(Samples.open(reception, "恢复", "来件"));
    await().atMost(PATIENCE).until(() -> !browser.get("/notices").body().contains("intranet-1"));
  }
}
