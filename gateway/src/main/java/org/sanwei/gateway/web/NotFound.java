package org.sanwei.gateway.web;

/** What an address points at does not exist. Web answers it with 404. */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFound() {
    super("not found");
  }
}
