package org.sanwei.gateway.policy;

import java.util.Locale;
import java.util.Optional;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 规则 as pages: what the policy in force says, how often each rule fired, and a box to try. */
@Controller
public final class PolicyPages {
  private final PolicyBoard board;
  private final RouteBoard routes;
  private final TryBox box;

  public PolicyPages(PolicyBoard board, RouteBoard routes, TryBox box) {
    this.routes = routes;
    this.board = board;
    this.box = box;
  }

  /** All rules in words. */
  @GetMapping("/policy")
  public String rules(SignedIn who, Locale locale, Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    model.addAttribute("policy", board.rules(locale));
    return "policy";
  }

  /** One rule with its examples; also for what an older policy had, and this one has not. */
  @GetMapping("/policy/rules/{id}")
  public String rule(SignedIn who, @PathVariable("id") String id, Locale locale, Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    if (!looksLikeAnId(id)) {
      throw new NotFound();
    }
    Optional<PolicyBoard.RulePage> page = board.rule(id, locale);
    model.addAttribute("id", id);
    model.addAttribute("page", page.orElse(null));
    return "policy-rule";
  }

  /** What does not is not shown again. */
  private static boolean looksLikeAnId(String id) {
    return !id.isEmpty()
        && id.length() <= 32
        && id.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  /**
   * All ways, as a picture; of one item when its channel, outcome and line are given, with the way
   * it took drawn stronger and said in words.
   */
  @GetMapping("/policy/route")
  public String route(
      SignedIn who,
      @RequestParam(name = "channel", defaultValue = "") String channel,
      @RequestParam(name = "outcome", defaultValue = "") String outcome,
      @RequestParam(name = "line", defaultValue = "") String line,
      Locale locale,
      Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    RouteBoard.Drawn drawn = routes.drawn(channel, outcome, line, locale);
    model.addAttribute("picture", drawn.svg());
    model.addAttribute("because", drawn.because());
    model.addAttribute("levels", drawn.levels());
    return "policy-route";
  }

  /** Channels, outlets, lines, standing orders and clocks. */
  @GetMapping("/policy/office")
  public String office(SignedIn who, Locale locale, Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    model.addAttribute("office", board.office(locale));
    return "policy-office";
  }

  /** The empty box. */
  @GetMapping("/policy/try")
  public String box(SignedIn who, Locale locale, Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    model.addAttribute("office", board.office(locale));
    model.addAttribute("draft", new TryBox.Draft("", "", "", ""));
    return "policy-try";
  }

  /** Judges what was typed, and forgets it. */
  @PostMapping("/policy/try")
  public String tried(
      SignedIn who,
      @RequestParam("channel") String channel,
      @RequestParam("subject") String subject,
      @RequestParam("text") String text,
      @RequestParam("sender") String sender,
      Locale locale,
      Model model) {
    Permissions.require(who.person(), Act.READ_POLICY);
    TryBox.Draft draft = new TryBox.Draft(channel, subject, text, sender);
    model.addAttribute("office", board.office(locale));
    model.addAttribute("draft", draft);
    if (draft.tooLong()) {
      model.addAttribute("tooLong", TryBox.MOST);
    } else {
      model.addAttribute("tried", box.attempt(draft));
    }
    return "policy-try";
  }
}
