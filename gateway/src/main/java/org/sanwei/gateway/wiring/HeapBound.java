package org.sanwei.gateway.wiring;

import org.sanwei.config.load.Deployment;
import org.sanwei.config.policy.GatewayConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what may come in by what the heap bears, for every way in. A body over it would end the
 * gateway, and come again from the broker at its next start.
 */
public final class HeapBound {
  private static final Logger LOG = LoggerFactory.getLogger(HeapBound.class);

  /** What one body takes of the heap at its most, in its own sizes (measured, ADR 0017). */
  private static final int TIMES_ITS_SIZE = 12;

  private HeapBound() {}

  /**
   * The same deployment, its limit of bodies lowered where the heap asks for it, which is logged.
   *
   * @param heapBytes the most that the heap may grow to
   */
  public static Deployment within(Deployment wanted, long heapBytes) {
    GatewayConfig config = wanted.gateway();
    long bearable = heapBytes / TIMES_ITS_SIZE;
    long asked = config.limits().bodyBytes();
    if (asked <= bearable) {
      return wanted;
    }
    LOG.warn(
        "bodies over {} bytes are not read here, for limits.bodyBytes of {} needs a heap of {} times as"
            + " much: start with -Xmx{}m",
        bearable,
        asked,
        TIMES_ITS_SIZE,
        megabytes(asked * TIMES_ITS_SIZE));
    GatewayConfig.Limits lowered =
        new GatewayConfig.Limits(bearable, config.limits().largeBodyBytes());
    return new Deployment(config.limitedTo(lowered), wanted.policy());
  }

  /** Rounded up, and a little more: collectors keep some of the heap to themselves. */
  private static long megabytes(long bytes) {
    return (bytes + bytes / 16) / (1024 * 1024) + 1;
  }
}
