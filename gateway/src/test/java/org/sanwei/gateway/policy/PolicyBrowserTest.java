package org.sanwei.gateway.policy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanwei.gateway.Screens.name;
import static org.sanwei.gateway.Screens.shoot;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.RunningDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;

/** The policy in a real browser; leaves pictures in target/screens. */
class PolicyBrowserTest {
  private static RunningDesk desk;
  private static Screens screens;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("zhang", "张明", Role.DUTY_OFFICER);
    desk.person("qian", "钱保密", Role.SECURITY_ADMINISTRATOR);
    screens = Screens.before(desk.address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    desk.close();
  }

  @Test
  void whyAnItemWentThereIsThreeClicksFromTheFrontPage() {
    Reception held = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.FAX);
    desk.part(JdbcArrivalRegister.class).settle(Samples.card(held, Outcome.HELD, "mark"));
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      List<String> complaints = new ArrayList<>();
      Page page = screens.logIn(context, "zhang", complaints);

      // click 1: the item; what it is held for, and by which rule
      page.locator("#r-" + held.id() + " td.t").click();
      Locator because = page.locator("#pane .because");
      assertThat(because).containsText("mark-secret");
      // click 2: the rule, in words, with examples
      because.locator("a", new Locator.LocatorOptions().setHasText("mark-secret")).click();
      assertThat(page.locator(".panel .big")).containsText("机密级国家秘密");
      assertThat(page.locator(".panel ol.finds")).containsText("写成星标的样子");
      shoot(page, "policy-rule");

      // and the way it took, from the same pane
      page.goBack();
      page.locator("#r-" + held.id() + " td.t").click();
      page.locator("#pane .way-link").click();
      assertThat(page.locator("svg.routes")).isVisible();
      Assertions.assertThat(complaints).isEmpty();
    }
  }

  @Test
  void whatIsTriedIsMarkedInItsOwnText() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context = screens.desktop(scheme)) {
        Page page = screens.logIn(context, "qian");
        page.navigate(desk.address + "/policy/try");
        page.locator("#text").fill("000012\n机 密\n特急\n关于防汛的通知");
        page.locator("main button.primary").click();
        assertThat(page.locator("#verdict")).containsText("涉密 机密 特急");
        assertThat(page.locator("mark").first()).hasText("机 密");
        page.locator("a.tag", new Page.LocatorOptions().setHasText("mark-secret")).click();
        assertThat(page.locator(".examples mark").first()).containsText("机密");
        page.navigate(desk.address + "/policy");
        assertThat(page.locator("#rule-mark-secret")).isVisible();
        shoot(page, "policy-" + name(scheme));
        page.navigate(desk.address + "/policy/route");
        assertThat(page.locator("svg.routes .stop").first()).isVisible();
        shoot(page, "policy-route-" + name(scheme));
      }
    }
  }

  @Test
  void onAPhoneNothingSticksOutSideways() {
    try (BrowserContext context = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "qian");
      for (String path : List.of("", "/office", "/try", "/route", "/rules/doubt-lead")) {
        page.navigate(desk.address + "/policy" + path);
        Assertions.assertThat(
                page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .as("/policy" + path)
            .isEqualTo(0);
        shoot(page, "policy-phone" + path.replace('/', '-'));
      }
    }
  }
}
