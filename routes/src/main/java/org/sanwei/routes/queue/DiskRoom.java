package org.sanwei.routes.queue;

/**
 * What the broker's disk still takes. Under its floor the broker makes whoever sends packets wait,
 * without an end, so whoever writes much asks here before. Safe from many threads.
 */
@FunctionalInterface
public interface DiskRoom {
  /** Whether so many more bytes fit above the floor. Cheap: asked before each piece. */
  boolean takes(long bytes);
}
