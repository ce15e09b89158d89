package org.sanwei.gateway.wiring;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Stack traces in the log by class and place, without what an exception says: a library's exception
 * quotes what it could not read, and that is somebody's message (promise 2). Spring Boot makes it
 * by its name.
 */
public final class ContentlessTraces implements StackTracePrinter {
  private final StackTracePrinter printer =
      StandardStackTracePrinter.rootLast().withFormatter(failure -> failure.getClass().getName());

  @Override
  public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
    printer.printStackTrace(throwable, out);
  }
}
