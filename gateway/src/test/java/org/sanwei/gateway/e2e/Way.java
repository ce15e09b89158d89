package org.sanwei.gateway.e2e;

/** The ways in, each as its source knows it. */
enum Way {
  FAX_MAIL,
  /** The same with a page as a picture, which decides where it goes. */
  FAX_PAGE,
  FAX_FILE,
  HOTLINE_FILE,
  /** A text in one short message: no field of it names it, so one brought again is another. */
  SHORT_TEXT,
  /** A text in parts. */
  LONG_TEXT,
  /** A text in parts of which one never comes. */
  HALF_TEXT,
  SMS_POST,
  FAX_POST,
  HOTLINE_POST,
  INTRANET_POST,
  AMQP,
  AMQP_TRANSACTION,
  STOMP,
  MQTT,
  /** A slip that a person writes at the desk. */
  SLIP;

  /** Whether a mail brings it. */
  boolean mailed() {
    return this == FAX_MAIL || this == FAX_PAGE;
  }

  /** Whether what is brought again is known again. */
  boolean named() {
    return this != SHORT_TEXT;
  }

  /** Whether its channel answers the sender. */
  boolean answered() {
    return mailed() || this == SHORT_TEXT || this == LONG_TEXT || this == HALF_TEXT;
  }
}
