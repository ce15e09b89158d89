package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogTest {
  private static final String CANARY = "集结地点";

  @Test
  void aTraceNamesClassesAndPlacesAndNotWhatAnExceptionSays() throws IOException {
    Exception failure =
        new IllegalStateException(CANARY, new NumberFormatException("For input string: " + CANARY));
    failure.addSuppressed(new IOException(CANARY));
    StringBuilder trace = new StringBuilder();

    new ContentlessTraces().printStackTrace(failure, trace);

    assertThat(trace.toString())
        .contains("IllegalStateException", "NumberFormatException", "IOException", "LogTest")
        .doesNotContain(CANARY);
  }

  @Test
  void theNameOfAStompTransactionIsNotLoggedAndTheBrokersOtherErrorsAre() {
    LoggerContext context = new LoggerContext();
    ListAppender<ILoggingEvent> written = new ListAppender<>();
    written.start();
    Logger broker = context.getLogger("org.apache.activemq.artemis.core.server");
    ((ch.qos.logback.classic.Logger) broker).addAppender(written);
    ClientsWords.keepOut(context);

    broker.error("AMQ224024: Stomp Error, tx already exist! {}", CANARY);
    broker.error("AMQ224028: Failed to stop acceptor {}", "officers");

    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("AMQ224028: Failed to stop acceptor officers");
  }
}
