package org.sanwei.routes.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ErrorHandler;

/**
 * Logs that a hop failed and was rolled back, by the classes of its causes only: exception texts of
 * libraries quote bodies (promise 2).
 */
public final class ContentlessErrors implements ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ContentlessErrors.class);

  @Override
  public void handleError(Throwable thrown) {
    if (waits(thrown)) {
      return;
    }
    StringBuilder causes = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 6; depth++) {
      causes.append(depth == 0 ? "" : " < ").append(cause.getClass().getSimpleName());
      StackTraceElement[] trace = cause.getStackTrace();
      if (trace.length > 0) {
        causes.append('@').append(trace[0].getClassName()).append(':');
        causes.append(trace[0].getLineNumber());
      }
      cause = cause.getCause();
    }
    LOG.warn("a hop was rolled back and will be tried again: {}", causes);
  }

  /**
   * Nothing failed: a large body's turn comes later, a body waits for heads, or what an officer's
   * word is about does.
   */
  private static boolean waits(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 6; depth++) {
      if (cause instanceof OneLargeAtATime.NotItsTurn
          || cause instanceof HeadsFirst.NotYetTheBody
          || cause instanceof NotYet) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
