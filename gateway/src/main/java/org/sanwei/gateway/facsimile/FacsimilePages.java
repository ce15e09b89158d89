package org.sanwei.gateway.facsimile;

import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.PageCorrections;
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
  private final Facsimiles facsimiles;
  private final PageCorrections corrections;

  public FacsimilePages(Facsimiles facsimiles, PageCorrections corrections) {
    this.facsimiles = facsimiles;
    this.corrections = corrections;
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
    Facsimiles.Shown shown = facsimiles.see(who.person(), parse(ref)).orElseThrow(NotFound::new);
    model.addAttribute("row", shown.row());
    model.addAttribute("pages", shown.views().size());
    model.addAttribute("view", shown.page(number).orElseThrow(NotFound::new));
    model.addAttribute("acted", acted);
    model.addAttribute("line", line);
    return "facsimile";
  }

  /** The picture of a page, made by this gateway; the file as it came is an attachment. */
  @GetMapping("/items/{ref}/pages/{number}/picture")
  public ResponseEntity<byte[]> picture(
      SignedIn who, @PathVariable String ref, @PathVariable int number) {
    byte[] png = facsimiles.png(who.person(), parse(ref), number).orElseThrow(NotFound::new);
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

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
