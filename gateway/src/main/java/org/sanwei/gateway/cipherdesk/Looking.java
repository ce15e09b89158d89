package org.sanwei.gateway.cipherdesk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Looks at the line now and then, for what the gateway does with an officer's word. */
final class Looking {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private Looking() {}

  /**
   * Whether it was seen. A look takes half a second and more, so none is begun after five seconds
   * by the clock; one is made in any case. What was sent is on the broker's disk by now, so trouble
   * while looking changes nothing: it is not seen then.
   */
  static boolean until(BooleanSupplier seen, Clock clock) {
    Instant last = clock.instant().plus(LONGEST);
    try {
      do {
        if (seen.getAsBoolean()) {
          return true;
        }
        Thread.sleep(BETWEEN.toMillis());
      } while (clock.instant().isBefore(last));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CipherDeskTrouble e) {
      return false;
    }
    return false;
  }
}
