package org.sanwei.gateway.desk;

import java.nio.charset.StandardCharsets;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** One arrival: its page, its pane beside the inbox, its attachments, and what one does with it. */
@Controller
public final class ItemPages {
  private final Inbox inbox;
  private final Raises raises;
  private final ResendDesk resends;
  private final SpillTrail spread;
  private final Unsent unsent;
  private final People people;
  private final OpenPages pages;

  public ItemPages(
      Inbox inbox,
      OpenPages pages,
      Raises raises,
      ResendDesk resends,
      SpillTrail spread,
      Unsent unsent,
      People people) {
    this.pages = pages;
    this.unsent = unsent;
    this.resends = resends;
    this.inbox = inbox;
    this.raises = raises;
    this.spread = spread;
    this.people = people;
  }

  /** The page; opening it is written down. {@code acted} is the code of what was just done. */
  @GetMapping("/items/{ref}")
  public String page(
      SignedIn who,
      @PathVariable String ref,
      @RequestParam(defaultValue = "") String acted,
      Model model) {
    show(who.person(), ref, acted, model);
    return "item";
  }

  /** The same beside the inbox. */
  @GetMapping("/items/{ref}/pane")
  public String pane(
      SignedIn who,
      @PathVariable String ref,
      @RequestParam(defaultValue = "") String acted,
      Model model) {
    show(who.person(), ref, acted, model);
    return "detail :: detail";
  }

  /** The bytes as they came, to be saved and never shown by the browser. */
  @GetMapping("/items/{ref}/attachments/{ordinal}")
  public ResponseEntity<StreamingResponseBody> attachment(
      SignedIn who, @PathVariable String ref, @PathVariable int ordinal) {
    Person person = who.person();
    Inbox.Attached attached =
        inbox.attachment(person, parse(ref), ordinal).orElseThrow(NotFound::new);
    Item.AttachmentFacts facts = attached.facts();
    StreamingResponseBody body =
        out -> {
          byte[] piece = inbox.chunk(person, attached.id(), ordinal, 0);
          for (int next = 1; piece.length > 0; next++) {
            out.write(piece);
            piece = inbox.chunk(person, attached.id(), ordinal, next);
          }
        };
    ContentDisposition save =
        ContentDisposition.attachment().filename(facts.name(), StandardCharsets.UTF_8).build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(facts.sizeBytes())
        .header(HttpHeaders.CONTENT_DISPOSITION, save.toString())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(body);
  }

  /** 领办. */
  @PostMapping("/items/{ref}/claim")
  public String claim(SignedIn who, @PathVariable String ref, @RequestParam int version) {
    return back(ref, inbox.claim(who.person(), parse(ref), version));
  }

  /** 办结. */
  @PostMapping("/items/{ref}/close")
  public String close(SignedIn who, @PathVariable String ref, @RequestParam int version) {
    return back(ref, inbox.close(who.person(), parse(ref), version));
  }

  /** 升密. */
  @PostMapping("/items/{ref}/raise")
  public String raise(SignedIn who, @PathVariable String ref) {
    return back(ref, raises.raise(who.person(), parse(ref)));
  }

  /** 请对方重发. */
  @PostMapping("/items/{ref}/resend")
  public String resend(SignedIn who, @PathVariable String ref) {
    return back(ref, resends.ask(who.person(), parse(ref)));
  }

  private static String back(String ref, Acted acted) {
    if (acted instanceof Acted.NoSuchItem) {
      throw new NotFound();
    }
    return "redirect:/items/" + ref + "?acted=" + acted.code();
  }

  private void show(Person person, String ref, String acted, Model model) {
    Item item = inbox.view(person, parse(ref)).orElseThrow(NotFound::new);
    model.addAttribute("item", ItemView.of(item, people));
    model.addAttribute("row", item.row());
    model.addAttribute("pages", pages.count(item.row().id()));
    model.addAttribute("acted", acted);
    model.addAttribute("told", resends.told(item.row()));
    boolean raised =
        item.row().hidden() || (item.row().rules().contains(Raises.RULE) && !item.row().isOpen());
    model.addAttribute("unsent", raised && unsent.holds(item.row().id()));
    model.addAttribute("spread", raised ? spread.of(item.row().id()) : null);
  }

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
