package org.sanwei.gateway.bulletin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.Item;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages of bulletins. A refusal shows the page again with what was typed, which is stored
 * nowhere, and why.
 */
@Controller
public final class BulletinPages {
  private static final int SHOWN = 100;
  private static final int PREFILLED_CHARACTERS = 600;

  private final Bulletins bulletins;
  private final Releases releases;
  private final RecipientBook book;
  private final Inbox inbox;
  private final People people;
  private final BulletinRules rules;

  public BulletinPages(
      Bulletins bulletins,
      Releases releases,
      RecipientBook book,
      Inbox inbox,
      People people,
      BulletinRules rules) {
    this.bulletins = bulletins;
    this.releases = releases;
    this.book = book;
    this.inbox = inbox;
    this.people = people;
    this.rules = rules;
  }

  /** What a form sends. */
  public record Typed(
      @Nullable String title,
      @Nullable String body,
      @Nullable String sms,
      @Nullable List<String> items,
      @Nullable List<UUID> recipients) {

    Words words() {
      return new Words(text(title), text(body), text(sms));
    }

    List<UUID> to() {
      return recipients == null ? List.of() : recipients;
    }

    private static String text(@Nullable String typed) {
      return typed == null ? "" : typed.replace("\r\n", "\n");
    }

    @Override
    public String toString() {
      return "Typed";
    }
  }

  /** All bulletins, newest change first. */
  @GetMapping("/bulletins")
  public String list(SignedIn who, Model model) {
    model.addAttribute("bulletins", bulletins.list(who.person(), SHOWN));
    model.addAttribute("counts", releases.counts(who.person()));
    return "bulletins";
  }

  /** A new one; {@code items} are numbers or ids of the items it is made from. */
  @GetMapping("/bulletins/new")
  public String fresh(
      SignedIn who, @RequestParam(defaultValue = "") List<String> items, Model model) {
    Permissions.require(who.person(), Act.DRAFT);
    List<Item> from = new ArrayList<>();
    for (String ref : items) {
      ItemRef.parse(ref).flatMap(known -> inbox.view(who.person(), known)).ifPresent(from::add);
    }
    List<ArrivalId> ids = from.stream().map(item -> item.row().id()).toList();
    return form(who.person(), null, prefilled(from), ids, List.of(), null, model);
  }

  private static Words prefilled(List<Item> items) {
    if (items.isEmpty()) {
      return new Words("", "", "");
    }
    StringBuilder body = new StringBuilder();
    for (Item item : items) {
      item.parts().stream()
          .filter(part -> part.place() == Place.BODY)
          .findFirst()
          .map(Part::text)
          .map(BulletinPages::beginning)
          .ifPresent(text -> body.append(body.isEmpty() ? "" : "\n").append(text));
    }
    String title = items.get(0).row().title();
    return new Words(title, body.toString(), title);
  }

  private static String beginning(String text) {
    String words = text.strip();
    int points = words.codePointCount(0, words.length());
    return points <= PREFILLED_CHARACTERS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, PREFILLED_CHARACTERS));
  }

  /** Stores a new draft. */
  @PostMapping("/bulletins")
  public String create(SignedIn who, Typed typed, Model model) {
    List<ArrivalId> items = ids(typed);
    Acted acted =
        bulletins.draft(who.person(), new Bulletins.Draft(typed.words(), items, typed.to()));
    return acted instanceof Acted.Done done
        ? "redirect:/bulletins/" + done.now().id()
        : form(who.person(), null, typed.words(), items, typed.to(), refused(acted), model);
  }

  private static Acted.@Nullable Refused refused(Acted acted) {
    return acted instanceof Acted.Refused refused ? refused : null;
  }

  private static List<ArrivalId> ids(Typed typed) {
    List<ArrivalId> ids = new ArrayList<>();
    for (String hex : typed.items() == null ? List.<String>of() : typed.items()) {
      ItemRef.parse(hex).map(ItemRef::id).ifPresent(ids::add);
    }
    return ids;
  }

  /** One bulletin: to read and act on, or ({@code edit}) to write. */
  @GetMapping("/bulletins/{id}")
  public String page(
      SignedIn who, @PathVariable UUID id, @RequestParam Optional<String> edit, Model model) {
    Bulletin now = bulletins.find(who.person(), id).orElseThrow(NotFound::new);
    boolean write =
        now.state() != BulletinState.SIGNED
            && who.person().may(Act.DRAFT)
            && (now.state() == BulletinState.DRAFT || edit.isPresent());
    return write
        ? form(who.person(), now, now.words(), now.sources(), now.recipients(), null, model)
        : read(who.person(), now, null, model);
  }

  /** Stores changed words and recipients. */
  @PostMapping("/bulletins/{id}")
  public String save(
      SignedIn who, @PathVariable UUID id, @RequestParam int version, Typed typed, Model model) {
    Acted acted = bulletins.edit(who.person(), id, version, typed.words(), typed.to());
    if (acted instanceof Acted.Done) {
      return "redirect:/bulletins/" + id;
    }
    Bulletin now = bulletins.find(who.person(), id).orElseThrow(NotFound::new);
    return form(who.person(), now, typed.words(), now.sources(), typed.to(), refused(acted), model);
  }

  /** 送审, 审查通过, 退回, 签发, and the contentless notice. */
  @PostMapping("/bulletins/{id}/{act:submit|review|return|sign|notice}")
  public String act(
      SignedIn who,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam int version,
      Model model) {
    Acted acted = BulletinInterface.act(bulletins, who.person(), id, act, version);
    if (acted instanceof Acted.Done done) {
      return act.equals("sign")
          ? "redirect:/releases/" + releases.of(who.person(), id).get(0).id()
          : "redirect:/bulletins/" + done.now().id();
    }
    Bulletin now = bulletins.find(who.person(), id).orElseThrow(NotFound::new);
    return read(who.person(), now, refused(acted), model);
  }

  /** The panel beside a form: label, reason, both editions. Stores nothing. */
  @PostMapping("/bulletins/preview")
  public String preview(
      SignedIn who,
      Typed typed,
      @RequestParam(defaultValue = "false") boolean contentless,
      Model model) {
    Bulletins.Draft draft = new Bulletins.Draft(typed.words(), ids(typed), typed.to());
    model.addAttribute("preview", bulletins.preview(who.person(), draft, contentless));
    model.addAttribute("rules", rules);
    return "bulletin-parts :: preview";
  }

  private String form(
      Person who,
      @Nullable Bulletin now,
      Words words,
      List<ArrivalId> sources,
      List<UUID> recipients,
      Acted.@Nullable Refused refused,
      Model model) {
    boolean contentless = now != null && now.contentless();
    Bulletins.Draft draft = new Bulletins.Draft(words, sources, recipients);
    Preview preview = bulletins.preview(who, draft, contentless);
    List<Source> known = bulletins.sources(who, sources);
    model.addAttribute("words", words);
    model.addAttribute("chosen", recipients);
    model.addAttribute("book", book.all());
    model.addAttribute("sources", known);
    model.addAttribute("contentless", contentless);
    shown(who, now, known, preview, refused, model);
    return "bulletin-form";
  }

  private String read(Person who, Bulletin now, Acted.@Nullable Refused refused, Model model) {
    List<Source> known = bulletins.sources(who, now.sources());
    Bulletins.Draft draft = new Bulletins.Draft(now.words(), now.sources(), now.recipients());
    model.addAttribute("to", book.these(now.recipients()));
    model.addAttribute("releases", releases.of(who, now.id()));
    shown(who, now, known, bulletins.preview(who, draft, now.contentless()), refused, model);
    return "bulletin";
  }

  private void shown(
      Person who,
      @Nullable Bulletin now,
      List<Source> sources,
      Preview preview,
      Acted.@Nullable Refused refused,
      Model model) {
    model.addAttribute("preview", preview);
    model.addAttribute("rules", rules);
    model.addAttribute("refused", refused);
    model.addAttribute(
        "view", now == null ? null : BulletinView.of(now, sources, preview, who, this::name));
  }

  private String name(UUID id) {
    return BulletinView.nameOf(people.find(id).orElse(null), id);
  }
}
