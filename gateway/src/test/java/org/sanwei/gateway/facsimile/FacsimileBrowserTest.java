package org.sanwei.gateway.facsimile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.FaxPages;
import org.sanwei.gateway.desk.RunningDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;

/** A page beside its text in a real browser; leaves pictures in target/screens. */
class FacsimileBrowserTest {
  private static RunningDesk desk;
  private static Screens screens;

  private Reception reception;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("zhang", "张明", Role.DUTY_OFFICER);
    screens = Screens.before(desk.address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    desk.close();
  }

  @BeforeEach
  void aFaxOfTwoPages() {
    reception = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.FAX);
    desk.register()
        .settle(
            FaxPages.fax(
                reception,
                List.of(
                    "特急", "云岭省应急管理厅关于做好强降雨防范的紧急通知", "各县市区人民政府：", "当前水库水?己超汛限水位1.32米", "坝体未见渗漏等异常。"),
                List.of("联系人：王建国", "2026年7月22日")));
  }

  @Test
  void thePageAndItsTextStandBesideEachOtherAndALineIsPutRightByKeys() {
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      List<String> complaints = new ArrayList<>();
      Page page = screens.logIn(context, "zhang", complaints);
      page.navigate(desk.address + "/items/" + reception.id());
      page.locator(".see-pages a").click();

      assertThat(page.locator(".lines li")).hasCount(5);
      assertThat(page.locator(".lines li").first().locator("mark")).hasText("特急");
      assertThat(page.locator(".lines li.poor")).hasCount(1);
      Assertions.assertThat(
              page.evaluate(
                  "() => fetch(document.querySelector('svg image').getAttribute('href'))"
                      + ".then(answer => answer.headers.get('content-type'))"))
          .isEqualTo("image/png");

      for (int down = 0; down < 4; down++) {
        page.keyboard().press("ArrowDown");
      }
      assertThat(page.locator("rect.lit")).hasAttribute("data-line", "4");
      page.keyboard().press("Enter");
      page.locator("#line-4 input[name=text]").fill("当前水库水位已超汛限水位1.32米");
      page.keyboard().press("Enter");

      assertThat(page.locator("#line-4 .now b")).hasText("当前水库水位已超汛限水位1.32米");
      assertThat(page.locator("#line-4 .was")).containsText("当前水库水?己超汛限水位1.32米");
      assertThat(page.locator("#line-4 .now")).containsText("张明");
      Screens.shoot(page, "facsimile");

      page.keyboard().press("ArrowRight");
      assertThat(page.locator(".turn b")).hasText("第 2 页，共 2 页");
      Assertions.assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aMarkThatIsTypedSealsTheItemAndThePageIsGone() {
    try (BrowserContext context = screens.desktop(ColorScheme.DARK)) {
      Page page = screens.logIn(context, "zhang");
      page.navigate(desk.address + "/items/" + reception.id() + "/pages/1");
      page.locator("#line-1").focus();
      page.keyboard().press("Enter");
      page.locator("#line-1 input[name=text]").fill("机密★10年");
      page.keyboard().press("Enter");

      assertThat(page.locator(".said")).containsText("已经升密");
      page.navigate(desk.address + "/items/" + reception.id() + "/pages/1");
      assertThat(page.locator("body")).not().containsText("强降雨");
      Assertions.assertThat(
              page.evaluate("() => fetch(location.href).then(answer => answer.status)"))
          .isEqualTo(404);
    }
  }

  @Test
  void onAPhoneThePictureStandsAboveTheText() {
    try (BrowserContext context = screens.phone(ColorScheme.DARK)) {
      Page page = screens.logIn(context, "zhang");
      page.navigate(desk.address + "/items/" + reception.id() + "/pages/1");

      double pictureEnds = page.locator("figure").boundingBox().y;
      Assertions.assertThat(page.locator(".read").boundingBox().y).isGreaterThan(pictureEnds);
      Screens.fits(page);
      Screens.shoot(page, "facsimile-phone");
    }
  }

  @Test
  void aPictureIsForNobodyWhoMayNotReadItems() throws Exception {
    desk.person("shenji", "赵审", Role.SECURITY_AUDITOR);
    String picture = "/items/" + reception.id() + "/pages/1/picture";

    RunningDesk.Browser officer = desk.browser();
    RunningDesk.Browser auditor = desk.browser();
    officer.login("zhang", TestDesk.PASSWORD);
    auditor.login("shenji", TestDesk.PASSWORD);
    HttpResponse<String> own = officer.get(picture);

    Assertions.assertThat(own.statusCode()).isEqualTo(200);
    Assertions.assertThat(own.headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
    Assertions.assertThat(own.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    Assertions.assertThat(auditor.get(picture).statusCode()).isEqualTo(403);
    Assertions.assertThat(officer.get(picture.replace("/1/", "/9/")).statusCode()).isEqualTo(404);
    Assertions.assertThat(desk.browser().get(picture).body()).contains("name=\"password\"");
  }
}
