package org.sanwei.routes.read.ocr.pages;

/** The kinds of paper that a duty office is sent. */
public enum Form {
  RED_HEAD,
  PLAIN_TELEGRAM,
  INNER_TELEGRAM,
  BULLETIN,
  LETTER,
  APPROVAL,
  NOTICE,
  PHONE_RECORD,
  /** A cover sheet of the fax machine's owner; what it covers begins on the second page. */
  COVER,
  /** Not a page of a document. */
  NONE
}
