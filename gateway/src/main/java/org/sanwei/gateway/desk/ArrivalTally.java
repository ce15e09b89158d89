package org.sanwei.gateway.desk;

import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/**
 * Who counts what comes by each channel. Called within the register's own transaction, once for
 * each thing that happened, so that a count is committed with what it counts.
 */
public interface ArrivalTally {
  /** Counts nothing. */
  ArrivalTally NONE =
      new ArrivalTally() {
        @Override
        public boolean settled(Standing standing, @Nullable String envelope) {
          return false;
        }

        @Override
        public void duplicate(Reception reception) {
          // Nobody counts.
        }
      };

  /**
   * An arrival was settled for the first time. {@code envelope} is the digest of what went to a
   * line, null for an open item.
   *
   * @return whether it is a probe of ours that was under way (演练)
   */
  boolean settled(Standing standing, @Nullable String envelope);

  /** A source handed over again what it had handed over before. */
  void duplicate(Reception reception);
}
