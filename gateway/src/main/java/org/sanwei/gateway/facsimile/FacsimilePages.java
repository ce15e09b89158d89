package org.sanwei.gateway.facsimile;

import java.util.List;
import java.util.Optional;
import org.sanwei.config.judge.Evidence;
import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.Item;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.OpenPages;
import org.sanwei.gateway.desk.PageCorrections;
import org.sanwei.gateway.desk.Row;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of an open item beside what was recognised on them, and their correction. */
@Controller
public final class FacsimilePages {
  private final Inbox inbox;
  private final OpenPages pages;
  private final PageCorrections corrections;
  private final People people;

  public FacsimilePages(Inbox inbox, OpenPages pages, PageCorrections corrections, People people) {
    this.inbox = inbox;
    this.pages = pages;
    this.corrections = corrections;
    this.people = people;
  }

  /** A page, and writes down that this person saw the item. */
  @GetMapping("/items/{ref}/pages/{number}")
  public String page(
      SignedIn who,
      @PathVariable String ref,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String acted,
      @RequestParam(defaultValue = "0") int line,
      Model model) {
    Item item =
        inbox
            .view(who.person(), parse(ref))
            .filter(found -> found.row().isOpen())
            .orElseThrow(NotFound::new);
    List<OpenPages.Page> all = pages.of(item.row().id());
    OpenPages.Page page =
        all.stream()
            .filter(each -> each.ordinal() == number)
            .findFirst()
            .orElseThrow(NotFound::new);
    List<Evidence> found =
        item.evidence().stream().filter(match -> match.part().equals(page.text())).toList();
    List<OpenPages.Correction> read =
        pages.corrections(item.row().id()).stream().filter(each -> each.page() == number).toList();
    model.addAttribute("row", item.row());
    model.addAttribute("pages", all.size());
    model.addAttribute(
        "view",
        FacsimileView.of(page, found, read, each -> people.nameOf("person/" + each.person())));
    model.addAttribute("acted", acted);
    model.addAttribute("line", line);
    return "facsimile";
  }

  /** The picture of a page, made by this gateway; the file as it came is an attachment. */
  @GetMapping("/items/{ref}/pages/{number}/picture")
  public ResponseEntity<byte[]> picture(
      SignedIn who, @PathVariable String ref, @PathVariable int number) {
    Row row = open(who.person(), ref);
    byte[] png = pages.png(row.id(), number).orElseThrow(NotFound::new);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(png);
  }

  /** 改正识读. */
  @PostMapping("/items/{ref}/pages/{number}/lines/{line}")
  public String correct(
      SignedIn who,
      @PathVariable String ref,
      @PathVariable int number,
      @PathVariable int line,
      @RequestParam String text) {
    Acted acted;
    try {
      acted = corrections.correct(who.person(), parse(ref), number, line, text);
    } catch (IllegalArgumentException e) {
      return "redirect:/items/" + ref + "/pages/" + number + "?acted=too-long&line=" + line;
    }
    if (acted instanceof Acted.NoSuchItem) {
      throw new NotFound();
    }
    boolean stays =
        acted instanceof Acted.Stale || (acted instanceof Acted.Done done && done.row().isOpen());
    return stays
        ? "redirect:/items/" + ref + "/pages/" + number + "?acted=" + acted.code() + "&line=" + line
        : "redirect:/items/"
            + ref
            + "?acted="
            + (acted.code().equals("done") ? "rose" : acted.code());
  }

  private Row open(Person who, String ref) {
    Permissions.require(who, Act.READ_ITEMS);
    Optional<Row> row = inbox.row(who, parse(ref)).filter(Row::isOpen);
    return row.orElseThrow(NotFound::new);
  }

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
