package org.sanwei.gateway.sandbox;

/** One invented message, before it is put on a wire. Its words are a drill's, and say so. */
public sealed interface DrillMessage {

  /** What the message is meant to show. */
  enum Kind {
    /** Everyday business; open. */
    ROUTINE,
    /** Bears 特急 or 加急; open. */
    URGENT,
    /** Speaks of secrets without being one; must stay open. */
    MENTION,
    /** Bears 内部; open on the desk, never outside. */
    WORK_SECRET,
    /** Bears a state-secret mark. */
    CLASSIFIED,
    /** Only a picture of a page: held until somebody has read it. */
    PICTURE
  }

  Kind kind();

  /** The last part of the intake path, and the name in counters: sms, hotline, intranet or fax. */
  String channel();

  /** The words; for counters and logs there is {@link #kind()}. */
  String text();

  /** From one person's phone. */
  record Sms(Kind kind, String sender, String text) implements DrillMessage {
    @Override
    public String channel() {
      return "sms";
    }
  }

  /** A transcript of a call to 12345; a later version of a case replaces nothing. */
  record Hotline(Kind kind, String caseId, int version, String caller, String subject, String text)
      implements DrillMessage {
    @Override
    public String channel() {
      return "hotline";
    }
  }

  /** From a unit on the government's own network. */
  record Intranet(Kind kind, String sender, String unit, String subject, String text)
      implements DrillMessage {
    @Override
    public String channel() {
      return "intranet";
    }
  }

  /**
   * A page that the fax machine turned into mail.
   *
   * @param text the page's words, or the cover's when the page is a picture
   * @param page what is attached
   */
  record Fax(Kind kind, String sender, String subject, String text, Page page)
      implements DrillMessage {
    @Override
    public String channel() {
      return "fax";
    }
  }

  /** How a fax page comes. */
  enum Page {
    PLAIN("", ""),
    HTML("", ""),
    TEXT_PDF("", "application/pdf"),
    FINE_TIFF("05.fine.tif", "image/tiff"),
    STANDARD_TIFF("11.std.tif", "image/tiff"),
    MARKED_FINE_TIFF("00.fine.tif", "image/tiff"),
    MARKED_STANDARD_TIFF("01.std.tif", "image/tiff"),
    PICTURE_PDF("05.fine.pdf", "application/pdf"),
    COLOUR_SCAN("07.scan.pdf", "application/pdf");

    private final String resource;
    private final String mediaType;

    Page(String resource, String mediaType) {
      this.resource = resource;
      this.mediaType = mediaType;
    }

    /** The sample page's file under {@code fax/}; empty when the page is made from the text. */
    String resource() {
      return resource;
    }

    String mediaType() {
      return mediaType;
    }

    boolean isPicture() {
      return !resource.isEmpty();
    }
  }
}
