package org.sanwei.routes.read;

/** How much of a message's pictures is recognised. */
public enum Sight {
  /** None: what is no picture is read, in milliseconds. */
  NONE,
  /** The head of the first page, in a second: enough to know how urgent it is, no more. */
  HEADS,
  /** Every page. */
  WHOLE
}
