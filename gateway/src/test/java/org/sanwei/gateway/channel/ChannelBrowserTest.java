package org.sanwei.gateway.channel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanwei.gateway.channel.Readers.counts;
import static org.sanwei.gateway.channel.Readers.pictures;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.Screens;
import org.sanwei.gateway.desk.RunningDesk;
import org.sanwei.gateway.people.Role;

/** The readers on the channels' page in a real browser; leaves pictures in target/screens. */
class ChannelBrowserTest {
  private static RunningDesk desk;
  private static Screens screens;

  @BeforeAll
  static void start() {
    Readers.NOW.set(
        List.of(Readers.well(), pictures(counts(2, false), Duration.ofMinutes(3).plusSeconds(12))));
    desk = new RunningDesk();
    desk.person("zhang", "张明", Role.DUTY_OFFICER);
    screens = Screens.before(desk.address);
  }

  @AfterAll
  static void stop() {
    screens.close();
    desk.close();
    Readers.NOW.set(List.of(Readers.well()));
  }

  @Test
  void thePageSaysHowReadersStandAndWhatWaitsTooLong() {
    try (BrowserContext context = screens.desktop(ColorScheme.LIGHT)) {
      Page page = screens.logIn(context, "zhang");
      screens.go(page, "/channels");

      Locator texts = page.locator("#reader-text");
      assertThat(texts).containsText("正常");
      assertThat(texts).containsText("在 3，忙 1，至多 3");
      assertThat(texts).containsText("崩溃 1");
      Locator pictures = page.locator("#reader-pages");
      assertThat(pictures.locator(".amber").first()).hasText("图片等得太久");
      assertThat(pictures).containsText("文首 2 最久 3 分钟");
      Screens.fits(page);
      Screens.shoot(page, "readers");

      page.locator("button[name=to]").click();
      screens.go(page, "/channels");
      assertThat(page.locator("#reader-pages")).containsText("pictures wait too long");
      assertThat(page.locator("#reader-text")).containsText("3 there, 1 busy, 3 at most");
      Screens.fits(page);
    }
  }

  @Test
  void onAPhoneTheRowsStandOneBelowTheOther() {
    try (BrowserContext context = screens.phone(ColorScheme.DARK)) {
      Page page = screens.logIn(context, "zhang");
      screens.go(page, "/channels");

      assertThat(page.locator("#reader-pages")).containsText("图片等得太久");
      Screens.fits(page);
      Screens.shoot(page, "readers-phone");
    }
  }

  @Test
  void theInterfaceSaysTheSame() throws Exception {
    Assertions.assertThat(desk.get("zhang", "/api/v1/channels").body())
        .contains(
            "{\"name\":\"pages\",\"standing\":\"LATE\",\"most\":3,\"children\":2,\"busy\":1,"
                + "\"wanted\":0,\"ownNetwork\":true,\"troubles\":{\"CRASHED\":1},\"served\":4,"
                + "\"waiting\":[{\"name\":\"heads\",\"messages\":2,\"oldestSeconds\":192,\"late\":true}");
  }
}
