package org.sanwei.gateway.bulletin;

import java.util.UUID;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One release: what became of each delivery, live, and 重发 of what failed or is unknown. */
@Controller
public final class ReleasePages {
  private final Releases releases;
  private final Bulletins bulletins;

  public ReleasePages(Releases releases, Bulletins bulletins) {
    this.releases = releases;
    this.bulletins = bulletins;
  }

  /** The page. */
  @GetMapping("/releases/{id}")
  public String page(SignedIn who, @PathVariable UUID id, Model model) {
    show(who.person(), id, "", model);
    return "bulletin-release";
  }

  /** Only the deliveries, for the page to put in their place. */
  @GetMapping("/releases/{id}/deliveries")
  public String deliveries(SignedIn who, @PathVariable UUID id, Model model) {
    show(who.person(), id, "", model);
    return "bulletin-parts :: deliveries";
  }

  /** 重发 of one delivery. */
  @PostMapping("/releases/{id}/resend")
  public String resend(
      SignedIn who,
      @PathVariable UUID id,
      @RequestParam String outlet,
      @RequestParam UUID recipient,
      Model model) {
    Releases.Resent resent = releases.resend(who.person(), id, outlet, recipient);
    if (resent instanceof Releases.Resent.As as) {
      return "redirect:/releases/" + as.release();
    }
    Releases.Resent.Not not = (Releases.Resent.Not) resent;
    show(who.person(), id, not.why().code(), model);
    model.addAttribute("refusedFacts", String.join("、", not.facts()));
    return "bulletin-release";
  }

  private void show(Person who, UUID id, String refused, Model model) {
    Releases.View release = releases.find(who, id).orElseThrow(NotFound::new);
    model.addAttribute("release", release);
    model.addAttribute("bulletin", bulletins.find(who, release.bulletin()).orElseThrow());
    model.addAttribute("refusedCode", refused);
    model.addAttribute("refusedFacts", "");
  }
}
