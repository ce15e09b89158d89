package org.sanwei.config.judge;

/** Where in a message a text stands; rules ask for places, readers name them. */
public enum Place {
  /** The subject line of a mail or the title field of an intranet message. */
  SUBJECT,
  /** Running text. The judge takes its head zone (subject plus first lines) from here. */
  BODY,
  /** Text extracted from an attachment's pages. */
  ATTACHMENT,
  /** The name of the file that a message came as. */
  FILE_NAME,
  /** The name of a file that a message carries. */
  ATTACHMENT_NAME,
  /** What stands above the text on the pages of a document. */
  HEADER,
  /** What stands below the text on the pages of a document. */
  FOOTER,
  /** What a mail quotes from an earlier one. */
  QUOTED,
  /** Sender's name or address, or other short facts that the sender chose. */
  SENDER
}
