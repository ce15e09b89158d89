package org.sanwei.gateway.bulletin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.sandbox.Phones;
import org.sanwei.gateway.sandbox.SandboxSmsc;
import org.sanwei.gateway.sandbox.SandboxWecom;
import org.sanwei.routes.message.Reception;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From an item to the phones in a real browser; leaves pictures in target/screens. */
class BulletinBrowserTest {
  private static final String TEXT = "受持续强降雨影响，石桥镇、河西镇3处河段超警戒水位，已转移群众320人，无人员伤亡。联系人电话13800138000。";

  private static ConfigurableApplicationContext context;
  private static String address = "";
  private static Screens screens;

  @BeforeAll
  static void start() {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(BulletinWeb.class)
            .web(WebApplicationType.SERVLET)
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.messages.basename=messages,messages_bulletin",
                "spring.messages.fallback-to-system-locale=false",
                "spring.flyway.enabled=false",
                "spring.main.banner-mode=off",
                "logging.level.root=WARN");
    application.application().setSources(java.util.Set.of("org.sanwei.gateway.desk.TestWeb"));
    context = application.run();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    person("sun", "孙拟", Role.INFORMATION_EDITOR);
    person("zhou", "周审", Role.DUTY_OFFICER);
    person("wu", "吴签", Role.DUTY_LEADER);
    screens = Screens.before(address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    context.close();
  }

  private static void person(String login, String name, Role role) {
    context.getBean(People.class).add(Samples.UNIT, login, name, role, TestDesk.PASSWORD);
  }

  @Test
  void draftedReviewedSignedAndOnThePhones() {
    // given
    List<String> complaints = new ArrayList<>();
    Reception report = item("三处河段超警戒水位", TEXT, Sensitivity.PUBLIC);
    try (BrowserContext sun = screens.desktop(ColorScheme.LIGHT);
        BrowserContext zhou = screens.desktop(ColorScheme.DARK);
        BrowserContext wu = screens.desktop(ColorScheme.LIGHT)) {
      Page drafter = screens.logIn(sun, "sun", complaints);
      Page reviewer = screens.logIn(zhou, "zhou", complaints);
      Page leader = screens.logIn(wu, "wu", complaints);

      // when: a draft from the item, with what the phones will show beside it
      drafter.navigate(address + "/bulletins/new?items=" + report.id());
      assertThat(drafter.locator("#title")).hasValue("三处河段超警戒水位");
      drafter.locator("#sms").fill(TEXT);
      assertThat(drafter.locator("#sms-count")).containsText("2 条");
      assertThat(drafter.locator("#live-count")).containsText("2 条");
      assertThat(drafter.locator("#preview .bubble").last()).containsText("138****8000");
      drafter.locator("label.pick", Screens.has("周明远")).click();
      drafter.locator("label.pick", Screens.has("沈若兰")).click();
      Screens.shoot(drafter, "bulletin-form");
      drafter.keyboard().press("Control+Enter");
      assertThat(drafter.locator("#submit")).isVisible();
      drafter.keyboard().press("Alt+s");
      assertThat(drafter.locator("h2 .stage")).hasText("待审查");
      String at = drafter.url();

      // then: not by the drafter
      assertThat(drafter.locator("[data-key=r]")).hasCount(0);

      // when
      reviewer.navigate(at);
      Screens.shoot(reviewer, "bulletin-review-dark");
      reviewer.keyboard().press("r");
      assertThat(reviewer.locator("h2 .stage")).hasText("待签发");
      leader.navigate(at);
      Screens.shoot(leader, "bulletin-sign");
      leader.keyboard().press("s");

      // then: live, without a reload
      assertThat(leader.locator(".dv.DELIVERED"))
          .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
      assertThat(leader.locator(".dv.ACCEPTED")).hasCount(2);
      Screens.shoot(leader, "bulletin-release");
      Phones phones = context.getBean(Phones.class);
      Assertions.assertThat(phones.smsOf("13900000001"))
          .extracting(Phones.Received::text)
          .filteredOn(text -> text.contains("3处河段超警"))
          .singleElement()
          .asString()
          .contains("演练", "138****8000");
      Assertions.assertThat(phones.wecomOf("shenruolan"))
          .extracting(Phones.Received::text)
          .filteredOn(text -> text.contains("3处河段超警"))
          .hasSize(1);
      screens.go(leader, "/bulletins");
      assertThat(leader.locator("#bulletins tr", Screens.has("三处河段"))).containsText("2026-");
      Screens.shoot(leader, "bulletins");
    }
    Assertions.assertThat(complaints).isEmpty();
  }

  @Test
  void aSendWithoutAnAnswerIsUnknownAndAPersonSendsItAgain() {
    // given
    context.getBean(SandboxWecom.class).dropAfterDeliveringNext(1);
    context.getBean(SandboxSmsc.class).throttleNext(1);
    String at = reviewed("断水通知", "东关街道停水至18时。", "沈若兰");
    try (BrowserContext wu = screens.desktop(ColorScheme.LIGHT)) {
      Page leader = screens.logIn(wu, "wu");

      // when
      leader.navigate(at);
      leader.keyboard().press("s");

      // then: the throttled text comes later by itself, the other waits for a person
      assertThat(leader.locator(".dv.UNKNOWN"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
      assertThat(leader.locator(".dv.DELIVERED"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
      Screens.shoot(leader, "bulletin-unknown");
      leader.locator("#deliveries button").click();
      assertThat(leader.locator(".dv.ACCEPTED"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
      Assertions.assertThat(leader.locator("#deliveries .st").count()).isEqualTo(1);
    }
  }

  @Test
  void wordsThatMayNotStandStayInTheFormAndNowhereElse() {
    try (BrowserContext sun = screens.desktop(ColorScheme.LIGHT)) {
      Page drafter = screens.logIn(sun, "sun");
      screens.go(drafter, "/bulletins/new");
      drafter.locator("#title").fill("部署");
      drafter.locator("#sms").fill("机密★1年 CANARY-41");
      drafter.locator("#body").fill("机密★1年 CANARY-41");
      drafter.keyboard().press("Control+Enter");

      assertThat(drafter.locator("#refused")).containsText("mark-secret");
      assertThat(drafter.locator("#sms")).hasValue("机密★1年 CANARY-41");
      Screens.shoot(drafter, "bulletin-refused");
      long kept =
          context
              .getBean(JdbcClient.class)
              .sql("select count(*) from bulletin where body like '%CANARY%'")
              .query(Long.class)
              .single();
      Assertions.assertThat(kept).isZero();
    }
  }

  @Test
  void whatMayNotLeaveSaysWhyAndOffersTheNotice() {
    // given
    Reception internal = item("内部通报", "会议安排。", Sensitivity.WORK_SECRET);
    try (BrowserContext sun = screens.phone(ColorScheme.LIGHT)) {
      Page drafter = screens.logIn(sun, "sun");
      drafter.navigate(address + "/bulletins/new?items=" + internal.id());
      drafter.locator("label.pick", Screens.has("陆怀安")).click();
      assertThat(drafter.locator("#preview")).containsText("不得外发");
      Screens.shoot(drafter, "bulletin-form-phone");
      Screens.fits(drafter);
      drafter.locator("#save").click();

      // when
      drafter.locator("#notice").click();

      // then
      assertThat(drafter.locator("#sms")).hasValue(Pattern.compile("请回电值班室，件号\\d{4}。"));
      assertThat(drafter.locator("#preview")).containsText("可以外发");
    }
  }

  @Test
  void onAPhoneALeaderReadsSignsAndWatches() {
    // given
    String at = reviewed("停电通知", "西关街道23时检修停电。", "周明远");
    try (BrowserContext wu = screens.phone(ColorScheme.DARK)) {
      Page leader = screens.logIn(wu, "wu");
      leader.navigate(at);
      Screens.shoot(leader, "bulletin-sign-phone");
      leader.locator("[data-key=s]").click();
      assertThat(leader.locator(".dv.DELIVERED"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
      Screens.shoot(leader, "bulletin-release-phone");
      screens.go(leader, "/bulletins");
      Screens.shoot(leader, "bulletins-phone");
      Screens.fits(leader);
    }
  }

  /** Drafted and reviewed without a browser; the address of its page. */
  private static String reviewed(String title, String text, String recipient) {
    Bulletins bulletins = context.getBean(Bulletins.class);
    People people = context.getBean(People.class);
    var to =
        context.getBean(RecipientBook.class).all().stream()
            .filter(leader -> leader.name().equals(recipient))
            .map(RecipientBook.Leader::id)
            .toList();
    var sun = people.find("sun").orElseThrow();
    Bulletin draft =
        TestBulletins.done(
            bulletins.draft(sun, new Bulletins.Draft(new Words(title, text, text), List.of(), to)));
    TestBulletins.done(bulletins.submit(sun, draft.id(), 0));
    TestBulletins.done(bulletins.review(people.find("zhou").orElseThrow(), draft.id(), 0));
    return address + "/bulletins/" + draft.id();
  }

  private static Reception item(String subject, String body, Sensitivity sensitivity) {
    Reception reception = Samples.reception(Samples.newId(), Instant.now());
    context.getBean(JdbcArrivalRegister.class).settle(Samples.open(reception, subject, body));
    context
        .getBean(JdbcClient.class)
        .sql("update item set sensitivity = ? where arrival_id = ?")
        .params(sensitivity.name(), reception.id().hex())
        .update();
    return reception;
  }
}
