package org.sanwei.gateway.channel.reach;

/**
 * What a connection test found. {@code code} is a stable word: the key of a message that says it,
 * and, for {@link Bad}, of one that says the mend.
 */
public sealed interface Checked {
  /** The stable word. */
  String code();

  /** Where it was looked: an address or a kind of place, from gateway.yaml. */
  String where();

  /** Whether the channel answers. */
  default boolean good() {
    return this instanceof Good;
  }

  /** It answers. */
  record Good(String code, String where) implements Checked {}

  /** It does not; {@code cause} is the class of what failed, or empty. */
  record Bad(String code, String where, String cause) implements Checked {}
}
