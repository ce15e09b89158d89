package org.sanwei.gateway.facsimile;

import static java.util.Objects.requireNonNull;

import org.sanwei.gateway.desk.ActedAnswer;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.PageCorrections;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pages and their correction for programs: as on the desk's own pages, open items only. */
@RestController
@RequestMapping("/api/v1/items/{ref}/pages")
public final class FacsimileInterface {
  private final Facsimiles facsimiles;
  private final PageCorrections corrections;

  public FacsimileInterface(Facsimiles facsimiles, PageCorrections corrections) {
    this.facsimiles = facsimiles;
    this.corrections = corrections;
  }

  /** What a person reads in a line; empty when nothing stands there. */
  record Reading(String text) {
    Reading {
      requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return "Reading[]";
    }
  }

  /** All pages with their lines; that they were read is written down. */
  @GetMapping
  public FacsimileJson.All pages(SignedIn who, @PathVariable("ref") String ref) {
    Facsimiles.Shown shown = facsimiles.see(who.person(), parse(ref)).orElseThrow(NotFound::new);
    return new FacsimileJson.All(
        shown.row().id().hex(), shown.views().stream().map(FacsimileJson::of).toList());
  }

  /** A page as PNG. */
  @GetMapping("/{number}/picture")
  public ResponseEntity<byte[]> picture(
      SignedIn who, @PathVariable("ref") String ref, @PathVariable("number") int number) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .body(facsimiles.png(who.person(), parse(ref), number).orElseThrow(NotFound::new));
  }

  /** 改正识读. The answer's outcome says whether the words raised the item. */
  @PostMapping("/{number}/lines/{line}")
  public Object correct(
      SignedIn who,
      @PathVariable("ref") String ref,
      @PathVariable("number") int number,
      @PathVariable("line") int line,
      @RequestBody Reading reading) {
    Person person = who.person();
    Permissions.require(person, Act.CORRECT);
    ItemRef item = parse(ref);
    if (facsimiles.open(person, item).isEmpty()) {
      throw new NotFound();
    }
    try {
      return ActedAnswer.of(corrections.correct(person, item, number, line, reading.text()));
    } catch (IllegalArgumentException e) {
      return ResponseEntity.badRequest()
          .body(
              Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "too-long",
                  "one line of at most " + PageCorrections.MOST_CHARACTERS + " characters"));
    }
  }

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
