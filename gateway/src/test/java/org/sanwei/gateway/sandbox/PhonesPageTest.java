package org.sanwei.gateway.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.gateway.Chromium;

class PhonesPageTest {
  private final Phones phones = new Phones(PhoneBook.invented(), Clock.systemUTC());

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void whatThePhonesReceiveShowsByItselfInTheLightOfTheSystem(ColorScheme light) throws Exception {
    fill();
    inBrowser(
        light,
        (page, wecom) -> {
          // given
          List<String> faults = new ArrayList<>();
          page.onPageError(faults::add);
          page.onConsoleMessage(
              m -> faults.addAll(m.type().equals("error") ? List.of(m.text()) : List.of()));
          page.navigate(wecom.phonesPage().toString());
          assertThat(page.locator(".drill")).containsText("演练");
          assertThat(page.locator(".phone")).hasCount(4);
          assertThat(phone(page, "秦向北").locator(".none")).hasText("尚未收到信息");
          assertThat(phone(page, "周明远").locator("article")).hasCount(3);

          // when
          phones.sms("8613900000001", "10690000", "【值班】<b>刚到</b>（演练）");

          // then
          Locator last = phone(page, "周明远").locator("article").last();
          assertThat(last.locator(".bubble")).hasText("【值班】<b>刚到</b>（演练）");
          assertThat(last.locator(".kind")).hasText("短信");
          assertThat(page.locator("#state")).containsText("共 6 条");
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(Path.of("target", "phones-" + light + ".png"))
                  .setFullPage(true));
          assertThat(faults).isEmpty();
        });
  }

  @Test
  void theTrafficOfTheDrillIsTurnedOnThePage() throws Exception {
    try (SandboxMail mail = SandboxMail.start("drill", 0, 0);
        TrafficMaker traffic = idleTraffic(mail)) {
      inBrowser(
          ColorScheme.LIGHT,
          (page, wecom) -> {
            wecom.offerDial(traffic);
            page.navigate(wecom.phonesPage().toString());
            assertThat(page.locator("#dial select option:checked")).hasText("停");

            page.locator("#dial select").selectOption("6");

            assertThat(page.locator("#dial select option:checked")).hasText("每分钟 6 件");
            page.waitForCondition(() -> traffic.perMinute() == 6);
          });
    }
  }

  @Test
  void aPageOfAnotherOriginCannotTurnTheTraffic() throws Exception {
    try (SandboxMail mail = SandboxMail.start("drill", 0, 0);
        TrafficMaker traffic = idleTraffic(mail);
        SandboxWecom wecom = start(phones, 0)) {
      wecom.offerDial(traffic);
      HttpRequest request =
          HttpRequest.newBuilder(wecom.phonesPage().resolve("/traffic"))
              .PUT(HttpRequest.BodyPublishers.ofString("60"))
              .build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(traffic.perMinute()).isZero();
    }
  }

  @Test
  void aPageUnderAnotherNameOfThisMachineIsNotAnswered() throws Exception {
    try (SandboxWecom wecom = start(phones, 0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), wecom.port())) {
      socket
          .getOutputStream()
          .write("GET /phones.json HTTP/1.0\r\nHost: rebound.example\r\n\r\n".getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aNarrowScreenNeedsNoSidewaysScrolling() throws Exception {
    fill();
    inBrowser(
        ColorScheme.LIGHT,
        (page, wecom) -> {
          page.setViewportSize(390, 800);
          page.navigate(wecom.phonesPage().toString());
          assertThat(page.locator("article")).hasCount(5);

          Object overflow =
              page.evaluate("document.documentElement.scrollWidth - window.innerWidth");

          assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
        });
  }

  @Test
  void aSandboxThatWentAwayIsSaidAndItsReturnTakesUpAgain() throws Exception {
    fill();
    inBrowser(
        ColorScheme.LIGHT,
        (page, wecom) -> {
          page.navigate(wecom.phonesPage().toString());
          assertThat(page.locator("article")).hasCount(5);
          int port = wecom.port();

          wecom.close();
          assertThat(page.locator("#state.lost")).containsText("连接中断");

          Phones fresh = new Phones(PhoneBook.invented(), Clock.systemUTC());
          fresh.sms("13900000001", "10690000", "重启之后（演练）");
          try (SandboxWecom again = start(fresh, port)) {
            assertThat(page.locator(".bubble")).hasCount(1);
            assertThat(phone(page, "周明远").locator(".bubble")).hasText("重启之后（演练）");
          }
        });
  }

  private void fill() {
    phones.sms(
        "13900000001",
        "10690000",
        "【云岭值班】信息直呈第3期：11月22日1时40分，青川市河西镇发生大客车与货车相撞事故，已致3人死亡、12人受伤，"
            + "市县领导已赶赴现场，伤者均已送医，详情见企业微信。（演练）");
    phones.wecom(
        "zhoumingyuan",
        "信息直呈（演练）",
        "信息直呈 第3期　特急",
        "河西镇道路交通事故（首报）\n11月22日1时40分，大客车与货车相撞，3人死亡、12人受伤。\n市委、市政府主要负责同志已作批示，现场救援基本结束。（演练）");
    phones.sms("13900000001", "10690000", "请回电值班室，件号0412（演练）");
    phones.wecom("shenruolan", "信息直呈（演练）", "", "请回电值班室，件号0412（演练）");
    phones.sms("13900000003", "10690000", "【云岭值班】水库超汛限1.32米，坝体未见异常，已加密巡查。（演练）");
  }

  private static TrafficMaker idleTraffic(SandboxMail mail) {
    return new TrafficMaker(
        new SignedPost(
            URI.create("http://127.0.0.1:9"),
            new IntegratorKey("sandbox", new byte[32]),
            Clock.systemUTC(),
            new SecureRandom()),
        new FaxMail(mail.smtpPort(), mail.address(), Clock.systemUTC()),
        null,
        (from, text) -> {},
        null,
        1,
        Clock.systemUTC(),
        ZoneOffset.UTC,
        () -> {});
  }

  private interface Visit {
    void on(Page page, SandboxWecom wecom) throws Exception;
  }

  private void inBrowser(ColorScheme light, Visit visit) throws Exception {
    try (SandboxWecom wecom = start(phones, 0);
        Chromium chromium = Chromium.start()) {
      Page page =
          chromium
              .browser()
              .newPage(
                  new Browser.NewPageOptions().setColorScheme(light).setViewportSize(1280, 760));
      visit.on(page, wecom);
    }
  }

  private static SandboxWecom start(Phones phones, int port) throws Exception {
    return SandboxWecom.start(
        SandboxWecom.Settings.ordinary("corp", "secret", 1, 4),
        phones,
        Clock.systemUTC(),
        new SecureRandom(),
        port);
  }

  private static Locator phone(Page page, String name) {
    return page.locator(".phone").filter(new Locator.FilterOptions().setHasText(name));
  }
}
