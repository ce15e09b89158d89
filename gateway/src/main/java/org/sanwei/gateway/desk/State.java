package org.sanwei.gateway.desk;

/** How far the desk is with an open item. Names are stored. */
public enum State {
  NEW,
  CLAIMED,
  CLOSED
}
