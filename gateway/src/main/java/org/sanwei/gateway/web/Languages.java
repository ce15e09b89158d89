package org.sanwei.gateway.web;

import java.time.Duration;
import java.util.Locale;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Chinese unless the reader chose English; what the browser prefers does not decide. */
public final class Languages {
  private Languages() {}

  /** The bean {@code localeResolver}. */
  public static LocaleResolver resolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("language");
    resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Strict");
    resolver.setCookieMaxAge(Duration.ofDays(365));
    return resolver;
  }
}
