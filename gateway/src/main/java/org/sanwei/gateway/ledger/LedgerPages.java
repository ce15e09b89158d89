package org.sanwei.gateway.ledger;

import java.util.List;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger as a page, newest first. Actors stand under their pseudonyms. */
@Controller
public final class LedgerPages {
  private static final int PAGE_EVENTS = 100;

  private final Ledger ledger;

  public LedgerPages(Ledger ledger) {
    this.ledger = ledger;
  }

  /** One page, from {@code before} on. */
  @GetMapping("/ledger")
  public String page(SignedIn who, @RequestParam(defaultValue = "") String before, Model model) {
    Permissions.require(who.person(), Act.READ_LEDGER);
    List<LedgerEvent> events = ledger.page(LedgerCursor.parse(before).orElse(null), PAGE_EVENTS);
    model.addAttribute("events", events);
    model.addAttribute(
        "next",
        events.size() < PAGE_EVENTS
            ? ""
            : LedgerCursor.of(events.get(events.size() - 1)).toString());
    return "ledger";
  }
}
