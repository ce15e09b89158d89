package org.sanwei.gateway.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is checked before the start uses libraries that tell of everything; the log that they tell
 * it to is not set up yet and would be the screen. Setting the log up undoes this.
 */
public final class QuietStart {
  private QuietStart() {}

  /** Only warnings and worse come to the screen from now on. */
  public static void begin() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    }
  }
}
