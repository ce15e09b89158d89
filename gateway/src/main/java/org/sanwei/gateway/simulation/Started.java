package org.sanwei.gateway.simulation;

import java.util.List;
import org.sanwei.config.load.Problem;

/** What came of asking for a simulation. */
public sealed interface Started {

  /** It runs. */
  record Accepted(Run run) implements Started {}

  /** The candidate cannot be read; nothing runs, and it counts for the day. */
  record Unreadable(List<Problem> problems) implements Started {
    public Unreadable {
      problems = List.copyOf(problems);
    }
  }

  /** Another one runs. */
  record Busy() implements Started {}

  /** As many were made in the last day as may be. */
  record Enough(int most) implements Started {}
}
