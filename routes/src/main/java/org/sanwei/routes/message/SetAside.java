package org.sanwei.routes.message;

/**
 * The media type of bytes that intake could not make a message of (a row with a column too many, a
 * row in no known encoding): sealed as they were, and held, whatever they look like.
 */
public final class SetAside {
  public static final String MEDIA_TYPE = "application/vnd.sanwei.set-aside";

  private SetAside() {}
}
