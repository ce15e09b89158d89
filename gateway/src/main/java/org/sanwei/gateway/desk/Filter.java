package org.sanwei.gateway.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which arrivals a list shows. The conditions read {@code i} = item and {@code :me}. */
public enum Filter {
  /** 未办: somebody still has to do something, at the desk or on the 机要 line. */
  UNFINISHED(Conditions.UNFINISHED),
  /** 我的: claimed by the one who looks, and not closed. */
  MINE("i.owner = :me and i.state = 'CLAIMED'"),
  /** 特急: 特急 or 特提, and unfinished. */
  URGENT("i.urgency in ('IMMEDIATE', 'FLASH') and " + Conditions.UNFINISHED),
  /** 留置与涉密: everything that the desk may not read. */
  CARDS("i.outcome in ('HELD', 'CLASSIFIED', 'SPILL')"),
  /** Judged open, finished or not. */
  OPEN("i.outcome = 'OPEN'"),
  /** Everything. */
  ALL("true");

  private final String condition;

  Filter(String condition) {
    this.condition = "(" + condition + ")";
  }

  String condition() {
    return condition;
  }

  /** The word in addresses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The filter with this word. */
  public static Optional<Filter> find(String word) {
    return Arrays.stream(values()).filter(filter -> filter.word().equals(word)).findFirst();
  }

  private static final class Conditions {
    static final String UNFINISHED =
        "(not i.drill and (i.outcome is null or (i.outcome = 'OPEN' and i.state <> 'CLOSED')"
            + " or (i.outcome <> 'OPEN' and not i.receipted)))";
  }
}
