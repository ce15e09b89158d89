package org.sanwei.routes.read.apart;

import java.util.Map;

/**
 * How a pool of reader processes stands at a moment: numbers, and nothing of what is read.
 *
 * @param most how many children there may be
 * @param standing how many are warm or reading
 * @param busy how many are reading
 * @param wanted how many messages wait for a child
 * @param startsFail whether the last child that was to be started did not come to read
 * @param ownNetwork whether the system cuts the children off from the network
 * @param replaced by reason, since the start; every reason is named
 */
public record ReaderCounts(
    int most,
    int standing,
    int busy,
    int wanted,
    boolean startsFail,
    boolean ownNetwork,
    Map<Replaced, Long> replaced) {
  public ReaderCounts {
    replaced = Map.copyOf(replaced);
  }

  /** How many gave way because something went wrong. */
  public long troubles() {
    return replaced.entrySet().stream()
        .filter(each -> each.getKey().trouble())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
