package org.sanwei.config.prove.graph;

/** From one node to another: how, and what it asks. */
public record Edge(String from, String to, Way way, When when) {
  /** How a message comes along an edge. */
  public enum Way {
    /** The next step of its route. */
    NEXT,
    /** Sent to an endpoint; what is sent there is kept there. */
    SEND,
    /** A copy, beside the message itself. */
    COPY,
    /** Back from a route that was called. */
    RETURN,
    /** After something failed. */
    FAILS,
    /** By people or by a part of the gateway that is no Camel route. */
    HAND
  }

  /** Without a condition. */
  public static Edge of(String from, Way way, String to) {
    return new Edge(from, to, way, new When.Always());
  }
}
