package org.sanwei.gateway.officebook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanwei.gateway.Screens.shoot;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Forbidden;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An office's book beside ours, over a real database and in a real browser. */
class OfficeBookWebTest {
  private static final String BOOK =
      """
      收文时间,来文单位,标题,密级,处理
      2026-11-22 12:10,河西县委办,关于强降雨的紧急通知,,已报
      2026-11-22,市应急局,CANARY-某事的请示,机密,阅
      2026-11-22 12:30,某局,两边都有的会议通知,秘密,阅
      2026-11-20 08:00,某局,CANARY-网关没有的函,,
      不详,某局,没有时间,,
      """;

  private static ConfigurableApplicationContext context;
  private static String address = "";
  private static Screens screens;

  @BeforeAll
  static void start() {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(OfficeBookWeb.class)
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
    person("wang", "王程", Role.DUTY_LEADER);
    person("bao", "鲍密", Role.SECURITY_ADMINISTRATOR);
    open("【特急】关于强降雨的紧急通知");
    open("两边都有的会议通知");
    open("登记簿漏了的来件");
    register()
        .settle(
            Samples.card(Samples.reception(Samples.newId(), Samples.NOON), Outcome.HELD, "unread"));
    screens = Screens.before(address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    context.close();
  }

  @Test
  void bothSidesAreToldAndNothingOfTheBookIsStored(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("book.csv"), BOOK);
    List<String> complaints = new ArrayList<>();
    try (BrowserContext browser = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(browser, "wang", complaints);
      page.locator("nav a[href='/officebook']").click();
      assertThat(page.locator(".drill")).containsText("试运行（影子）");
      page.setInputFiles("#file", file);
      page.locator("#compare").click();
      assertThat(page.locator("#summary")).containsText("收到 4 件：1 件封存，0 件涉密，0 件可能重复");
      assertThat(page.locator("#summary")).containsText("登记簿 5 行，对上 2 行");
      assertThat(page.locator("#marked")).containsText("两边都有的会议通知");
      assertThat(page.locator("#in-book")).containsText("CANARY-某事的请示");
      assertThat(page.locator("#in-book")).containsText("CANARY-网关没有的函");
      assertThat(page.locator("#in-book")).containsText("其中 1 行前后有件封存");
      assertThat(page.locator("#here a")).hasCount(1);
      Assertions.assertThat(page.content()).doesNotContain("??").doesNotContain("登记簿漏了");
      shoot(page, "officebook");
      page.locator("#file").setInputFiles(Files.writeString(dir.resolve("x.csv"), "甲,乙\n"));
      page.locator("#compare").click();
      assertThat(page.locator("#compared")).containsText("没有找到表头");
    }
    Assertions.assertThat(complaints).isEmpty();
    String ledger =
        context
            .getBean(JdbcClient.class)
            .sql("select string_agg(step || facts::text, ' ') from ledger_event")
            .query(String.class)
            .single();
    Assertions.assertThat(ledger).contains("REGISTER_COMPARED").doesNotContain("CANARY");
  }

  @Test
  void onAPhoneNothingSticksOut(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("book.csv"), BOOK);
    try (BrowserContext browser = screens.phone(ColorScheme.LIGHT)) {
      Page page = screens.logIn(browser, "wang");
      page.navigate(address + "/officebook");
      page.setInputFiles("#file", file);
      page.locator("#compare").click();
      assertThat(page.locator("#in-book")).isVisible();
      Assertions.assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
          .isEqualTo(0);
      shoot(page, "officebook-phone");
    }
  }

  @Test
  void whoMayNotReadItemsMayNotCompare() {
    OfficeBooks books = context.getBean(OfficeBooks.class);
    Person administrator = context.getBean(People.class).find("bao").orElseThrow();

    Assertions.assertThatThrownBy(() -> books.compare(administrator, InputStream.nullInputStream()))
        .isInstanceOf(Forbidden.class);
  }

  @Test
  void whileOneBookIsBeingReadAnotherIsNotEvenBegun() throws Exception {
    OfficeBooks books = context.getBean(OfficeBooks.class);
    Person leader = context.getBean(People.class).find("wang").orElseThrow();
    List<OfficeBooks.Compared> meanwhile = new ArrayList<>();
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            meanwhile.add(books.compare(leader, unread()));
            return -1;
          }
        };

    OfficeBooks.Compared first = books.compare(leader, slow);

    Assertions.assertThat(meanwhile).containsExactly(new OfficeBooks.Compared.Refused("busy"));
    Assertions.assertThat(first).isEqualTo(new OfficeBooks.Compared.Refused("no-header"));
  }

  private static InputStream unread() {
    return new InputStream() {
      @Override
      public int read() {
        throw new IllegalStateException("nobody has the turn to read this");
      }
    };
  }

  private static void open(String title) {
    Instant at = Samples.NOON.plusSeconds(900);
    register().settle(Samples.open(Samples.reception(Samples.newId(), at), title, "正文。"));
  }

  private static JdbcArrivalRegister register() {
    return context.getBean(JdbcArrivalRegister.class);
  }

  private static void person(String login, String name, Role role) {
    context.getBean(People.class).add(Samples.UNIT, login, name, role, TestDesk.PASSWORD);
  }
}
