package org.sanwei.gateway.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bulletins and releases for programs. Refusals are problems with the code of {@link Refusal}. */
@RestController
@RequestMapping("/api/v1")
public final class BulletinInterface {
  private final Bulletins bulletins;
  private final Releases releases;
  private final RecipientBook book;

  public BulletinInterface(Bulletins bulletins, Releases releases, RecipientBook book) {
    this.bulletins = bulletins;
    this.releases = releases;
    this.book = book;
  }

  /** A bulletin as the interface says it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Json(
      UUID id,
      String state,
      int version,
      String title,
      String body,
      String sms,
      boolean contentless,
      @Nullable String issue,
      List<String> items,
      List<UUID> recipients,
      List<UUID> releases) {}

  /** What a program writes; {@code items} are ids or numbers, {@code version} only to change. */
  record Written(
      String title,
      String body,
      String sms,
      @Nullable List<String> items,
      @Nullable List<UUID> recipients,
      int version) {
    Words words() {
      return new Words(title, body, sms);
    }

    List<UUID> to() {
      return recipients == null ? List.of() : recipients;
    }

    @Override
    public String toString() {
      return "Written";
    }
  }

  /** The version that the asker saw. */
  record Seen(int version) {}

  /** Which delivery to send again. */
  record Again(String outlet, UUID recipient) {}

  /** Newest change first. */
  @GetMapping("/bulletins")
  public List<Json> list(SignedIn who, @RequestParam(defaultValue = "50") int limit) {
    return bulletins.list(who.person(), Math.max(1, Math.min(limit, 200))).stream()
        .map(bulletin -> json(who.person(), bulletin))
        .toList();
  }

  /** One bulletin. */
  @GetMapping("/bulletins/{id}")
  public Json one(SignedIn who, @PathVariable UUID id) {
    return bulletins
        .find(who.person(), id)
        .map(bulletin -> json(who.person(), bulletin))
        .orElseThrow(NotFound::new);
  }

  /** Who can be sent to: ids and names, no addresses. */
  @GetMapping("/recipients")
  public List<Named> recipients(SignedIn who) {
    bulletins.list(who.person(), 1);
    return book.all().stream().map(l -> new Named(l.id(), l.name(), l.post())).toList();
  }

  /** One who may be named as a recipient. */
  record Named(UUID id, String name, String post) {}

  /** 拟稿. */
  @PostMapping("/bulletins")
  public Object draft(SignedIn who, @RequestBody Written written) {
    List<String> items = written.items() == null ? List.of() : written.items();
    List<ArrivalId> ids =
        items.stream()
            .flatMap(ref -> ItemRef.parse(ref).stream())
            .flatMap(ref -> Optional.ofNullable(ref.id()).stream())
            .toList();
    return ids.size() < items.size()
        ? refused(Acted.refused(Refusal.SOURCE_NOT_OPEN))
        : answer(
            who.person(),
            bulletins.draft(who.person(), new Bulletins.Draft(written.words(), ids, written.to())));
  }

  /** Changes words and recipients. */
  @PutMapping("/bulletins/{id}")
  public Object edit(SignedIn who, @PathVariable UUID id, @RequestBody Written written) {
    return answer(
        who.person(),
        bulletins.edit(who.person(), id, written.version(), written.words(), written.to()));
  }

  /** 送审, 审查通过, 退回, 签发, contentless notice. */
  @PostMapping("/bulletins/{id}/{act:submit|review|return|sign|notice}")
  public Object act(
      SignedIn who, @PathVariable UUID id, @PathVariable String act, @RequestBody Seen seen) {
    return answer(who.person(), act(bulletins, who.person(), id, act, seen.version()));
  }

  static Acted act(Bulletins bulletins, Person who, UUID id, String act, int version) {
    return switch (act) {
      case "submit" -> bulletins.submit(who, id, version);
      case "review" -> bulletins.review(who, id, version);
      case "return" -> bulletins.giveBack(who, id, version);
      case "sign" -> bulletins.sign(who, id, version);
      case "notice" -> bulletins.notice(who, id);
      default -> throw new NotFound();
    };
  }

  /** One release with every delivery. */
  @GetMapping("/releases/{id}")
  public Releases.View release(SignedIn who, @PathVariable UUID id) {
    return releases.find(who.person(), id).orElseThrow(NotFound::new);
  }

  /** 重发; the answer is the new release. */
  @PostMapping("/releases/{id}/resend")
  public Object resend(SignedIn who, @PathVariable UUID id, @RequestBody Again again) {
    Releases.Resent resent = releases.resend(who.person(), id, again.outlet(), again.recipient());
    if (resent instanceof Releases.Resent.Not not) {
      return refused(new Acted.Refused(not.why(), not.facts(), List.of()));
    }
    UUID release = ((Releases.Resent.As) resent).release();
    return releases.find(who.person(), release).orElseThrow(NotFound::new);
  }

  private Json json(Person who, Bulletin bulletin) {
    return new Json(
        bulletin.id(),
        bulletin.state().name(),
        bulletin.version(),
        bulletin.words().title(),
        bulletin.words().body(),
        bulletin.words().sms(),
        bulletin.contentless(),
        bulletin.issue() == null ? null : bulletin.issue().year() + "-" + bulletin.issue().number(),
        bulletin.sources().stream().map(ArrivalId::hex).toList(),
        bulletin.recipients(),
        bulletin.state() == BulletinState.SIGNED
            ? releases.of(who, bulletin.id()).stream().map(Releases.View::id).toList()
            : List.of());
  }

  private Object answer(Person who, Acted acted) {
    return acted instanceof Acted.Done done ? json(who, done.now()) : refused(acted);
  }

  private static ResponseEntity<ProblemDetail> refused(Acted acted) {
    Acted.Refused refused = (Acted.Refused) acted;
    if (refused.why() == Refusal.NOT_FOUND) {
      throw new NotFound();
    }
    ProblemDetail problem =
        Problem.of(HttpStatus.CONFLICT, refused.why().code(), "not done, and nothing was written");
    problem.setProperty("facts", refused.facts());
    problem.setProperty("problems", refused.problems());
    return ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
  }
}
