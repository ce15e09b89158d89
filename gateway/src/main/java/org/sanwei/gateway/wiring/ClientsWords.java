package org.sanwei.gateway.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the one message of the broker's own out of the log that quotes what a client chose, while
 * the rest of that logger, which tells of a failing journal, goes on.
 */
final class ClientsWords extends TurboFilter {
  private static final String BROKER = "org.apache.activemq.artemis.core.server";

  /** "Stomp Error, tx already exist!", with the name that the client gave it. */
  private static final String STOMP_TRANSACTION = "AMQ224024";

  /** Adds the filter to the log as it is configured now. */
  static void keepOut(ILoggerFactory log) {
    if (log instanceof LoggerContext context) {
      ClientsWords filter = new ClientsWords();
      filter.setContext(context);
      filter.start();
      context.addTurboFilter(filter);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable t) {
    boolean quotes =
        format != null && format.startsWith(STOMP_TRANSACTION) && logger.getName().equals(BROKER);
    return quotes ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
