package org.sanwei.routes.read;

import java.io.IOException;

/** A file that means harm, made when it is needed, and the media type under which it comes. */
record Hostile(String name, String mediaType, Making making) {

  /** How it is made. */
  interface Making {
    byte[] make() throws IOException;
  }

  static Hostile file(String name, Making making) {
    return new Hostile(name, "application/octet-stream", making);
  }

  static Hostile mail(String name, Making making) {
    return new Hostile(name, "message/rfc822", making);
  }

  @Override
  public String toString() {
    return name;
  }
}
