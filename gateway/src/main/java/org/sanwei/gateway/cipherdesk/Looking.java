package org.sanwei.gateway.cipherdesk;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks at the line now and then, for what the gateway does with an officer's word. */
final class Looking {
  private static final int LOOKS = 25;
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private Looking() {}

  /**
   * Whether it was seen within some five seconds. What was sent is on the broker's disk by now, so
   * trouble while looking changes nothing: it is not seen then.
   */
  static boolean until(BooleanSupplier seen) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        if (seen.getAsBoolean()) {
          return true;
        }
        Thread.sleep(BETWEEN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CipherDeskTrouble e) {
      return false;
    }
    return false;
  }
}
