package org.sanwei.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** What one sees before logging in, and the choice of language. */
@Controller
public final class LoginPage {
  private final LocaleResolver languages;

  public LoginPage(LocaleResolver languages) {
    this.languages = languages;
  }

  /** Says what this is, asks who one is, and says what to do when that fails. */
  @GetMapping("/login")
  public String login(HttpServletRequest request, Model model) {
    String why = request.getQueryString();
    model.addAttribute("why", why == null ? "" : why);
    return "login";
  }

  /** Chinese or English, kept in a cookie; then back to the page one came from. */
  @PostMapping("/language")
  public String language(
      @RequestParam String to,
      @RequestParam String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    languages.setLocale(
        request, response, to.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    boolean ours = back.matches("/[A-Za-z0-9/_-]*");
    return "redirect:" + (ours && !back.startsWith("//") ? back : "/");
  }
}
