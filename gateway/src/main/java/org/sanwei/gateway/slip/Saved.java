package org.sanwei.gateway.slip;

import java.time.Instant;
import java.util.List;
import org.sanwei.routes.message.ArrivalId;

/** What came of keeping a slip while it is being written. Codes are stable. */
public sealed interface Saved {

  /** The word used in the interface and on the page. */
  String code();

  /** Kept. {@code version} is to be given with the next change; 0 for a slip without a word. */
  record Done(int version, Instant changedAt) implements Saved {
    @Override
    public String code() {
      return "done";
    }
  }

  /**
   * Judged, and not OPEN: nothing was kept, and what was kept of it before is destroyed. {@code
   * rules} are public evidence.
   */
  record NotStorable(List<String> rules) implements Saved {
    public NotStorable {
      rules = List.copyOf(rules);
    }

    @Override
    public String code() {
      return "not-storable";
    }
  }

  /** Too long, with a character that cannot be kept, or with a time that is none. */
  record NotText() implements Saved {
    @Override
    public String code() {
      return "not-text";
    }
  }

  /** Another page of the same author changed it meanwhile; {@code version} is what it is now. */
  record Stale(int version) implements Saved {
    @Override
    public String code() {
      return "stale-version";
    }
  }

  /** As many as one person may have. */
  record TooMany(int most) implements Saved {
    @Override
    public String code() {
      return "too-many";
    }
  }

  /** It was handed in already: its words are the message's now. */
  record HandedIn(ArrivalId item) implements Saved {
    @Override
    public String code() {
      return "handed-in";
    }
  }

  /** Database or disk do not answer. Nothing was kept; it can be handed in all the same. */
  record Unavailable() implements Saved {
    @Override
    public String code() {
      return "keeping-unavailable";
    }
  }
}
