package org.sanwei.gateway.slip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which slips were refused already in this run, so that one which is refused at every key stroke is
 * written down once. Bounded; safe from many threads.
 */
final class RefusedSlips {
  private static final int REMEMBERED = 1_000;

  private final Map<String, Boolean> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** True the first time. */
  synchronized boolean first(UUID person, UUID slip) {
    return seen.put(person + "/" + slip, true) == null;
  }

  /** It could not be written down. */
  synchronized void forget(UUID person, UUID slip) {
    seen.remove(person + "/" + slip);
  }
}
