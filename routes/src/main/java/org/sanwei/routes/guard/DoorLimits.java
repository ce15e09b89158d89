package org.sanwei.routes.guard;

import java.time.Duration;

/**
 * What a client of the broker's doors may take before it has sent anything whole.
 *
 * @param beforeLoginBytes that may come before the log-in
 * @param loginWithin after which a connection without log-in is closed
 * @param messageBytes that may come without a whole message among them
 * @param placeBytes that a large message takes of the {@link Room}; more than this is only read to
 *     be refused
 * @param messageWithin after which a large message must be whole
 * @param storedWithin when so many bytes have come, after which a whole one must have been among
 *     them
 * @param perAddress connections of one address to one port
 */
public record DoorLimits(
    int beforeLoginBytes,
    Duration loginWithin,
    long messageBytes,
    long placeBytes,
    Duration messageWithin,
    Duration storedWithin,
    int perAddress) {
  private static final int MARGIN_BYTES = 1024 * 1024;

  /**
   * For messages whose bodies have at most so many bytes. What is up to twice as large is read and
   * refused with a reason; beyond that the connection ends.
   */
  public static DoorLimits forBodiesOf(long bytes) {
    return new DoorLimits(
        64 * 1024,
        Duration.ofSeconds(10),
        2 * bytes + MARGIN_BYTES,
        bytes + MARGIN_BYTES,
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        64);
  }
}
