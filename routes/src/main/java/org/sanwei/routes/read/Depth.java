package org.sanwei.routes.read;

/** How far into a message's pictures a reader goes; everything else is read at every depth. */
public enum Depth {
  /** Pictures are left: they wait, and the result says so. */
  TEXT,
  /** Of pictures, the head zone of the first page: enough to tell how urgent it is. */
  HEADS,
  /** All of it. */
  WHOLE
}
