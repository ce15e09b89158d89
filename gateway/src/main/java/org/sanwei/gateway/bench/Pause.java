package org.sanwei.gateway.bench;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waiting between two looks at another process. */
final class Pause {
  private Pause() {}

  static void of(Duration length) throws InterruptedIOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while measuring");
    }
  }
}
