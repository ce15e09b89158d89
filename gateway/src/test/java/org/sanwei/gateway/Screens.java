package org.sanwei.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.sanwei.gateway.desk.TestDesk;

/**
 * The screens at which people sit before one gateway's pages, in the machine's own browser.
 * Pictures are left in target/screens.
 */
public final class Screens implements AutoCloseable {
  private final String address;
  private final Chromium chromium;

  private Screens(String address, Chromium chromium) {
    this.address = address;
    this.chromium = chromium;
  }

  /** Before the pages that are served there. */
  public static Screens before(String address) {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    return new Screens(address, Chromium.start());
  }

  /** A browser of somebody's own, with its session, on the desk. */
  public BrowserContext desktop(ColorScheme scheme) {
    return browser(1366, 768, scheme);
  }

  /** The same on a phone. */
  public BrowserContext phone(ColorScheme scheme) {
    return browser(390, 844, scheme);
  }

  private BrowserContext browser(int width, int height, ColorScheme scheme) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("zh-CN"));
  }

  /**
   * Logs somebody in, who says yes to every question: a test that answered one, too, would be told
   * that it is answered. Gives their front page, which listens for what changes.
   */
  public Page logIn(BrowserContext browser, String login) {
    return logIn(browser, login, new ArrayList<>());
  }

  /**
   * The same.
   *
   * @param complaints gets whatever the page's console says, and its scripts' errors
   */
  public Page logIn(BrowserContext browser, String login, List<String> complaints) {
    Page page = browser.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onDialog(Dialog::accept);
    page.navigate(address + "/login");
    page.locator("#username").fill(login);
    page.locator("#password").fill(TestDesk.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".who")).containsText("退出");
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    if (page.locator("#live").count() > 0) {
      // What comes before the page listens shows with the next change only.
      assertThat(page.locator("#live")).hasText("实时");
    }
    return page;
  }

  /** Goes to another of the gateway's pages. */
  public void go(Page page, String path) {
    page.navigate(address + path);
  }

  /** Whatever has this text. */
  public static Page.LocatorOptions has(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Nothing sticks out sideways. */
  public static void fits(Page page) {
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    Assertions.assertThat(overflow).as("what sticks out sideways, %s", page.url()).isEqualTo(0);
  }

  /** A picture for the eye, of all of the page. */
  public static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", name + ".png")));
  }

  /** How a picture in this scheme is called. */
  public static String name(ColorScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    chromium.close();
  }
}
