package org.sanwei.routes.read.apart;

/**
 * No child process could be asked: nothing was read, and the same call later may succeed. Says
 * where it failed and never holds anything of a message.
 */
public final class ReaderUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderUnavailable(String what) {
    super(what);
  }
}
