package org.sanwei.gateway.officebook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where the duty leader holds the office's own book against ours. */
@Controller
public final class OfficeBookPages {
  private final OfficeBooks books;

  public OfficeBookPages(OfficeBooks books) {
    this.books = books;
  }

  /** Asks for a file. */
  @GetMapping("/officebook")
  public String page(SignedIn who) {
    books.require(who.person());
    return "officebook";
  }

  /**
   * Takes the file as the body, so that no server writes it to a disk, and shows what was found.
   */
  @PostMapping("/officebook")
  public String compare(SignedIn who, HttpServletRequest request, Model model) throws IOException {
    books.require(who.person());
    OfficeBooks.Compared compared = books.compare(who.person(), request.getInputStream());
    if (compared instanceof OfficeBooks.Compared.Done done) {
      model.addAttribute("report", done.report());
      model.addAttribute("refused", "");
    } else {
      model.addAttribute("refused", ((OfficeBooks.Compared.Refused) compared).code());
    }
    model.addAttribute("most", Comparison.MOST_SHOWN);
    return "officebook :: compared";
  }
}
