package org.sanwei.routes.guard.route;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What integrators' folders need of us: files over the limit stay where they are, and failures are
 * told without a file's name or a word of it. Thread-safe.
 */
final class DroppedFiles implements GenericFileFilter<Object>, ExceptionHandler {
  static final String NAME = "droppedFiles";

  private static final Logger LOG = LoggerFactory.getLogger(DroppedFiles.class);
  private static final int REMEMBERED = 1_000;

  private final long limitBytes;
  private final Set<String> tooLarge = ConcurrentHashMap.newKeySet();

  DroppedFiles(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  @Override
  public boolean accept(GenericFile<Object> file) {
    if (file.isDirectory() || file.getFileLength() <= limitBytes) {
      return true;
    }
    if (tooLarge.size() < REMEMBERED && tooLarge.add(file.getAbsoluteFilePath())) {
      LOG.warn("a file of an exchange folder is over {} bytes and stays there", limitBytes);
    }
    return false;
  }

  @Override
  public void handleException(Throwable exception) {
    Throwable cause = exception;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    LOG.warn(
        "a file of an exchange folder was not taken and is tried again: {}",
        cause.getClass().getSimpleName());
  }

  @Override
  public void handleException(String message, Throwable exception) {
    handleException(exception);
  }

  @Override
  public void handleException(String message, Exchange exchange, Throwable exception) {
    handleException(exception);
  }
}
