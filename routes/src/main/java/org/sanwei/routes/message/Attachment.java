package org.sanwei.routes.message;

/** A part of an open item as it came, for the desk to show or hand out. */
public record Attachment(String name, String mediaType, byte[] bytes) {
  @Override
  public String toString() {
    return "Attachment[" + mediaType + ", " + bytes.length + " bytes]";
  }
}
