package org.sanwei.gateway.slip;

import org.sanwei.gateway.people.SignedIn;
import org.sanwei.routes.message.SlipBody;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page on which slips are written. It holds no slip itself: its script asks {@link
 * SlipInterface} for them, so that nothing of a slip lies in a page that a browser may cache.
 */
@Controller
public final class SlipPages {
  private final Slips slips;

  public SlipPages(Slips slips) {
    this.slips = slips;
  }

  /** The page. */
  @GetMapping("/slips")
  public String page(SignedIn who, Model model) {
    slips.require(who.person());
    model.addAttribute("most", slips.rules().open());
    model.addAttribute("days", Math.max(1, slips.rules().keep().toDays()));
    model.addAttribute("maxText", SlipBody.MAX_TEXT);
    model.addAttribute("maxField", SlipBody.MAX_FIELD);
    return "slips";
  }
}
