package org.sanwei.routes.guard.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What integrators' folders need of us: files over the limit and links stay where they are, and
 * failures are told without a file's name or a word of it. Thread-safe.
 */
final class DroppedFiles implements GenericFileFilter<Object>, ExceptionHandler {
  static final String NAME = "droppedFiles";

  private static final Logger LOG = LoggerFactory.getLogger(DroppedFiles.class);
  private static final int REMEMBERED = 1_000;

  private final long limitBytes;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  DroppedFiles(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  @Override
  public boolean accept(GenericFile<Object> file) {
    if (!own(Path.of(file.getAbsoluteFilePath()))) {
      return once(file, "a link, or no plain file, in an exchange folder is left there");
    }
    return file.getFileLength() <= limitBytes
        || once(
            file, "a file of an exchange folder is over " + limitBytes + " bytes and stays there");
  }

  /** Says so once for each file; always false. */
  private boolean once(GenericFile<Object> file, String what) {
    if (told.size() < REMEMBERED && told.add(file.getAbsoluteFilePath())) {
      LOG.warn("{}", what);
    }
    return false;
  }

  /** The bytes as they lie there. A link that was put in its place since is not followed. */
  static byte[] bytes(GenericFile<?> file) throws IOException {
    Path path = Path.of(file.getAbsoluteFilePath());
    if (!own(path)) {
      throw new IOException("no plain file any more");
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    }
  }

  /**
   * Whether it is a plain file with no other name: a symbolic or hard link would have the gateway
   * take, with its own rights, what whoever dropped it may not read.
   */
  private static boolean own(Path path) {
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && (!path.getFileSystem().supportedFileAttributeViews().contains("unix")
              || Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                  .equals(Integer.valueOf(1)));
    } catch (IOException e) {
      return false;
    }
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
