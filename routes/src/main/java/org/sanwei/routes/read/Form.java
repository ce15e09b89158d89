package org.sanwei.routes.read;

/** What a part is, as far as reading it goes; decided by {@link Sniffer}. */
enum Form {
  TEXT("text/plain"),
  HTML("text/html"),
  /** Lines that may be folded: calendars and cards. */
  FOLDED("text/plain"),
  MAIL("message/rfc822"),
  PDF("application/pdf"),
  PICTURE("application/octet-stream"),
  TIFF("image/tiff"),
  ARCHIVE("application/octet-stream"),
  /** An archive, or a paper that is one. */
  ZIP("application/octet-stream"),
  /** An old office paper, an Outlook message, an enciphered paper. */
  OLE("application/octet-stream"),
  RTF("application/octet-stream"),
  /** winmail.dat. */
  TNEF("application/octet-stream"),
  ENCRYPTED("application/octet-stream"),
  UNKNOWN("application/octet-stream");

  private final String mediaType;

  Form(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The type under which the desk may hand it out: never what the sender said. */
  String mediaType() {
    return mediaType;
  }
}
