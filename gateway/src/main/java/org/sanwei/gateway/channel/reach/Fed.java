package org.sanwei.gateway.channel.reach;

/** What became of handing a probe to a channel; {@code code} is a stable word. */
public sealed interface Fed {
  /** The stable word; empty when it was handed over. */
  String code();

  /** Its way has it. */
  record Sent() implements Fed {
    @Override
    public String code() {
      return "";
    }
  }

  /** It was not taken, or nobody knows. */
  record Failed(String code) implements Fed {}

  /** This channel cannot be tried from here; the code says why. */
  record Unprovable(String code) implements Fed {}
}
