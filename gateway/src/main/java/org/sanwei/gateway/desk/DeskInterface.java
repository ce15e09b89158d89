package org.sanwei.gateway.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.sanwei.gateway.words.TypedWords;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk for programs: items, cards, the account, claim, close and raise. */
@RestController
@RequestMapping("/api/v1")
public final class DeskInterface {
  private final Inbox inbox;
  private final Raises raises;
  private final Accounts accounts;
  private final TypedWords words;

  public DeskInterface(Inbox inbox, Raises raises, Accounts accounts, TypedWords words) {
    this.inbox = inbox;
    this.raises = raises;
    this.accounts = accounts;
    this.words = words;
  }

  /**
   * One page of a list; {@code next} is the {@code before} of the page below, absent at the end.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListJson(List<ItemJson> items, @Nullable String next) {}

  /** The version that the asker saw. */
  record Seen(int version) {}

  /** An account with its verdict. */
  record AccountJson(
      long arrived,
      long waiting,
      long open,
      long held,
      long classified,
      long spilled,
      long duplicates,
      boolean balanced) {
    static AccountJson of(Account account) {
      return new AccountJson(
          account.arrived(),
          account.waiting(),
          account.open(),
          account.held(),
          account.classified(),
          account.spilled(),
          account.duplicates(),
          account.balanced());
    }
  }

  /** The account of today, of all time, and of the period that was asked for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AccountsJson(AccountJson total, AccountJson today, @Nullable AccountJson period) {}

  /** Newest first. {@code filter}: open (default), unfinished, mine, urgent, cards, all. */
  @GetMapping("/items")
  public Object items(
      SignedIn who,
      @RequestParam(defaultValue = "open") String filter,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "100") int limit) {
    Optional<Filter> chosen = Filter.find(filter);
    Optional<RowCursor> from = RowCursor.parse(before);
    if (chosen.isEmpty() || (from.isEmpty() && !before.isEmpty())) {
      return refused(HttpStatus.BAD_REQUEST, "bad-request", "filter or before is none we know");
    }
    if (!words.open(q)) {
      return refused(
          HttpStatus.BAD_REQUEST, "not-storable", "these words may not stand in an address");
    }
    return list(who, chosen.get(), q, from.orElse(null), limit);
  }

  /** What the desk may know of and not read: held, classified, spilled. */
  @GetMapping("/cards")
  public Object cards(
      SignedIn who,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "100") int limit) {
    return items(who, Filter.CARDS.word(), "", before, limit);
  }

  /** One arrival by id or number; reading it is written down. */
  @GetMapping("/items/{ref}")
  public Object item(SignedIn who, @PathVariable String ref) {
    return inbox.view(who.person(), parse(ref)).map(ItemJson::of).orElseThrow(NotFound::new);
  }

  /** 领办. */
  @PostMapping("/items/{ref}/claim")
  public Object claim(SignedIn who, @PathVariable String ref, @RequestBody Seen seen) {
    return ActedAnswer.of(inbox.claim(who.person(), parse(ref), seen.version()));
  }

  /** 办结. */
  @PostMapping("/items/{ref}/close")
  public Object close(SignedIn who, @PathVariable String ref, @RequestBody Seen seen) {
    return ActedAnswer.of(inbox.close(who.person(), parse(ref), seen.version()));
  }

  /** 升密: no version is asked for, since hiding does not wait. */
  @PostMapping("/items/{ref}/raise")
  public Object raise(SignedIn who, @PathVariable String ref) {
    return ActedAnswer.of(raises.raise(who.person(), parse(ref)));
  }

  /** The account; {@code from} and {@code until} are instants, until exclusive. */
  @GetMapping("/accounts")
  public AccountsJson accounts(
      SignedIn who,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until) {
    Permissions.require(who.person(), Act.READ_ACCOUNTS);
    AccountJson period =
        from == null || until == null ? null : AccountJson.of(accounts.between(from, until));
    return new AccountsJson(
        AccountJson.of(accounts.total()), AccountJson.of(accounts.today()), period);
  }

  private ListJson list(
      SignedIn who, Filter filter, String q, @Nullable RowCursor before, int limit) {
    int most = Math.max(1, Math.min(limit, Inbox.MAX_ROWS));
    List<Row> rows = inbox.list(who.person(), filter, q, before, most);
    String next = rows.size() < most ? null : rows.get(rows.size() - 1).cursor().toString();
    return new ListJson(rows.stream().map(ItemJson::of).toList(), next);
  }

  private static ResponseEntity<ProblemDetail> refused(
      HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status).body(Problem.of(status, code, detail));
  }

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
