package org.sanwei.gateway.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.words.TypedWords;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox as a page, and the pieces by which an open page keeps itself up to date. */
@Controller
public final class InboxPages {
  private static final int PAGE_ROWS = 100;
  private static final int MAX_IDS = 100;

  private final Inbox inbox;
  private final Accounts accounts;
  private final DeadLetters dead;
  private final Unsent unsent;
  private final TypedWords words;

  public InboxPages(
      Inbox inbox, Accounts accounts, DeadLetters dead, Unsent unsent, TypedWords words) {
    this.unsent = unsent;
    this.inbox = inbox;
    this.accounts = accounts;
    this.dead = dead;
    this.words = words;
  }

  /** The inbox; whoever may not read items is sent to what they may read. */
  @GetMapping("/")
  public String inbox(
      SignedIn who,
      @RequestParam(defaultValue = "unfinished") String filter,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    Person person = who.person();
    if (!person.may(Act.READ_ITEMS)) {
      return person.may(Act.READ_LEDGER) ? "redirect:/ledger" : "redirect:/accounts";
    }
    Filter chosen = Filter.find(filter).orElse(Filter.UNFINISHED);
    // Words that may not stand in an address are neither sought nor shown again (the page's script
    // asks before it sends them).
    String search = words.open(q) ? q : "";
    rows(model, person, inbox.list(person, chosen, search, null, PAGE_ROWS));
    model.addAttribute("filter", chosen);
    model.addAttribute("search", search);
    model.addAttribute("unsought", !search.equals(q));
    model.addAttribute("filters", inbox.counts(person).keySet());
    return "inbox";
  }

  /** Rows below {@code before} of the same list: the next page. */
  @GetMapping(path = "/rows", params = "!ids")
  public String older(
      SignedIn who,
      @RequestParam(defaultValue = "unfinished") String filter,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String before,
      Model model) {
    Filter chosen = Filter.find(filter).orElse(Filter.UNFINISHED);
    Optional<RowCursor> from = Optional.ofNullable(before).flatMap(RowCursor::parse);
    String search = words.open(q) ? q : "";
    rows(
        model,
        who.person(),
        inbox.list(who.person(), chosen, search, from.orElse(null), PAGE_ROWS));
    return "rows :: update";
  }

  /**
   * These rows as they are now, with the counts and the account. Ids that are none are left out.
   */
  @GetMapping(path = "/rows", params = "ids")
  public String these(
      SignedIn who,
      @RequestParam(defaultValue = "unfinished") String filter,
      @RequestParam(defaultValue = "") String q,
      @RequestParam String ids,
      Model model) {
    List<ArrivalId> wanted =
        Arrays.stream(ids.split(","))
            .limit(MAX_IDS)
            .flatMap(id -> ItemRef.parse(id).stream())
            .flatMap(ref -> Optional.ofNullable(ref.id()).stream())
            .toList();
    Filter chosen = Filter.find(filter).orElse(Filter.UNFINISHED);
    String search = words.open(q) ? q : "";
    rows(model, who.person(), inbox.these(who.person(), wanted, chosen, search));
    return "rows :: update";
  }

  /** The account alone, for those who read no items; and what the broker could not deliver. */
  @GetMapping("/accounts")
  public String accounts(SignedIn who, Model model) {
    Permissions.require(who.person(), Act.READ_ACCOUNTS);
    model.addAttribute("account", accounts.today());
    model.addAttribute("total", accounts.total());
    OptionalLong resting = dead.count();
    model.addAttribute("dead", resting.orElse(0));
    model.addAttribute("brokerDown", resting.isEmpty());
    model.addAttribute("unsent", unsent.count());
    return "accounts";
  }

  private void rows(Model model, Person person, List<Row> rows) {
    model.addAttribute("rows", rows);
    model.addAttribute("more", rows.size() == PAGE_ROWS);
    model.addAttribute("counts", inbox.counts(person));
    model.addAttribute("account", accounts.today());
  }
}
