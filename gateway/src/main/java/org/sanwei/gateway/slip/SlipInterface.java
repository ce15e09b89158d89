package org.sanwei.gateway.slip;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.Problem;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.SlipBody;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Slips, for the page and for programs. A slip's id is chosen by who writes it, so that every call
 * may be repeated. No answer repeats a word of what was sent.
 */
@RestController
@RequestMapping("/api/v1/slips")
public final class SlipInterface {
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private final Slips slips;
  private final Inbox inbox;
  private final ObjectMapper json;

  public SlipInterface(Slips slips, Inbox inbox, ObjectMapper json) {
    this.slips = slips;
    this.inbox = inbox;
    this.json = json;
  }

  /** A slip as it was kept. */
  record SlipJson(UUID id, int version, Instant changedAt, Instant keptUntil, SlipBody slip) {
    @Override
    public String toString() {
      return "SlipJson[" + id + "]";
    }
  }

  /** One's own slips. */
  record ListJson(List<SlipJson> slips, int most) {}

  /** What is to be given with the next change. */
  record KeptJson(int version, Instant changedAt) {}

  /** The arrival that it is; {@code before}: it was one already, and nothing was taken again. */
  record EnteredJson(String id, boolean before) {}

  /**
   * What the desk knows of the arrival. The id is absent until the slip was handed in, year and
   * number until the register has booked it, the outcome until it is judged.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemJson(
      @Nullable String id,
      @Nullable Integer year,
      @Nullable Integer number,
      @Nullable Outcome outcome) {}

  /** What a page sends: the version that it saw, and the slip. */
  private record Sent(int seen, SlipBody slip) {
    @Override
    public String toString() {
      return "Sent[" + seen + "]";
    }
  }

  /** Those of whoever asks that are not handed in yet. */
  @GetMapping
  public Object list(SignedIn who) {
    Optional<List<Slip>> found = slips.list(who.person());
    if (found.isEmpty()) {
      return problem(503, "keeping-unavailable", "what was kept cannot be read now; repeat");
    }
    List<SlipJson> all =
        found.get().stream()
            .map(
                slip ->
                    new SlipJson(
                        slip.id(),
                        slip.version(),
                        slip.changedAt(),
                        slip.changedAt().plus(slips.rules().keep()),
                        slip.words()))
            .toList();
    return new ListJson(all, slips.rules().open());
  }

  /** Keeps one as it is being written. */
  @PutMapping("/{id}")
  public Object save(SignedIn who, @PathVariable UUID id, HttpServletRequest request)
      throws IOException {
    slips.require(who.person());
    Optional<Sent> sent = sent(request);
    if (sent.isEmpty()) {
      return unreadable();
    }
    Saved saved = slips.save(who.person(), id, sent.get().seen(), sent.get().slip());
    return saved instanceof Saved.Done done
        ? new KeptJson(done.version(), done.changedAt())
        : refused(saved);
  }

  /** 登记, and 转机要 of what may not be kept: the same way for both. */
  @PostMapping("/{id}/submit")
  public Object enter(SignedIn who, @PathVariable UUID id, HttpServletRequest request)
      throws IOException {
    slips.require(who.person());
    Optional<Sent> sent = sent(request);
    if (sent.isEmpty()) {
      return unreadable();
    }
    Entered entered = slips.enter(who.person(), id, sent.get().slip());
    if (entered instanceof Entered.Taken taken) {
      return ResponseEntity.accepted().body(new EnteredJson(taken.item().hex(), taken.before()));
    }
    return entered instanceof Entered.Later
        ? problem(503, entered.code(), "nothing was taken; hand the same slip in again")
        : problem(400, entered.code(), "nothing was taken; correct the slip");
  }

  /** 作废. */
  @DeleteMapping("/{id}")
  public ResponseEntity<?> discard(SignedIn who, @PathVariable UUID id) {
    return slips.discard(who.person(), id)
        ? ResponseEntity.noContent().build()
        : problem(503, "keeping-unavailable", "its key is destroyed, its row is not; repeat");
  }

  /**
   * The item that a slip became. {@code arrival} is the id that handing it in was answered with;
   * without it, what was handed in last.
   */
  @GetMapping("/{id}/item")
  public ItemJson item(
      SignedIn who, @PathVariable UUID id, @RequestParam Optional<String> arrival) {
    slips.require(who.person());
    Optional<ArrivalId> found =
        arrival.isPresent()
            ? arrival.flatMap(ItemRef::parse).flatMap(ref -> Optional.ofNullable(ref.id()))
            : slips.itemOf(who.person(), id);
    if (found.isEmpty()) {
      return new ItemJson(null, null, null, null);
    }
    ArrivalId item = found.get();
    return inbox
        .row(who.person(), ItemRef.of(item))
        .map(row -> new ItemJson(item.hex(), row.year(), row.number(), row.outcome()))
        .orElseGet(() -> new ItemJson(item.hex(), null, null, null));
  }

  private Optional<Sent> sent(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return Optional.empty();
    }
    try {
      JsonNode root = json.readTree(body);
      JsonNode seen = root.path("seen");
      JsonNode slip = root.path("slip");
      return slip.isObject() && (seen.isMissingNode() || seen.canConvertToInt())
          ? Optional.of(new Sent(seen.asInt(0), SlipBody.fromJson(json.writeValueAsBytes(slip))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Their texts quote what was typed.
      return Optional.empty();
    }
  }

  private static ResponseEntity<ProblemDetail> unreadable() {
    return problem(
        400, "bad-request", "the body is no slip of at most " + MAX_BODY_BYTES + " bytes");
  }

  private static ResponseEntity<ProblemDetail> refused(Saved saved) {
    int status =
        saved instanceof Saved.Unavailable ? 503 : saved instanceof Saved.NotText ? 400 : 409;
    ProblemDetail problem =
        Problem.of(HttpStatus.valueOf(status), saved.code(), "nothing was kept of this");
    if (saved instanceof Saved.NotStorable not) {
      problem.setProperty("facts", not.rules());
    } else if (saved instanceof Saved.Stale stale) {
      problem.setProperty("facts", List.of(Integer.toString(stale.version())));
    } else if (saved instanceof Saved.HandedIn handedIn) {
      problem.setProperty("facts", List.of(handedIn.item().hex()));
    }
    return ResponseEntity.status(status).body(problem);
  }

  private static ResponseEntity<ProblemDetail> problem(int status, String code, String detail) {
    return ResponseEntity.status(status).body(Problem.of(HttpStatus.valueOf(status), code, detail));
  }
}
