package org.sanwei.gateway.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.Problem;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/ledger}: events, newest first, for those who check. */
@RestController
public final class LedgerInterface {
  private static final int MAX_EVENTS = 1_000;

  private final Ledger ledger;

  public LedgerInterface(Ledger ledger) {
    this.ledger = ledger;
  }

  /** {@code next} is the {@code before} of the page below, absent at the end. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageJson(List<LedgerEvent> events, @Nullable String next) {}

  /** At most {@code limit} events, 1,000 at the most. */
  @GetMapping("/api/v1/ledger")
  public ResponseEntity<?> page(
      SignedIn who,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "200") int limit) {
    Permissions.require(who.person(), Act.READ_LEDGER);
    Optional<LedgerCursor> from = LedgerCursor.parse(before);
    if (from.isEmpty() && !before.isEmpty()) {
      return ResponseEntity.badRequest()
          .body(
              Problem.of(
                  HttpStatus.BAD_REQUEST, "bad-request", "before is not one that next gave"));
    }
    int most = Math.max(1, Math.min(limit, MAX_EVENTS));
    List<LedgerEvent> events = ledger.page(from.orElse(null), most);
    String next =
        events.size() < most ? null : LedgerCursor.of(events.get(events.size() - 1)).toString();
    return ResponseEntity.ok(new PageJson(events, next));
  }
}
