package org.sanwei.gateway.desk;

import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What the interface answers to an act upon an item: the item as it is now, or a problem. */
public final class ActedAnswer {
  private ActedAnswer() {}

  /** Throws {@link NotFound} when there is no such item. */
  public static Object of(Acted acted) {
    if (acted instanceof Acted.Done done) {
      return ItemJson.of(done.row());
    }
    if (acted instanceof Acted.NoSuchItem) {
      throw new NotFound();
    }
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .body(Problem.of(HttpStatus.CONFLICT, acted.code(), mend(acted)));
  }

  private static String mend(Acted acted) {
    return acted instanceof Acted.TooLarge
        ? "nobody sees it any more; to seal it, start the gateway with a larger -Xmx and raise it again"
        : "read the item again: its state does not allow this";
  }
}
