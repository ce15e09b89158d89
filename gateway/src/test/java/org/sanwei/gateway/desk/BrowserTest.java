package org.sanwei.gateway.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.channel.ChannelWatch;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox in a real browser; leaves pictures in target/screens. */
class BrowserTest {
  private static RunningDesk desk;
  private static Screens screens;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("zhang", "张明", Role.DUTY_OFFICER);
    desk.person("li", "李华", Role.DUTY_OFFICER);
    desk.person("auditor", "赵审", Role.SECURITY_AUDITOR);
    Morning.fill(desk);
    screens = Screens.before(desk.address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    desk.close();
  }

  @Test
  void anItemThatArrivesShowsByItselfAndIsClaimedAndClosedByKey() {
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      List<String> complaints = new ArrayList<>();
      Page page = screens.logIn(context, "zhang", complaints);
      int before = page.locator("#rows tr").count();

      Reception reception = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.SMS);
      desk.register().book(reception);
      assertThat(page.locator("#r-" + reception.id())).containsText("尚未判定");
      desk.register()
          .settle(
              Samples.open(
                  reception,
                  Urgency.IMMEDIATE,
                  "",
                  "特急：李庄路段积雪3车追尾，无人员伤亡，道路已恢复。",
                  List.of(new Evidence("urgency-immediate", "body", 0, 2, "特急")),
                  List.of()));

      assertThat(page.locator("#rows tr")).hasCount(before + 1);
      assertThat(page.locator("#rows tr").first()).containsText("李庄路段积雪3车追尾");
      page.keyboard().press("j");
      assertThat(page.locator("#pane .detail mark")).hasText("特急");
      page.keyboard().press("c");
      assertThat(page.locator("#r-" + reception.id() + " .ow")).hasText("我");
      assertThat(page.locator("#r-" + reception.id())).hasClass(Pattern.compile("sel"));
      page.keyboard().press("x");
      assertThat(page.locator("#r-" + reception.id() + " .ow")).hasText("已办结");
      assertThat(page.locator("#pane .way")).containsText("办结");
      Assertions.assertThat(complaints).isEmpty();
    }
  }

  @Test
  void whatAnotherPersonDoesShowsAndTheFirstHandlerKeepsTheItem() {
    try (BrowserContext mine = screens.desktop(ColorScheme.DARK);
        BrowserContext theirs = screens.desktop(ColorScheme.DARK)) {
      Reception reception = Samples.reception(Samples.newId(), Instant.now());
      desk.register().settle(Samples.open(reception, "石桥镇值班室换班报告", "无事。"));
      Page page = screens.logIn(mine, "zhang");
      Page other = screens.logIn(theirs, "li");

      other.locator("#r-" + reception.id()).click();
      assertThat(other.locator("#pane .detail")).isVisible();
      other.keyboard().press("c");
      assertThat(page.locator("#r-" + reception.id() + " .ow")).hasText("李华");

      page.locator("#r-" + reception.id()).click();
      assertThat(page.locator("#pane .detail")).isVisible();
      page.keyboard().press("c");
      assertThat(page.locator("#pane .said")).containsText("首办负责");
    }
  }

  @Test
  void keysMoveSearchAndHelp() {
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "li");
      page.keyboard().press("?");
      assertThat(page.locator("#keys")).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("/");
      page.keyboard().type("爆管");
      page.keyboard().press("Enter");
      assertThat(page.locator("#rows tr")).hasCount(1);
      assertThat(page.locator("#rows tr")).containsText("东关街道");
    }
  }

  @Test
  void whatCameAgainLiesUnderTheFirstAndOpensByKeyAndByLink() {
    Instant now = Instant.now();
    Reception first = text(now.minusSeconds(300), "flood");
    Reception second = text(now.minusSeconds(120), "flood");
    Reception third = text(now.minusSeconds(60), "flood");
    String line = "#r-" + first.id() + " .repeats";
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context = screens.desktop(scheme)) {
        Page page = screens.logIn(context, "zhang");
        assertThat(page.locator(line)).containsText("可能重复 ×2");
        assertThat(page.locator("#r-" + second.id())).isHidden();
        assertThat(page.locator("#r-" + third.id())).isHidden();
        Screens.shoot(page, "repeats-" + Screens.name(scheme));

        page.locator("#r-" + first.id() + " td.t .title").click();
        page.keyboard().press("r");
        assertThat(page.locator("#r-" + second.id())).containsText("可能重复");
        assertThat(page.locator("#r-" + third.id())).isVisible();
        page.keyboard().press("k");
        assertThat(page.locator("#r-" + second.id())).hasClass(Pattern.compile("sel"));
        assertThat(page.locator("#pane .repeats li")).hasCount(3);
        Screens.shoot(page, "repeats-open-" + Screens.name(scheme));
        page.keyboard().press("r");
        assertThat(page.locator("#r-" + third.id())).isHidden();
        assertThat(page.locator("#r-" + second.id())).isVisible();
        page.locator(line + " a").last().click();
        assertThat(page.locator(".page-item h2 .no")).containsText(Pattern.compile("[0-9]{4}"));
        assertThat(page.locator(".page-item .repeats")).containsText("可能重复");
      }
    }
    try (BrowserContext context = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "li");
      assertThat(page.locator("#r-" + second.id())).isHidden();
      Screens.shoot(page, "repeats-phone");
      Screens.fits(page);
      page.locator(line + " button").click();
      assertThat(page.locator("#r-" + second.id())).isVisible();

      // when: the first is closed by somebody, its repeats are in everybody's sight
      page.locator(line + " button").click();
      assertThat(page.locator("#r-" + second.id())).isHidden();
      People people = desk.part(People.class);
      Inbox inbox = desk.part(Inbox.class);
      ItemRef ref = ItemRef.of(first.id());
      inbox.claim(people.find("zhang").orElseThrow(), ref, 1);
      inbox.close(people.find("zhang").orElseThrow(), ref, 2);
      assertThat(page.locator("#r-" + second.id())).isVisible();
    }
  }

  private static Reception text(Instant at, String key) {
    Reception reception = Samples.reception(Samples.newId(), at, ChannelKind.SMS);
    desk.register()
        .settle(Samples.repeatable(Samples.open(reception, "", "青河水库水位超汛限0.4米，正在泄洪。"), key));
    return reception;
  }

  @Test
  void picturesForTheEye() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String name = Screens.name(scheme);
      try (BrowserContext context = screens.desktop(scheme)) {
        Page door = context.newPage();
        screens.go(door, "/");
        Screens.shoot(door, "login-" + name);
        Page page = screens.logIn(context, "zhang");
        page.locator("#rows tr", Screens.has("河西镇大客车")).click();
        assertThat(page.locator("#pane .detail mark").first()).isVisible();
        Screens.shoot(page, "inbox-" + name);
        page.locator("#rows tr", Screens.has("等机要员阅读")).first().click();
        assertThat(page.locator("#pane .cardmove")).isVisible();
        Screens.shoot(page, "card-" + name);
        page.locator("#rows tr", Screens.has("河西镇大客车")).locator("td.no a").click();
        assertThat(page.locator(".page-item .detail")).isVisible();
        Screens.shoot(page, "item-" + name);
      }
    }
    try (BrowserContext context = screens.phone(ColorScheme.LIGHT)) {
      Page door = context.newPage();
      screens.go(door, "/");
      Screens.shoot(door, "login-phone");
      Page page = screens.logIn(context, "zhang");
      Screens.shoot(page, "inbox-phone");
      Screens.fits(page);
      page.locator("#rows tr", Screens.has("河西镇大客车")).click();
      assertThat(page.locator(".page-item .detail")).isVisible();
      Screens.shoot(page, "item-phone");
    }
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "auditor");
      assertThat(page.locator("table.ledger")).isVisible();
      Screens.shoot(page, "ledger-light");
      screens.go(page, "/accounts");
      Screens.shoot(page, "accounts-light");
      page.locator("button[name=to]").click();
      assertThat(page.locator("h2")).hasText("Account");
      screens.go(page, "/channels");
      assertThat(page.locator(".bar h1")).hasText("Channels");
      assertThat(page.locator("button", Screens.has("Test now"))).hasCount(0);
    }
  }

  @Test
  void theChannelsAreSeenAtAGlance() {
    busyWeek();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context = screens.desktop(scheme)) {
        Page page = screens.logIn(context, "zhang");
        screens.go(page, "/channels");
        page.locator("#channel-hotline-1 button", Screens.has("立即测试连接")).click();
        assertThat(page.locator("#channel-hotline-1")).containsText("连接被拒");
        page.locator("#channel-fax-1 button", Screens.has("立即测试连接")).click();
        assertThat(page.locator("#channel-fax-1")).containsText("目录可读可删");
        Screens.shoot(page, "channels-" + Screens.name(scheme));
        Screens.fits(page);
      }
    }
    try (BrowserContext context = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "zhang");
      screens.go(page, "/channels");
      assertThat(page.locator("#channel-fax-1")).isVisible();
      Screens.shoot(page, "channels-phone");
      Screens.fits(page);
    }
  }

  /** A week of counts, a silent channel, and probes that went well and did not. */
  private static void busyWeek() {
    desk.part(ChannelWatch.class).run();
    JdbcClient jdbc = desk.part(JdbcClient.class);
    jdbc.sql(
            "insert into channel_hour (unit, channel, hour, open, held, classified) select s.unit,"
                + " s.channel, h, (6 + 6 * sin(extract(epoch from h) / 13751))::int, 1, 0 from"
                + " channel_state s, generate_series(date_trunc('hour', now()) - interval '167"
                + " hours', date_trunc('hour', now()), interval '1 hour') h where s.channel <>"
                + " 'intranet-1' on conflict do nothing")
        .update();
    jdbc.sql(
            "update channel_state set last_at = now() - interval '9 hours', alarm_at = now(),"
                + " alarm_seen = now() - interval '9 hours' where channel = 'sms-1'")
        .update();
    jdbc.sql("update channel_state set alarm_seen = last_at where channel = 'sms-1'").update();
    jdbc.sql(
            "insert into probe (run, unit, channel, marked, state, reason, issued_at, expires_at,"
                + " arrived_at) select uuidv7(), s.unit, s.channel, m, case when s.channel ="
                + " 'hotline-1' and m then 'LOST' when s.channel = 'sms-1' then 'UNPROVABLE' else"
                + " 'ARRIVED' end, case when s.channel = 'sms-1' then 'sms-session-only' else ''"
                + " end, now() - interval '1 hour', now(), case when s.channel in ('fax-1') then"
                + " now() - interval '1 hour' + interval '3.2 seconds' end from channel_state s,"
                + " (values (false), (true)) v (m) where s.channel <> 'intranet-1'")
        .update();
  }
}
